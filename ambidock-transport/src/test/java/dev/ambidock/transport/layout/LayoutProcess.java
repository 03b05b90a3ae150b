// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.Sample;
import dev.ambidock.transport.SinkSession;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that writes to a layout: {@code FOLDER tags NAME COUNT}, or {@code FOLDER hang} in a session. */
final class LayoutProcess {
    private LayoutProcess() {}

    public static void main(String[] arguments) throws IOException {
        LayoutSink sink = new LayoutSink(LayoutLocator.parse(arguments[0]), Limits.defaults());
        if (arguments[1].equals("hang")) {
            hang(sink);
            return;
        }
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            String name = arguments[2] + "-" + i;
            Sample.of(false, "shared", name).commitTo(sink, name);
        }
    }

    /** Says when it has written something, then stays in the session until it is killed. */
    private static void hang(LayoutSink sink) throws IOException {
        Bytes blob = Bytes.of("never committed");
        try (SinkSession session = sink.begin()) {
            session.write(Sample.descriptor(MediaTypes.OCI_TAR, blob), blob.stream());
            session.root(new NamedImage(List.of("lost"), Sample.descriptor(MediaTypes.OCI_MANIFEST, blob)));
            System.out.println("ready");
            System.out.flush();
            // The end of the input is the end of the parent.
            System.in.read();
        }
    }

    static Process start(Path folder, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LayoutProcess.class.getName(),
                folder.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
