// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import dev.ambidock.model.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of the kernel that changes a file system or makes a change last.
 *
 * @param kind what it does
 * @param path of which file or folder
 * @param other the new name for {@link Kind#RENAME}, else empty
 * @param offset from which byte on, for {@link Kind#WRITE}; the new length for {@link Kind#CUT}
 * @param bytes what is written
 */
record DiskCall(Kind kind, String path, String other, long offset, Bytes bytes) {
    /** What a call does. */
    enum Kind {
        CREATE,
        FOLDER,
        WRITE,
        CUT,
        SYNC,
        RENAME,
        REMOVE
    }

    @Override
    public String toString() {
        return kind + " " + path + (other.isEmpty() ? "" : " -> " + other);
    }

    private static DiskCall of(Kind kind, String path) {
        return new DiskCall(kind, path, "", 0, Bytes.of(""));
    }

    /** What strace has to write down for {@link #read}. */
    static final List<String> RECORDING = List.of(
            "-y",
            "-xx",
            "-s",
            "4194304",
            "-e",
            "trace=openat,write,pwrite64,fsync,fdatasync,rename,unlink,rmdir,mkdir,ftruncate,sendfile,copy_file_range,"
                    + "unlinkat,link,symlink,renameat,renameat2,writev,pwritev,creat,open");

    /** The calls on files below a folder, in the order in which they ended. */
    static List<DiskCall> read(List<String> trace, Path folder) throws IOException {
        Reader reader = new Reader(folder);
        for (String line : trace) {
            reader.line(line);
        }
        return reader.calls;
    }

    private static final class Reader {
        private static final Pattern LINE = Pattern.compile("^(\\d+) +(.*)$", Pattern.DOTALL);
        private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. \\w+ resumed>(.*)$", Pattern.DOTALL);
        private static final Pattern CALL = Pattern.compile("^(\\w+)\\((.*)\\) += (\\d+)(.*)$", Pattern.DOTALL);
        private static final Pattern FILE = Pattern.compile("(\\d+)<((?:\\\\x[0-9a-f]{2})*+)>(\\(deleted\\))?");
        private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*+)\"");
        private static final Pattern PLACE = Pattern.compile("\\[(\\d+)\\]");
        private static final String UNFINISHED = " <unfinished ...>";

        private final Path folder;
        private final List<DiskCall> calls = new ArrayList<>();
        private final Map<String, String> begun = new HashMap<>();
        /** Where the next byte goes, by the number of the open file. */
        private final Map<String, Long> places = new HashMap<>();

        Reader(Path folder) {
            this.folder = folder;
        }

        void line(String line) throws IOException {
            Matcher parts = LINE.matcher(line);
            if (!parts.find()) {
                return;
            }
            String thread = parts.group(1);
            String text = parts.group(2);
            Matcher resumed = RESUMED.matcher(text);
            if (text.endsWith(UNFINISHED)) {
                begun.put(thread, text.substring(0, text.length() - UNFINISHED.length()));
            } else if (resumed.find()) {
                whole(begun.remove(thread) + resumed.group(1));
            } else {
                whole(text);
            }
        }

        private void whole(String text) throws IOException {
            Matcher call = CALL.matcher(text);
            if (call.find()) {
                String args = call.group(2);
                long result = Long.parseLong(call.group(3));
                switch (call.group(1)) {
                    case "openat" -> opened(args, call.group(3) + call.group(4));
                    case "write" -> written(args, bytes(args, result));
                    case "sendfile", "copy_file_range" -> copied(call.group(1), args, (int) result);
                    case "fsync", "fdatasync" -> add(of(Kind.SYNC, file(args, 0).path()));
                    case "ftruncate" ->
                        add(new DiskCall(
                                Kind.CUT,
                                file(args, 0).path(),
                                "",
                                Long.parseLong(args.replaceFirst(".*, ", "")),
                                Bytes.of("")));
                    case "mkdir" -> add(of(Kind.FOLDER, text(args, 0)));
                    case "unlink", "rmdir" -> add(of(Kind.REMOVE, text(args, 0)));
                    case "rename" -> add(new DiskCall(Kind.RENAME, text(args, 0), text(args, 1), 0, Bytes.of("")));
                    default -> unknown(text);
                }
            }
        }

        private void unknown(String text) {
            if (decodedText(text.replaceAll("[^\"]*\"((?:\\\\x..)*+)\".*", "$1"))
                    .startsWith(folder.toString())) {
                throw new IllegalStateException("a call that is not understood: " + text);
            }
        }

        private void opened(String args, String result) {
            Open file = file(result, 0);
            places.put(file.number(), 0L);
            if (args.contains("O_TRUNC")) {
                add(of(Kind.CUT, file.path()));
            } else if (args.contains("O_CREAT")) {
                add(of(Kind.CREATE, file.path()));
            }
        }

        private void written(String args, Bytes bytes) {
            append(file(args, 0), bytes);
        }

        private void copied(String call, String args, int count) throws IOException {
            boolean inFirst = call.equals("copy_file_range");
            Open in = file(args, inFirst ? 0 : 1);
            Matcher place = PLACE.matcher(args);
            int from = place.find() ? Integer.parseInt(place.group(1)) : 0;
            byte[] all = Files.readAllBytes(Path.of(in.path()));
            append(file(args, inFirst ? 1 : 0), Bytes.wrap(Arrays.copyOfRange(all, from, from + count)));
        }

        private void append(Open file, Bytes bytes) {
            long place = Optional.ofNullable(places.get(file.number())).orElse(0L);
            places.put(file.number(), place + bytes.length());
            add(new DiskCall(Kind.WRITE, file.path(), "", place, bytes));
        }

        private void add(DiskCall call) {
            if (call.path().startsWith(folder.toString())) {
                calls.add(call);
            }
        }

        /** An open file: its number, and its name when the call was made. */
        private record Open(String number, String path) {}

        private static Open file(String args, int which) {
            Matcher found = FILE.matcher(args);
            for (int i = 0; found.find(); i++) {
                if (i == which) {
                    boolean isGone = found.group(3) != null;
                    return new Open(found.group(1), isGone ? "" : decodedText(found.group(2)));
                }
            }
            return new Open("", "");
        }

        private static String text(String args, int which) {
            Matcher found = TEXT.matcher(args);
            for (int i = 0; found.find(); i++) {
                if (i == which) {
                    return decodedText(found.group(1));
                }
            }
            throw new IllegalStateException("no text in " + args);
        }

        private static String decodedText(String hex) {
            return new String(decoded(hex), StandardCharsets.UTF_8);
        }

        private static Bytes bytes(String args, long count) {
            Matcher found = TEXT.matcher(args);
            return Bytes.wrap(found.find() ? Arrays.copyOf(decoded(found.group(1)), (int) count) : new byte[0]);
        }

        private static byte[] decoded(String hex) {
            byte[] bytes = new byte[hex.length() / 4];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Integer.parseInt(hex, i * 4 + 2, i * 4 + 4, 16);
            }
            return bytes;
        }
    }
}
