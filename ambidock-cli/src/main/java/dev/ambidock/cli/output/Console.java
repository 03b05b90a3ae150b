// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The three streams of a run and how to speak on them. Standard output carries results only. One thread. */
public final class Console {
    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final Environment environment;
    private final Settings settings;

    /** When to colour. */
    public enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    /**
     * How this run speaks.
     *
     * @param color when to colour
     * @param json results and refusals as JSON
     * @param quiet errors only on standard error
     * @param verbose every finding for itself, notes too
     */
    public record Settings(Color color, boolean json, boolean quiet, boolean verbose) {
        /** Before the options are known. */
        public static final Settings DEFAULT = new Settings(Color.AUTO, false, false, false);
    }

    public Console(InputStream in, OutputStream out, OutputStream err, Environment environment, Settings settings) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.settings = settings;
    }

    /** The same streams, spoken on otherwise. */
    public Console with(Settings other) {
        return new Console(in, out, err, environment, other);
    }

    /** The same voice on other streams. */
    Console with(OutputStream otherOut, OutputStream otherErr) {
        return new Console(in, otherOut, otherErr, environment, settings);
    }

    public Environment environment() {
        return environment;
    }

    public InputStream in() {
        return in;
    }

    /** Standard output itself, for results that are longer than memory. */
    public OutputStream out() {
        return out;
    }

    public boolean quiet() {
        return settings.quiet();
    }

    public boolean json() {
        return settings.json();
    }

    public boolean verbose() {
        return settings.verbose();
    }

    public int columns() {
        return environment.columns();
    }

    /** The colours of standard output. */
    public Palette palette() {
        return palette(environment.outIsTerminal());
    }

    private Palette palette(boolean terminal) {
        boolean color = switch (settings.color()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal && environment.wantsColor();
        };
        return color ? Palette.COLOR : Palette.PLAIN;
    }

    /** Writes a result as it is and flushes it. */
    public void result(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Writes a document to its last byte and no further. On a terminal, what is told afterwards begins a new line. */
    public void result(Bytes bytes) throws IOException {
        result(bytes.toArray());
        if (environment.outIsTerminal() && environment.errIsTerminal()) {
            note("");
        }
    }

    /** Writes a result of lines. */
    public void result(String text) throws IOException {
        result(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a JSON result and ends its line. */
    public void resultLine(byte[] json) throws IOException {
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        result(line);
    }

    /** Tells something beside the result, unless all shall be quiet. */
    public void note(String line) {
        if (!settings.quiet()) {
            error(line);
        }
    }

    /** Tells something beside the result under a coloured word, unless all shall be quiet. */
    public void note(Label label, String line) {
        note(label.painted(palette(environment.errIsTerminal())) + " " + line);
    }

    /** Whether standard error is a terminal that understands control sequences. */
    public boolean drawsOnErr() {
        return environment.errIsTerminal() && !environment.variable("TERM").equals("dumb");
    }

    /** Writes to standard error without ending the line; if that is closed, nobody can be told. */
    public void draw(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            return;
        }
    }

    /** Writes to standard error, whatever the settings. */
    public void error(String line) {
        draw(line + "\n");
    }

    /** The first word of an error line. */
    public String errorHead() {
        return palette(environment.errIsTerminal()).red("ambidock:");
    }
}
