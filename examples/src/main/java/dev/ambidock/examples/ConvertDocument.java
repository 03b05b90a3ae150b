// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.examples;

import dev.ambidock.DocumentConverter;
import dev.ambidock.model.Family;
import dev.ambidock.plan.ConversionPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Converts one Docker manifest to OCI and shows what the plan says. */
public final class ConvertDocument {
    private ConvertDocument() {}

    /** Takes the path of a Docker manifest. */
    public static void main(String[] args) throws IOException {
        byte[] manifest = Files.readAllBytes(Path.of(args[0]));
        // begin: readme
        DocumentConverter converter = DocumentConverter.to(Family.OCI);
        ConversionPlan plan = converter.plan(manifest).orThrow();
        byte[] converted = plan.rootBytes().toArray();

        plan.mapping().forEach((before, after) -> System.out.println(before + " -> " + after.digest()));
        plan.findings().forEach(finding -> System.out.println(finding.code().id() + ": " + finding.text()));
        // end: readme
        System.out.write(converted);
    }
}
