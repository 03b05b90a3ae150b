// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import dev.ambidock.model.FindingCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One hostile document.
 *
 * @param name in kebab case
 * @param refusal why a careful reader refuses it; empty if it must be taken, odd as it is
 * @param content makes its bytes anew, using no more memory than they do
 */
public record HostileDocument(String name, Optional<FindingCode> refusal, Supplier<byte[]> content) {

    static HostileDocument refused(String name, FindingCode why, Supplier<byte[]> content) {
        return new HostileDocument(name, Optional.of(why), content);
    }

    static HostileDocument refused(String name, FindingCode why, String content) {
        return refused(name, why, () -> content.getBytes(StandardCharsets.UTF_8));
    }

    static HostileDocument taken(String name, Supplier<byte[]> content) {
        return new HostileDocument(name, Optional.empty(), content);
    }

    static HostileDocument taken(String name, String content) {
        return taken(name, () -> content.getBytes(StandardCharsets.UTF_8));
    }

    /** The document's bytes, fresh for each caller. */
    public byte[] bytes() {
        return content.get();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
