// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import dev.ambidock.cli.PeerTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ambidock in a process that a signal strikes at a chosen call of the kernel, with strace's help: no clock decides, and the
 * moments lie where files change.
 */
final class Struck {
    private static final String CALLS = "write,pwrite64,fsync,fdatasync,rename,unlink,unlinkat,mkdir,link,ftruncate";
    private static final Pattern CALL = Pattern.compile("^(\\d+) +(\\w+)\\(");

    private final Workbench work;
    private final Path temporary;

    /** A moment: the so-manieth call of this name in one thread. */
    record Moment(String call, int number) {}

    /** With temporary files in a folder of their own. */
    Struck(Workbench work) throws IOException {
        this.work = work;
        this.temporary = Files.createDirectories(work.path("tmp"));
    }

    /** The folder of the temporary files. */
    Path temporary() {
        return temporary;
    }

    /** Moments of a run, all calls alike likely to be struck; runs the command once, undisturbed. */
    List<Moment> moments(long seed, int count, String... args) throws IOException, InterruptedException {
        Map<String, Integer> calls = calls(args);
        List<String> names = List.copyOf(calls.keySet());
        Random random = new Random(seed);
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = names.get(i % names.size());
            moments.add(new Moment(name, 1 + random.nextInt(calls.get(name))));
        }
        return moments;
    }

    /** The calls of a run that change files, and how many of each the busiest thread makes; runs the command once. */
    Map<String, Integer> calls(String... args) throws IOException, InterruptedException {
        Path trace = work.path("trace");
        List<String> command =
                new ArrayList<>(List.of("--seccomp-bpf", "-o", trace.toString(), "-e", "trace=" + CALLS));
        command.addAll(child(args));
        strace(command);
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (String line : Files.readAllLines(trace)) {
            Matcher call = CALL.matcher(line);
            if (call.find()) {
                counts.computeIfAbsent(call.group(2), name -> new HashMap<>()).merge(call.group(1), 1, Integer::sum);
            }
        }
        Map<String, Integer> most = new TreeMap<>();
        counts.forEach((name, threads) -> most.put(name, Collections.max(threads.values())));
        return most;
    }

    /** Runs a command and strikes it; gives how it ended. */
    PeerTool.Output strike(String signal, Moment moment, String... args) throws IOException, InterruptedException {
        return struckBy("signal=" + signal, moment, args);
    }

    /** The same by what strace puts in at the moment, such as {@code error=ENOSPC}. */
    PeerTool.Output struckBy(String what, Moment moment, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "-o",
                "/dev/null",
                "-e",
                "trace=" + moment.call(),
                "-e",
                "inject=" + moment.call() + ":" + what + ":when=" + moment.number()));
        command.addAll(child(args));
        return strace(command);
    }

    /** Runs a command undisturbed; what strace wrote down with these options. */
    List<String> recorded(List<String> options, String... args) throws IOException, InterruptedException {
        Path trace = work.path("trace");
        List<String> command = new ArrayList<>(List.of("--seccomp-bpf", "-o", trace.toString()));
        command.addAll(options);
        command.addAll(child(args));
        PeerTool.Output output = strace(command);
        if (output.status() != 0) {
            throw new IOException(output.err());
        }
        return Files.readAllLines(trace);
    }

    private PeerTool.Output strace(List<String> args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq"));
        command.addAll(args);
        return work.tryPeer(command.toArray(String[]::new));
    }

    /** Java's own file of counters would be among what is struck. */
    private List<String> child(String... args) {
        return new ChildProcess(temporary, List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"))
                .command(args);
    }
}
