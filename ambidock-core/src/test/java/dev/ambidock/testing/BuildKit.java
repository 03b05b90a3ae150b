// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;

import java.util.List;

/** Attestations as BuildKit writes them, and the documents around them. */
public final class BuildKit {
    public static final Doc CONFIG = config("linux", "amd64", 1);
    public static final Doc OCI_IMAGE = ociImage(CONFIG);
    public static final Doc DOCKER_IMAGE = dockerImage(CONFIG);
    public static final Doc ATTESTATION_CONFIG = config("unknown", "unknown", 1).as(O_CONFIG);
    public static final Doc STATEMENT = layer(IN_TOTO, "statement");
    /** First style: it looks like an image. */
    public static final Doc ATTESTATION = ociManifest(ATTESTATION_CONFIG.ref(), List.of(STATEMENT.ref()));

    private BuildKit() {}

    /** Artifact style. */
    public static Doc artifactStyle(Doc image, String... inSubject) {
        return ociManifest(
                Doc.of(O_EMPTY, "{}").ref(),
                List.of(STATEMENT.ref()),
                q("'artifactType':'" + Types.ATTESTATION + "'"),
                "\"subject\":" + image.ref(inSubject));
    }

    /** The entry of an image. */
    public static String entry(Doc image, String... more) {
        String[] members = new String[more.length + 1];
        members[0] = platform("linux", "amd64");
        System.arraycopy(more, 0, members, 1, more.length);
        return image.ref(members);
    }

    /** The entry of an attestation of an image. */
    public static String attestation(Doc attestation, Doc image) {
        return attestation.ref(attests(image), platform("unknown", "unknown"));
    }
}
