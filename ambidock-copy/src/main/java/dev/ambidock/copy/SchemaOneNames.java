// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.schema1.SchemaOneName;
import dev.ambidock.transport.NamedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a schema 1 manifest says it is called, which it cannot do without. */
final class SchemaOneNames {
    private static final String TAG = "latest";

    private SchemaOneNames() {}

    /**
     * The name of an image: the destination's where it is a repository, else the first that the image goes by; else none.
     *
     * @param repository the destination's, if it is one
     * @param names under which the result will stand
     */
    static SchemaOneName of(Optional<String> repository, List<String> names, NamedImage image) {
        if (repository.isPresent()) {
            return new SchemaOneName(repository.get(), names.isEmpty() ? TAG : tag(names.get(0)));
        }
        return Stream.concat(names.stream(), image.names().stream())
                .flatMap(name -> parsed(name).stream())
                .map(name -> new SchemaOneName(name.repository(), name.tag().orElse(TAG)))
                .findFirst()
                .orElse(new SchemaOneName("", ""));
    }

    /** A registry's name is a tag, or a whole reference whose tag it takes. */
    private static String tag(String name) {
        return name.contains(":") ? parsed(name).flatMap(ImageName::tag).orElse(TAG) : name;
    }

    private static Optional<ImageName> parsed(String name) {
        try {
            return Optional.of(ImageName.parse(name));
        } catch (MalformedTextException e) {
            return Optional.empty();
        }
    }
}
