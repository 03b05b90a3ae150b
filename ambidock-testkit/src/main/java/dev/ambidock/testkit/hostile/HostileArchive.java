// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import dev.ambidock.testkit.tar.TarDraft;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One hostile archive of images.
 *
 * @param name in kebab case
 * @param scheme of the locator by which it is to be read: {@code docker-archive} or {@code oci-archive}
 * @param refusal how reading all of it must fail, be it when it is opened or when content is read; empty if it must be read,
 *     odd as it is
 * @param content writes its bytes, using little memory
 */
public record HostileArchive(String name, String scheme, Optional<FailureKind> refusal, Content content) {

    /** Writes the bytes of an archive. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    static HostileArchive refused(String name, FailureKind why, Consumer<TarDraft> entries) {
        return new HostileArchive(name, "docker-archive", Optional.of(why), ended(entries));
    }

    static HostileArchive taken(String name, Consumer<TarDraft> entries) {
        return new HostileArchive(name, "docker-archive", Optional.empty(), ended(entries));
    }

    static HostileArchive raw(String name, FailureKind why, Content content) {
        return new HostileArchive(name, "docker-archive", Optional.of(why), content);
    }

    static HostileArchive rawTaken(String name, Content content) {
        return new HostileArchive(name, "docker-archive", Optional.empty(), content);
    }

    HostileArchive asLayout() {
        return new HostileArchive(name, "oci-archive", refusal, content);
    }

    /** A tar of these entries with its end. */
    static Content ended(Consumer<TarDraft> entries) {
        return out -> {
            TarDraft tar = TarDraft.to(out);
            entries.accept(tar);
            tar.end();
        };
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
