// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes the settings of a container as Docker's struct is written, in its order.
 *
 * @ambidock.rule moby v20.10, api/types/container/config.go
 */
final class TypedConfig {

    /** Whether a member that says nothing is written. */
    private enum Empty {
        WRITTEN,
        LEFT_OUT
    }

    private final GoJsonWriter out;
    private final GoObject config;

    TypedConfig(GoJsonWriter out, GoObject config) {
        this.out = out;
        this.config = config;
    }

    void write() {
        out.beginObject();
        text("Hostname", Empty.WRITTEN);
        text("Domainname", Empty.WRITTEN);
        text("User", Empty.WRITTEN);
        flag("AttachStdin", Empty.WRITTEN);
        flag("AttachStdout", Empty.WRITTEN);
        flag("AttachStderr", Empty.WRITTEN);
        set("ExposedPorts", Empty.LEFT_OUT);
        flag("Tty", Empty.WRITTEN);
        flag("OpenStdin", Empty.WRITTEN);
        flag("StdinOnce", Empty.WRITTEN);
        list("Env", config.texts("Env"), Empty.WRITTEN);
        list("Cmd", config.words("Cmd"), Empty.WRITTEN);
        config.struct("Healthcheck").ifPresent(this::healthcheck);
        flag("ArgsEscaped", Empty.LEFT_OUT);
        text("Image", Empty.WRITTEN);
        set("Volumes", Empty.WRITTEN);
        text("WorkingDir", Empty.WRITTEN);
        list("Entrypoint", config.words("Entrypoint"), Empty.WRITTEN);
        flag("NetworkDisabled", Empty.LEFT_OUT);
        text("MacAddress", Empty.LEFT_OUT);
        list("OnBuild", config.texts("OnBuild"), Empty.WRITTEN);
        labels();
        text("StopSignal", Empty.LEFT_OUT);
        config.integer("StopTimeout").ifPresent(seconds -> number("StopTimeout", seconds));
        list("Shell", config.words("Shell"), Empty.LEFT_OUT);
        out.endObject();
    }

    private void text(String name, Empty empty) {
        String text = config.text(name);
        if (!text.isEmpty() || empty == Empty.WRITTEN) {
            out.name(name);
            out.text(text);
        }
    }

    private void flag(String name, Empty empty) {
        boolean flag = config.flag(name);
        if (flag || empty == Empty.WRITTEN) {
            out.name(name);
            out.bool(flag);
        }
    }

    private void number(String name, long value) {
        out.name(name);
        out.integer(value);
    }

    private void list(String name, Optional<List<String>> list, Empty empty) {
        if (list.filter(l -> !l.isEmpty()).isEmpty() && empty == Empty.LEFT_OUT) {
            return;
        }
        out.name(name);
        if (list.isEmpty()) {
            out.nothing();
            return;
        }
        out.beginArray();
        list.get().forEach(out::text);
        out.endArray();
    }

    private void set(String name, Empty empty) {
        Optional<NavigableMap<String, JsonValue>> map = config.map(name, JsonKind.OBJECT);
        if (map.filter(m -> !m.isEmpty()).isEmpty() && empty == Empty.LEFT_OUT) {
            return;
        }
        out.name(name);
        if (map.isEmpty()) {
            out.nothing();
            return;
        }
        out.beginObject();
        for (String member : map.get().keySet()) {
            out.name(member);
            out.beginObject();
            out.endObject();
        }
        out.endObject();
    }

    private void labels() {
        Optional<NavigableMap<String, JsonValue>> labels = config.map("Labels", JsonKind.STRING);
        out.name("Labels");
        if (labels.isEmpty()) {
            out.nothing();
            return;
        }
        out.beginObject();
        labels.get().forEach((name, value) -> {
            out.name(name);
            out.text(value.is(JsonKind.STRING) ? value.text() : "");
        });
        out.endObject();
    }

    private void healthcheck(GoObject check) {
        out.name("Healthcheck");
        out.beginObject();
        TypedConfig inner = new TypedConfig(out, check);
        inner.list("Test", check.texts("Test"), Empty.LEFT_OUT);
        for (String name : List.of("Interval", "Timeout", "StartPeriod", "Retries")) {
            OptionalLong value = check.integer(name);
            if (value.isPresent() && value.getAsLong() != 0) {
                number(name, value.getAsLong());
            }
        }
        out.endObject();
    }
}
