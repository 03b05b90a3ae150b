// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.input;

import dev.ambidock.cli.output.OutputFiles;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.BarePath;
import dev.ambidock.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the bytes that an operand names: a file, a pipe, or {@code -} for standard input. Never more than the limit. */
public final class DocumentFile {
    /** The operand for standard input. */
    public static final String STDIN = "-";

    private DocumentFile() {}

    /** Reads a whole document of at most so many bytes. */
    public static Bytes read(String operand, InputStream stdin, int limit) throws Problem {
        if (operand.equals(STDIN)) {
            return bounded("standard input", stdin, limit);
        }
        Path file = existing(operand);
        if (Files.isDirectory(file)) {
            throw folder(operand);
        }
        try {
            if (Files.isRegularFile(file) && Files.size(file) > limit) {
                refuseArchive(operand);
                throw tooLong(operand, Files.size(file) + " bytes are more", limit);
            }
            try (InputStream in = Files.newInputStream(file)) {
                Bytes content = bounded(operand, in, limit);
                if (content.length() > 0 && " \t\r\n{[".indexOf(content.stream().read()) < 0) {
                    refuseArchive(operand);
                }
                return content;
            }
        } catch (IOException e) {
            throw unreadable(operand, e);
        }
    }

    private static Path existing(String operand) throws Problem {
        Path file;
        try {
            file = Path.of(operand);
        } catch (InvalidPathException e) {
            throw Problem.usage(operand, "no file has such a name", "");
        }
        if (operand.isEmpty()) {
            throw Problem.usage("", "the name of the file is empty", "");
        }
        if (Files.exists(file)) {
            return file;
        }
        if (Files.isSymbolicLink(file)) {
            throw Problem.usage(operand, "the link leads nowhere", "");
        }
        throw Problem.usage(
                operand,
                "there is no such file",
                "the path of a manifest, index or config, - for stdin, or an image as in oci:DIR");
    }

    /** Refuses an archive that is named as if it were a document. */
    public static void refuseArchive(String operand) throws Problem {
        Optional<String> archive = BarePath.locators(operand);
        if (archive.isPresent()) {
            throw Problem.usage(operand, "this is a place of images, not a document", archive.get());
        }
    }

    private static Problem folder(String operand) {
        return Problem.usage(
                operand,
                "this is a folder, a document is needed",
                BarePath.locators(operand)
                        .map(locator -> locator + " for the image in it")
                        .orElse("the path of a manifest, index or config"));
    }

    private static Bytes bounded(String name, InputStream in, int limit) throws Problem {
        try {
            byte[] content = atMost(in, limit + 1);
            if (content.length > limit) {
                throw tooLong(name, "there is more than", limit);
            }
            return Bytes.wrap(content);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** Reads to the end or so many bytes. Not readNBytes: on Java 17 that asks a pipe for its position and fails. */
    static byte[] atMost(InputStream in, int most) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 13];
        while (content.size() < most) {
            int read = in.read(buffer, 0, Math.min(buffer.length, most - content.size()));
            if (read < 0) {
                break;
            }
            content.write(buffer, 0, read);
        }
        return content.toByteArray();
    }

    private static Problem tooLong(String name, String what, int limit) {
        return Problem.failed(
                name,
                what + (what.endsWith("than") ? " the " : " than the ") + limit + " bytes that a document may have",
                "--max-document-bytes N, if the document is honest");
    }

    private static Problem unreadable(String name, IOException e) {
        if (e instanceof NoSuchFileException) {
            return Problem.usage(name, "there is no such file", "");
        }
        return Problem.failed(name, "cannot be read: " + OutputFiles.reason(e), "");
    }
}
