// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.examples;

import dev.ambidock.copy.Copier;
import dev.ambidock.copy.CopyEnvironment;
import dev.ambidock.copy.CopyReport;
import dev.ambidock.copy.CopyRequest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.layout.LayoutLocator;
import dev.ambidock.transport.layout.LayoutSink;
import dev.ambidock.transport.layout.LayoutSource;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Copies an image from one OCI layout to another as a Docker image, and says what that lost. */
public final class CopyImage {
    private CopyImage() {}

    /** Takes two layouts, each as {@code DIR} or {@code DIR:NAME}. */
    public static void main(String[] args) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            copy(args[0], args[1], threads);
        } finally {
            threads.shutdown();
        }
    }

    private static void copy(String from, String to, ExecutorService threads) throws IOException {
        // begin: readme
        try (ImageSource source = LayoutSource.open(LayoutLocator.parse(from), Limits.defaults());
                ImageSink sink = new LayoutSink(LayoutLocator.parse(to), Limits.defaults())) {
            Copier copier = new Copier(CopyEnvironment.on(threads));
            CopyReport report = copier.copy(source, source.image(), sink, CopyRequest.to(Family.DOCKER));

            System.out.println(report.root().digest());
            report.findings()
                    .forEach(finding -> System.out.println(finding.code().id() + ": " + finding.text()));
        }
        // end: readme
    }
}
