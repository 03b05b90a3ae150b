// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import static dev.ambidock.testing.Docs.q;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Configs are taken as engines take them, and what is odd about them is told. */
class ConfigDocumentTest {
    private static Reading read(String text) {
        return Documents.read(Bytes.of(text), Limits.defaults());
    }

    private static Reading read(String text, String declared) {
        return Documents.read(
                Bytes.of(text), Optional.of(MediaType.of(declared)), DigestAlgorithm.SHA256, Limits.defaults());
    }

    @Test
    void configsAreReadLeniently() {
        Reading twice = read(q("{'architecture':'a','os':'b','os':'c','Config':{},'rootfs':7}"));
        assertThat(twice.kind()).isEqualTo(Reading.Kind.PARSED);
        assertThat(twice.findings())
                .extracting(f -> f.code().id() + " " + f.text())
                .satisfiesExactly(
                        duplicate -> assertThat(duplicate).startsWith("config-oddity the member \"os\" stands twice"),
                        twin -> assertThat(twin)
                                .startsWith("config-oddity the member \"Config\" is taken for \"config\""));
        ConfigDocument config = (ConfigDocument) twice.orThrow();
        assertThat(config.diffIdCount()).isEmpty();
        assertThat(config.layersInHistory()).isEmpty();
        assertThat(config.platform()).hasToString("c/a");
    }

    @Test
    void configsAreReadLenientlyWhateverTheyAreAnnouncedAs() {
        for (String type : List.of(D_CONFIG, "text/plain")) {
            Reading twice = read(q("{'os':1,'os':2}"), type);
            assertThat(twice.findings()).extracting(f -> f.code().id()).containsExactly("config-oddity");
            assertThat(twice.kind()).isEqualTo(Reading.Kind.PARSED);
        }
        Reading bare = read(q("{'x':1,'x':2,'config':{'cmd':[],'onbuild':[]}}"), O_CONFIG);
        assertThat(bare.findings())
                .extracting(f -> f.code().id() + " " + f.pointer())
                .containsExactly("config-oddity ", "config-oddity /config", "config-oddity /config");
        assertThat(bare.findings().get(1).text()).startsWith("the member \"cmd\" is taken for \"Cmd\"");
    }

    @Test
    void configsTellWhatIsOfTheRightKind() {
        ConfigDocument odd = (ConfigDocument) read(q("{'architecture':'a','os':'b','variant':'','os.version':'',"
                        + "'os.features':['x',1],'history':{'a':1}}"))
                .orThrow();
        assertThat(odd.platform()).isEqualTo(new Platform("b", "a", Optional.empty(), Optional.empty(), List.of("x")));
        assertThat(odd.layersInHistory()).isEmpty();
        ConfigDocument config =
                (ConfigDocument) read(q("{'os':'b','history':[{},{'empty_layer':true},{'empty_layer':false},{}]}"))
                        .orThrow();
        assertThat(config.layersInHistory()).hasValue(3);
    }

    /** Nobody but the document says that it is a config: announced as a manifest, Go's readers would see its layers. */
    @Test
    void aConfigByItsOwnWordHasNoTwinsOfLayers() {
        String type = "{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"os\":\"a\",";
        for (String twin : List.of("Layers", "fslayers", "MANIFESTS", "schemaversion")) {
            String text = type + "\"" + twin + "\":[]}";
            assertThat(read(text).findings())
                    .extracting(f -> f.code().id())
                    .as(twin)
                    .containsExactly("wrong-case-member");
            assertThat(read(text, "application/vnd.oci.image.config.v1+json").kind())
                    .as(twin)
                    .isEqualTo(Reading.Kind.PARSED);
        }
    }

    /** It looks like half of a pair, which is told and kept. */
    @Test
    void anEscapeWithoutANumberIsNoJsonInAConfigEither() {
        String text = "{\"os\":\"a\",\"rootfs\":{},\"note\":\"\\ud83l\"}";
        assertThat(read(text).findings()).extracting(f -> f.code().id()).containsExactly("malformed-json");
    }

    /** Go's engines would take these configs for ones with diff IDs, and without a layer in their history. */
    @Test
    void twinsInsideOfAConfigAreTold() {
        String text = "{\"os\":\"a\",\"rootfs\":{\"Type\":\"layers\",\"diff_IDS\":[]},"
                + "\"history\":[{\"created_by\":\"b\"},{\"Empty_layer\":true}]}";
        assertThat(read(text).findings())
                .extracting(f -> f.code().id() + " " + f.pointer())
                .containsExactly("config-oddity /rootfs", "config-oddity /rootfs", "config-oddity /history/1");
    }
}
