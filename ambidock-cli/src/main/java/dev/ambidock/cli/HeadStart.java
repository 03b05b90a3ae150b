// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.http.HttpTransfer;
import java.io.IOException;
import java.util.Optional;

/**
 * Prepares what most commands need a moment later (reading JSON, hashing, connections), on another processor and while the
 * first one still reads the command line. Nothing depends on it.
 */
final class HeadStart implements Runnable {
    private static final String DOCUMENT =
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[]}";

    private final boolean registry;

    HeadStart(boolean registry) {
        this.registry = registry;
    }

    static void begin(String[] args) {
        if (args.length < 2 || Runtime.getRuntime().availableProcessors() < 2) {
            return;
        }
        boolean registry = false;
        for (String arg : args) {
            registry |= arg.startsWith("docker://");
        }
        Thread thread = new Thread(new HeadStart(registry), "ambidock-start");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        Documents.read(Bytes.of(DOCUMENT), Optional.empty(), DigestAlgorithm.SHA256, Limits.defaults());
        if (registry) {
            try {
                new HttpTransfer(HttpTransfer.Settings.standard(Runnable::run)).close();
            } catch (IOException e) {
                // Whoever needs it will see the same.
            }
        }
    }
}
