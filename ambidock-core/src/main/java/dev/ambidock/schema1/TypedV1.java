// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Docker makes of a text of the time before 1.8.3: reads it into its structs and writes it again, so that members which
 * it does not know are gone and those are there that it always writes.
 *
 * @ambidock.rule moby v20.10, image/image.go, V1Image; image/v1/imagev1.go, MakeConfigFromV1Config
 */
final class TypedV1 {
    private static final List<String> TEXTS =
            List.of("comment", "container", "docker_version", "author", "architecture", "variant", "os");

    private TypedV1() {}

    /** The members of the outermost object that a config keeps, each as it is written. */
    static Map<String, byte[]> members(GoObject entry) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (String name : TEXTS) {
            String text = entry.text(name);
            if (!text.isEmpty()) {
                members.put(name, GoText.of(text));
            }
        }
        members.put("created", GoText.of(entry.time("created")));
        members.put("container_config", config(entry.structOrZero("container_config")));
        entry.struct("config").ifPresent(config -> members.put("config", config(config)));
        return members;
    }

    private static byte[] config(GoObject config) {
        return GoText.of(out -> new TypedConfig(out, config).write());
    }
}
