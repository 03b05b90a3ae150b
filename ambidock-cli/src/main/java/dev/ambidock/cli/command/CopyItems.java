// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.copying.CopyItem;
import dev.ambidock.cli.copying.CopyWish;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.OutputFiles;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.cli.place.Places;
import dev.ambidock.cli.place.Scheme;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** Several copies that one command line names: by its operands, or line by line in a file. */
final class CopyItems {
    static final String FROM_FILE = "--from-file";

    /** Of a list: millions of names. */
    private static final int LONGEST = 256 << 20;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Function<Scheme, CopyWish.Format> formats;
    private final List<CopyItem> items = new ArrayList<>();
    private final Set<Locator> named = new HashSet<>();

    /**
     * No copies yet.
     *
     * @param formats what an image becomes in a place of this kind
     */
    CopyItems(Function<Scheme, CopyWish.Format> formats) {
        this.formats = formats;
    }

    static void add(CommandSpec spec) {
        Options.value(
                spec,
                FROM_FILE,
                "FILE",
                "Copy what the lines of FILE or - name, each SRC [DST], blank ones and those that begin with # passed"
                        + " over; each copy for itself (exit 3 if some failed), several at once between registries");
    }

    List<CopyItem> items() {
        return items;
    }

    /** Refuses copies without a destination. */
    void requireDestinations() throws Problem {
        for (CopyItem item : items) {
            if (item.to().isEmpty()) {
                throw Problem.usage(
                        FROM_FILE,
                        item.from() + " stands without a destination",
                        "SRC DST, or one DST for all as operand");
            }
        }
    }

    /** Adds the sources that go to one place, or stay where they are. */
    void add(List<String> sources, Optional<String> destination) throws Problem {
        for (String source : sources) {
            add(source, destination);
        }
    }

    /**
     * Adds what the lines of a file name.
     *
     * @param destination of lines that name none; empty to leave the images of these where they are
     */
    void addLines(String file, Console console, Optional<String> destination) throws Problem {
        int number = 0;
        for (String line : text(file, console).lines().toList()) {
            number++;
            List<String> words = BLANKS.splitAsStream(line.strip()).toList();
            if (words.get(0).isEmpty() || words.get(0).startsWith("#")) {
                continue;
            }
            if (words.size() > 2) {
                throw Problem.usage(
                        FROM_FILE, file + " line " + number + " has " + words.size() + " words", "SRC [DST]");
            }
            add(words.get(0), words.size() > 1 ? Optional.of(words.get(1)) : destination);
        }
        if (items.isEmpty()) {
            throw Problem.usage(FROM_FILE, file + " names nothing", "lines of SRC [DST]");
        }
    }

    private static String text(String file, Console console) throws Problem {
        try (InputStream in = file.equals("-") ? console.in() : Files.newInputStream(Path.of(file))) {
            return BoundedRead.all(in, LONGEST, file).utf8();
        } catch (InvalidPathException e) {
            throw Problem.usage(FROM_FILE, "no file has such a name", "");
        } catch (NoSuchFileException e) {
            throw Problem.usage(FROM_FILE, "there is no file " + file, "");
        } catch (IOException e) {
            throw Problem.usage(FROM_FILE, file + " cannot be read: " + OutputFiles.reason(e), "");
        }
    }

    private void add(String source, Optional<String> destination) throws Problem {
        Locator from = Locator.require(source, "source");
        Optional<Locator> to = destination.isPresent()
                ? Optional.of(Locator.require(destination.get(), "destination"))
                : Optional.empty();
        Locator place = to.orElse(from);
        if (from.isStandardStream() || place.isStandardStream()) {
            throw Problem.usage("-", "a stream is the place of one copy alone", "files");
        }
        boolean whole = place.scheme().isArchive() || !place.scheme().holdsSeveral();
        boolean one = whole || Places.text(place).name().isPresent() || to.isEmpty();
        if (one && !named.add(place)) {
            throw Problem.usage(
                    place.toString(), "two copies would write the same image there, one over the other", "");
        }
        items.add(new CopyItem(from, to, formats.apply(place.scheme())));
    }
}
