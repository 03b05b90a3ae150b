// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import dev.ambidock.cli.output.Environment;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Entry point of the ambidock command. */
public final class Main {
    private Main() {}

    /**
     * Runs the command and ends the process.
     *
     * @param args the arguments of the command line
     */
    public static void main(String[] args) {
        // JNA would start two processes to find the folders of system libraries, of which none is needed.
        System.setProperty("jna.platform.library.path", "");
        // picocli would look up a class of Groovy and some twenty of Java, of which no option here has the type.
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("picocli.converters.excludes", "java.*");
        HeadStart.begin(args);
        Environment environment = new Environment(System.getenv(), isTerminal(1), isTerminal(2));
        Interruption interruption = Interruption.watch(new FileOutputStream(FileDescriptor.err));
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        int status = Cli.run(args, new FileInputStream(FileDescriptor.in), out, interruption, environment);
        if (!interruption.end() && status != 0) {
            // Everything was flushed; exit() would look up a logger first, which costs time.
            Runtime.getRuntime().halt(status);
        }
    }

    /** Java has no portable answer for one stream, so the launcher gives it; without the launcher, Linux does. */
    private static boolean isTerminal(int descriptor) {
        String told = System.getProperty("ambidock.terminals", "");
        if (!told.isEmpty()) {
            return told.indexOf('0' + descriptor) >= 0;
        }
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
