// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.table;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import java.util.Optional;

/**
 * All that is known of one media type.
 *
 * @param mediaType the type
 * @param shortName the name of the type in this project's documents, such as {@code O:gz}
 * @param family the world it belongs to
 * @param role what it is in an image
 * @param compression of a layer
 * @param distributable false for foreign and non-distributable layers
 * @param encrypted whether the content can be read with a key only
 * @param status how official it is
 * @param toOci what becomes of it on the way to OCI
 * @param toDocker what becomes of it on the way to Docker
 * @param remark for people; may be empty
 */
public record FormatRow(
        MediaType mediaType,
        String shortName,
        Family family,
        Role role,
        Optional<Compression> compression,
        boolean distributable,
        boolean encrypted,
        Status status,
        Counterpart toOci,
        Counterpart toDocker,
        String remark) {

    /** What becomes of the type in the given family, OCI or Docker. */
    public Counterpart counterpart(Family target) {
        return switch (target) {
            case OCI -> toOci;
            case DOCKER -> toDocker;
            case DOCKER_SCHEMA1, OTHER -> new Counterpart.Absent("conversions lead to OCI or Docker only");
        };
    }

    /** Whether this is a layer of the given compression. */
    public boolean isLayerOf(Compression wanted) {
        return role == Role.LAYER && compression.filter(c -> c == wanted).isPresent();
    }
}
