// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.Sample;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes at one layout. */
class LayoutProcessesTest {
    @TempDir
    Path folder;

    @Test
    void processesAtOnceLoseNothing() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            processes.add(LayoutProcess.start(folder, "tags", "p" + i, "5"));
        }
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        }
        try (LayoutSource source = open("")) {
            assertThat(source.images()).hasSize(40);
            for (NamedImage image : source.images()) {
                readWhole(source, image.root());
            }
        }
        assertThat(hidden()).containsExactly(".ambidock.lock");
    }

    @Test
    void aLivingProcessIsSparedAndAKilledOneSweptAfter() throws Exception {
        Process process = LayoutProcess.start(folder, "hang");
        try {
            byte[] said = process.getInputStream().readNBytes("ready".length());
            assertThat(new String(said, StandardCharsets.UTF_8)).isEqualTo("ready");
            List<String> before = hidden();
            assertThat(before).hasSize(2).anyMatch(f -> f.startsWith(".ambidock-staging-"));
            Sample.of(false, "mine").commitTo(sink(), "mine");
            assertThat(hidden()).isEqualTo(before);
        } finally {
            process.destroyForcibly().waitFor();
        }
        Sample.of(false, "mine too").commitTo(sink(), "mine too");
        assertThat(hidden()).containsExactly(".ambidock.lock");
        try (LayoutSource source = open("")) {
            assertThat(source.images()).hasSize(2);
        }
    }

    /** On POSIX systems a process that closes any handle of a file frees all its locks on it. */
    @Test
    void sessionsOfOneProcessDoNotFreeEachOthersLocks() throws Exception {
        Sample sample = Sample.of(false, "first");
        try (SinkSession first = sink().begin()) {
            sample.writeTo(first);
            Sample.of(false, "second").commitTo(sink(), "second");
            Process other = LayoutProcess.start(folder, "tags", "other", "1");
            assertThat(other.waitFor()).isZero();
            first.root(new NamedImage(List.of("first"), sample.root()));
            first.commit();
        }
        try (LayoutSource source = open("")) {
            assertThat(source.images()).hasSize(3);
            readWhole(source, sample.layerDescriptor(0));
        }
    }

    private static void readWhole(LayoutSource source, Descriptor blob) throws IOException {
        try (InputStream in = source.open(blob)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private LayoutSink sink() {
        return new LayoutSink(LayoutLocator.parse(folder.toString()), Limits.defaults());
    }

    private LayoutSource open(String rest) throws IOException {
        return LayoutSource.open(LayoutLocator.parse(folder + rest), Limits.defaults());
    }

    private List<String> hidden() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
