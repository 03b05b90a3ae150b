// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.graph;

import static dev.ambidock.testing.BuildKit.CONFIG;
import static dev.ambidock.testing.BuildKit.DOCKER_IMAGE;
import static dev.ambidock.testing.BuildKit.OCI_IMAGE;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
    private final Map<String, Bytes> content = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private void have(Doc... docs) {
        for (Doc doc : docs) {
            content.put(doc.digest(), doc.bytes());
        }
    }

    private GraphReading read(Doc root, Limits limits) {
        Document document = Documents.read(root.bytes(), limits).orThrow();
        return GraphBuilder.read(document, limits, this::lookup);
    }

    private Optional<Bytes> lookup(Descriptor wanted) {
        asked.add(wanted.digest().toString());
        return Optional.ofNullable(content.get(wanted.digest().toString()));
    }

    private static List<String> errors(GraphReading reading) {
        assertThat(reading.kind()).isEqualTo(GraphReading.Kind.REJECTED);
        return reading.findings().stream()
                .map(f -> (f.code().id() + " " + f.pointer()).strip())
                .toList();
    }

    @Test
    void documentsAreAskedForParentsFirstAndLayersNever() {
        have(OCI_IMAGE, CONFIG);
        Doc index = ociIndex(List.of(OCI_IMAGE.ref()));
        DescriptorGraph graph = read(index, Limits.defaults()).orThrow();
        assertThat(asked).containsExactly(OCI_IMAGE.digest(), CONFIG.digest());
        assertThat(graph.documents())
                .extracting(d -> d.digest().toString())
                .containsExactly(index.digest(), OCI_IMAGE.digest(), CONFIG.digest());
        assertThat(graph.config(Digest.parse(CONFIG.digest()))).isPresent();
        assertThat(graph.config(Digest.parse(OCI_IMAGE.digest()))).isEmpty();
    }

    @Test
    void diamondsOfFanOut65536AskForEachDigestOnce() {
        Doc level = OCI_IMAGE;
        have(OCI_IMAGE, CONFIG);
        for (int i = 0; i < 16; i++) {
            level = ociIndex(List.of(level.ref(), level.ref()));
            have(level);
        }
        DescriptorGraph graph = read(level, Limits.defaults()).orThrow();
        assertThat(asked).hasSize(17).doesNotHaveDuplicates();
        assertThat(graph.documents()).hasSize(18);
    }

    @Test
    void missingDocumentsLeaveASparseGraph() {
        Doc index = ociIndex(List.of(OCI_IMAGE.ref(), DOCKER_IMAGE.ref()));
        have(DOCKER_IMAGE);
        DescriptorGraph graph = read(index, Limits.defaults()).orThrow();
        assertThat(graph.document(Digest.parse(OCI_IMAGE.digest()))).isEmpty();
        assertThat(graph.document(Digest.parse(DOCKER_IMAGE.digest()))).isPresent();
    }

    @Test
    void nestingDeeperThanTheLimitIsRefused() {
        Doc level = chain(31, ociIndex(List.of()));
        assertThat(read(level, Limits.defaults()).kind()).isEqualTo(GraphReading.Kind.COMPLETE);
        have(level);
        Doc deeper = ociIndex(List.of(level.ref()));
        assertThat(errors(read(deeper, Limits.defaults()))).containsExactly("limit-exceeded");
    }

    @Test
    void nestingIsCountedOnTheLongestWay() {
        List<String> all = new ArrayList<>();
        Doc level = ociIndex(List.of());
        for (int i = 0; i < 200; i++) {
            have(level);
            all.add(level.ref());
            level = ociIndex(List.of(level.ref()));
        }
        assertThat(errors(read(ociIndex(all), Limits.defaults()))).containsExactly("limit-exceeded");
        assertThat(read(ociIndex(all.subList(0, 31)), Limits.defaults()).kind()).isEqualTo(GraphReading.Kind.COMPLETE);
        assertThat(errors(read(ociIndex(all.subList(0, 32)), Limits.defaults())))
                .containsExactly("limit-exceeded");
    }

    private Doc chain(int links, Doc end) {
        Doc level = end;
        for (int i = 0; i < links; i++) {
            have(level);
            level = ociIndex(List.of(level.ref()));
        }
        return level;
    }

    @Test
    void documentsAndDescriptorsAreCounted() {
        have(OCI_IMAGE, CONFIG);
        Doc index = ociIndex(List.of(OCI_IMAGE.ref(), OCI_IMAGE.ref()));
        assertThat(read(index, Limits.defaults().withNodes(3)).kind()).isEqualTo(GraphReading.Kind.COMPLETE);
        assertThat(errors(read(index, Limits.defaults().withNodes(2)))).containsExactly("limit-exceeded");
        Limits edges = new Limits(1000, 9, 999, 99, 9, 4, 9);
        assertThat(read(index, edges).kind()).isEqualTo(GraphReading.Kind.COMPLETE);
        Limits fewer = new Limits(1000, 9, 999, 99, 9, 3, 9);
        assertThat(errors(read(index, fewer))).containsExactly("limit-exceeded");
    }

    @Test
    void contentMustHaveTheSizeAndDigestOfItsDescriptor() {
        content.put(OCI_IMAGE.digest(), Bytes.of(OCI_IMAGE.text() + " "));
        Doc index = ociIndex(List.of(OCI_IMAGE.ref()));
        assertThat(errors(read(index, Limits.defaults()))).containsExactly("size-mismatch");
        content.put(OCI_IMAGE.digest(), Bytes.of(OCI_IMAGE.text().replace("tar", "tra")));
        assertThat(errors(read(index, Limits.defaults()))).containsExactly("digest-mismatch");
    }

    @Test
    void contentMustBeWhatItsDescriptorSays() {
        have(OCI_IMAGE);
        assertThat(errors(read(ociIndex(List.of(OCI_IMAGE.as(O_INDEX).ref())), Limits.defaults())))
                .containsExactly("media-type-conflict /mediaType");
        assertThat(errors(read(ociIndex(List.of(OCI_IMAGE.as(D_MANIFEST).ref())), Limits.defaults())))
                .containsExactly("media-type-conflict /mediaType");
    }

    @Test
    void descriptorsOfOneDigestMustAgree() {
        have(OCI_IMAGE, CONFIG);
        String longer = Doc.descriptor(O_MANIFEST, OCI_IMAGE.digest(), OCI_IMAGE.size() + 1);
        assertThat(errors(read(ociIndex(List.of(OCI_IMAGE.ref(), longer)), Limits.defaults())))
                .containsExactly("size-mismatch");
        String other = OCI_IMAGE.as(D_MANIFEST).ref();
        assertThat(errors(read(ociIndex(List.of(OCI_IMAGE.ref(), other)), Limits.defaults())))
                .containsExactly("media-type-conflict");
        Doc asManifest = ociManifest(OCI_IMAGE.as(O_CONFIG).ref(), List.of());
        have(asManifest);
        assertThat(errors(read(ociIndex(List.of(OCI_IMAGE.ref(), asManifest.ref())), Limits.defaults())))
                .containsExactly("media-type-conflict");
        have(DOCKER_IMAGE);
        assertThat(read(ociIndex(List.of(OCI_IMAGE.ref(), DOCKER_IMAGE.ref())), Limits.defaults())
                        .kind())
                .as("one config under both families' names")
                .isEqualTo(GraphReading.Kind.COMPLETE);
    }

    @Test
    void embeddedDocumentsAreNotAskedFor() {
        String data = "\"data\":\""
                + Base64.getEncoder().encodeToString(OCI_IMAGE.bytes().toArray()) + "\"";
        DescriptorGraph graph =
                read(ociIndex(List.of(OCI_IMAGE.ref(data))), Limits.defaults()).orThrow();
        assertThat(asked).containsExactly(CONFIG.digest());
        assertThat(graph.document(Digest.parse(OCI_IMAGE.digest()))).isPresent();
    }

    @Test
    void octetStreamThatIsNoConfigIsNotAnError() {
        Doc octets = Doc.of(OCTET_STREAM, "no JSON");
        have(octets);
        Doc manifest = ociManifest(octets.ref(), List.of());
        assertThat(read(manifest, Limits.defaults()).orThrow().documents()).hasSize(1);
        Doc config = Doc.of(O_CONFIG, "no JSON");
        have(config);
        assertThat(errors(read(ociManifest(config.ref(), List.of()), Limits.defaults())))
                .containsExactly("malformed-json");
    }

    @Test
    void oddConfigsAreMentioned() {
        Doc odd = Doc.of(O_CONFIG, q("{'os':'a','os':'b'}"));
        have(odd);
        GraphReading reading = read(ociManifest(odd.ref(), List.of()), Limits.defaults());
        assertThat(reading.findings()).extracting(f -> f.code().id()).containsExactly("config-oddity");
    }
}
