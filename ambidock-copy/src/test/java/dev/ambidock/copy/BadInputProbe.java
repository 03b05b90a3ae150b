// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs in a JVM with a small heap: meets every input of the corpus and tells what came of it. */
public final class BadInputProbe {
    private BadInputProbe() {}

    /**
     * Writes one line for each input: family, name, expected and found verdict, milliseconds.
     *
     * @param arguments an empty folder to work in, and the file to write
     */
    public static void main(String[] arguments) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
        try (FakeRegistry registry = FakeRegistry.start();
                PrintWriter out =
                        new PrintWriter(Files.newBufferedWriter(Path.of(arguments[1]), StandardCharsets.UTF_8))) {
            for (BadInput input : corpus(registry, threads)) {
                Path folder = Files.createDirectory(Path.of(arguments[0]).resolve("input"));
                long start = System.nanoTime();
                String verdict = input.verdict(folder);
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                delete(folder);
                out.println(String.join(
                        "\t", input.family(), input.name(), input.expected(), verdict, Long.toString(millis)));
                registry.faults().clear();
                registry.wire().clear();
            }
        }
        System.exit(0);
    }

    private static List<BadInput> corpus(FakeRegistry registry, ExecutorService threads) {
        RegistryTrial trial = new RegistryTrial(registry.host(), threads);
        List<BadInput> all = new ArrayList<>();
        AmbiguityCases.addTo(all, registry, trial);
        CatalogueCases.addTo(all, trial, Campaign.of("B1").full());
        ManifestMatrix.all().forEach(image -> all.add(image.input(threads)));
        LayoutCases.addTo(all, trial);
        HeaderReadings.addTo(all);
        HeaderCases.addTo(all, registry, trial);
        SchemaCases.addTo(all);
        return all;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
