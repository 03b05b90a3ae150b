// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process did to the files of one folder, in the order in which the kernel was done with it; told by strace. */
final class RecordedWrites {
    /** Options of strace for {@link #of}: names of open files, and bytes to the last one. */
    static final List<String> OPTIONS = List.of(
            "strace",
            "-f",
            "-qq",
            "-y",
            "-xx",
            "-s",
            "1000000",
            "-e",
            "trace=openat,write,pwrite64,writev,fsync,fdatasync,rename,unlink,rmdir,mkdir,ftruncate,copy_file_range,sendfile,link");

    private static final Pattern CALL = Pattern.compile("^(\\d+) +(\\w+)\\((.*)\\) += (\\d+)(?:<(.*)>)?$");
    private static final Pattern UNFINISHED = Pattern.compile("^(\\d+) +(.*) <unfinished \\.\\.\\.>$");
    private static final Pattern RESUMED = Pattern.compile("^(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)$");
    private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");
    private static final Pattern OPEN_FILE = Pattern.compile("^\\d+<([^>]*)>");

    private final Path folder;
    private final List<Step> steps = new ArrayList<>();

    /** A change, or a file or folder that was forced to the disk. Paths are relative to the folder. */
    record Step(String call, String path, String other, byte[] bytes) {
        @Override
        public String toString() {
            return call + " " + path + (other.isEmpty() ? "" : " " + other);
        }
    }

    private RecordedWrites(Path folder) {
        this.folder = folder;
    }

    /** Reads what strace wrote. */
    static RecordedWrites of(Path trace, Path folder) throws IOException {
        RecordedWrites recorded = new RecordedWrites(folder);
        Map<String, String> unfinished = new HashMap<>();
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            Matcher begun = UNFINISHED.matcher(line);
            Matcher resumed = RESUMED.matcher(line);
            if (begun.matches()) {
                unfinished.put(begun.group(1), begun.group(2));
            } else if (resumed.matches()) {
                String thread = resumed.group(1);
                recorded.line(thread + " " + unfinished.remove(thread) + resumed.group(2));
            } else {
                recorded.line(line);
            }
        }
        return recorded;
    }

    /** In their order. */
    List<Step> steps() {
        return steps;
    }

    private void line(String line) throws IOException {
        Matcher call = CALL.matcher(line);
        if (!call.matches()) {
            return;
        }
        String name = call.group(2);
        List<byte[]> texts = texts(call.group(3));
        switch (name) {
            case "openat" -> {
                if (call.group(3).contains("O_CREAT")) {
                    add(name, text(texts, 0), "", new byte[0]);
                }
            }
            case "rename", "link" -> add(name, text(texts, 0), text(texts, 1), new byte[0]);
            case "unlink", "rmdir", "mkdir" -> add(name, text(texts, 0), "", new byte[0]);
            case "write" -> add(name, openFile(call.group(3)), "", texts.isEmpty() ? new byte[0] : texts.get(0));
            case "fsync", "fdatasync" -> add("sync", openFile(call.group(3)), "", new byte[0]);
            default -> {
                if (within(openFile(call.group(3)))) {
                    throw new IOException("not foreseen: " + name + " of " + openFile(call.group(3)));
                }
            }
        }
    }

    private void add(String call, String path, String other, byte[] bytes) {
        if (within(path)) {
            steps.add(new Step(call, relative(path), other.isEmpty() ? "" : relative(other), bytes));
        }
    }

    private boolean within(String path) {
        return path.startsWith(folder + "/");
    }

    private String relative(String path) {
        return folder.relativize(Path.of(path)).normalize().toString();
    }

    private static String openFile(String arguments) {
        Matcher file = OPEN_FILE.matcher(arguments);
        return file.find() ? new String(unescaped(file.group(1)), StandardCharsets.UTF_8) : "";
    }

    private static String text(List<byte[]> texts, int number) {
        return new String(texts.get(number), StandardCharsets.UTF_8);
    }

    private static List<byte[]> texts(String arguments) {
        return TEXT.matcher(arguments)
                .results()
                .map(text -> unescaped(text.group(1)))
                .toList();
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    /** Does a step again in another folder. */
    static void replay(Step step, Path other) throws IOException {
        Path path = other.resolve(step.path());
        switch (step.call()) {
            case "openat" -> Files.write(path, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            case "write" -> Files.write(path, step.bytes(), StandardOpenOption.APPEND);
            case "rename" -> Files.move(path, other.resolve(step.other()), StandardCopyOption.REPLACE_EXISTING);
            case "link" -> Files.createLink(other.resolve(step.other()), path);
            case "unlink", "rmdir" -> Files.delete(path);
            case "mkdir" -> Files.createDirectory(path);
            default -> {
                // A sync changes nothing that can be seen.
            }
        }
    }
}
