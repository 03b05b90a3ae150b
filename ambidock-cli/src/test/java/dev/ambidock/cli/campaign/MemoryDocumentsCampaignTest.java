// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** M3: a manifest of nearly 4 MiB with 1,000 layers, and an index of 500 children, in a heap of 64 MiB. */
@Tag("campaign")
@Timeout(1200)
class MemoryDocumentsCampaignTest {
    private static final Campaign M3 = Campaign.of("M3");
    private static final int LAYERS = 1000;
    private static final int CHILDREN = 500;
    private static final int PADDING = 3950;
    private static final double MOST = 200;

    @TempDir
    Path folder;

    private FakeRegistry source;
    private FakeRegistry destination;

    @BeforeEach
    void start() throws Exception {
        source = FakeRegistry.start();
        destination = FakeRegistry.start();
    }

    @AfterEach
    void stop() throws Exception {
        source.close();
        destination.close();
    }

    /** The annotations are what makes it long: a thousand layers alone are 200 KB. */
    @Test
    void longManifestOfManyLayersFitsALittleHeap() throws Exception {
        ImageDraft draft = ImageDraft.of(Family.OCI);
        for (int i = 0; i < LAYERS; i++) {
            draft.layer(LayerDraft.of("file", "layer " + i)
                    .compressed(Compression.GZIP)
                    .annotation("test.padding", "p".repeat(PADDING)));
        }
        WholeImage image = draft.build();
        assertThat(image.root().size())
                .isBetween(4_000_000L, (long) Limits.defaults().documentBytes());
        passes("manifest of " + image.root().size() + " bytes and " + LAYERS + " layers", image);
    }

    @Test
    void indexOfManyChildrenFitsALittleHeap() throws Exception {
        IndexDraft draft = IndexDraft.of(Family.OCI);
        for (int i = 0; i < CHILDREN; i++) {
            String platform = "linux/arm/v" + i;
            draft.entry(
                    platform,
                    ImageDraft.of(Family.OCI)
                            .platform(platform)
                            .layer(LayerDraft.of("file", "child " + i).compressed(Compression.GZIP))
                            .build());
        }
        passes("index of " + CHILDREN + " children", draft.build());
    }

    private void passes(String what, WholeImage image) throws Exception {
        source.content().put("app", "v1", image);
        String digest = image.root().digest().toString();
        String from = at(source, "app");
        String layout = "oci:" + folder.resolve("layout") + ":v1";
        run(what + ", registry to layout", "copy", from, layout);
        assertThat(new Session(folder).run("digest", layout).out()).contains(digest);
        run(what + ", layout to registry, to Docker", "copy", layout, at(destination, "docker"), "--format", "docker");
        run(what + ", converted in place to OCI", "convert", "--in-place", at(destination, "docker"), "--to", "oci");
        if (M3.full()) {
            run(what + ", registry to registry", "copy", from, at(destination, "app"), "--format", "keep");
            assertThat(destination.content().tags("app"))
                    .containsEntry("v1", image.root().digest());
            run(what + ", verified", "verify", layout);
            run(what + ", converted in place to Docker", "convert", "--in-place", from, "--to", "docker");
            String archive = "oci-archive:" + folder.resolve("a.tar");
            run(what + ", layout to archive", "copy", layout, archive);
            run(what + ", archive to layout", "copy", archive, "oci:" + folder.resolve("again"), "--compress", "zstd");
        }
    }

    private static String at(FakeRegistry registry, String repository) {
        return "docker://" + registry.host() + "/" + repository + ":v1";
    }

    private void run(String what, String... args) throws Exception {
        MemoryRun run = MemoryRun.ambidock(folder, args);
        M3.figure("peak MiB with -Xmx64m, " + what, String.format(Locale.ROOT, "%.0f", run.peak()));
        assertThat(run.peak())
                .as(what + " " + List.of(args) + " " + M3.replay())
                .isLessThanOrEqualTo(MOST);
    }
}
