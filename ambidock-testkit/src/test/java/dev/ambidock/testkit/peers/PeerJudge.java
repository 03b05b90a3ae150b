// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tells what tools made of inputs: {@code PeerJudge JOBS}. Each line of the file has, parted by tabs: a folder, into which
 * {@code judged} is written; the folder of the input; where the result is, {@code oci:FOLDER} or {@code dir:FOLDER}; and
 * what was wanted, {@code oci}, {@code docker}, or {@code back} if the input itself must have come back.
 */
public final class PeerJudge {
    private PeerJudge() {}

    /** Judges all. */
    public static void main(String[] args) throws IOException {
        for (String job : Files.readAllLines(Path.of(args[0]))) {
            String[] cells = job.split("\t", -1);
            Path input = Path.of(cells[1]);
            Files.writeString(Path.of(cells[0]).resolve("judged"), judge(input, cells[2], cells[3]));
        }
    }

    static String judge(Path input, String result, String wanted) {
        Facts facts = new Facts();
        try {
            Place source = Place.of("oci:" + input.resolve("meant"));
            Place made = Place.of(result);
            boolean docker =
                    wanted.equals("back") ? ImageFacts.isDocker(source.root().type()) : wanted.equals("docker");
            new TreeFacts(source, made, docker, Files.exists(input.resolve("config-is-made")), facts).compare();
            if (wanted.equals("back")
                    && !Arrays.equals(source.root().bytes(), made.root().bytes())) {
                facts.lost("digest changed", "bytes of the root");
            }
        } catch (IOException | RuntimeException e) {
            facts.wrong("the result cannot be read: " + e.getMessage());
        }
        return facts.text();
    }
}
