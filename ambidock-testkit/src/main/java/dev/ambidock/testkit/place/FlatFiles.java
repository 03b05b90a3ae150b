// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.place;

import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.testkit.image.WholeImage;

/**
 * A flat folder as skopeo's {@code dir:} writes it: {@code version}, {@code manifest.json}, and everything else by its
 * digest.
 *
 * @ambidock.rule containers/image, directory
 */
public final class FlatFiles {
    private FlatFiles() {}

    /** The folder of an image. */
    public static FileSet of(WholeImage image) {
        FileSet files = new FileSet().put("version", "Directory Transport Version: 1.1\n");
        for (WholeImage.Part part : image.parts()) {
            Digest digest = part.descriptor().digest();
            boolean root = digest.equals(image.root().digest());
            boolean document = part.kind() == WholeImage.Kind.DOCUMENT;
            files.put(root ? "manifest.json" : name(digest) + (document ? ".manifest.json" : ""), part.content());
        }
        return files;
    }

    private static String name(Digest digest) {
        return digest.algorithm() == DigestAlgorithm.SHA256
                ? digest.hex()
                : digest.algorithm().id() + "-" + digest.hex();
    }
}
