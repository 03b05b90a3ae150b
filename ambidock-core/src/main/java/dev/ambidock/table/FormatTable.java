// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.table;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of the product: every media type of both worlds and its counterpart in the other.
 *
 * @ambidock.rule image-spec, media-types.md; distribution, "Image Manifest V 2, Schema 2"; decision record 0004
 */
public final class FormatTable {
    private static final Map<MediaType, FormatRow> ROWS = FormatRows.all();

    private static final List<FormatRow> LAYERS = ROWS.values().stream()
            .filter(row -> row.role() == Role.LAYER && !row.encrypted())
            .toList();

    private FormatTable() {}

    /**
     * The type of a layer that is so compressed and not encrypted. Docker's for zstd is unofficial, and for foreign zstd
     * it is nobody's.
     *
     * @param family OCI or Docker; others have no layers of their own and are rejected with {@link
     *     IllegalArgumentException}
     */
    public static MediaType layer(Family family, Compression compression, boolean distributable) {
        for (FormatRow row : LAYERS) {
            if (row.family() == family
                    && row.distributable() == distributable
                    && row.compression().orElseThrow() == compression) {
                return row.mediaType();
            }
        }
        throw new IllegalArgumentException("layers are OCI's or Docker's, not of the family " + family.label());
    }

    /** All rows, Docker's first, then OCI's, then others', in the order of the documents. */
    public static Collection<FormatRow> all() {
        return ROWS.values();
    }

    /** The row of a type, if it is known. */
    public static Optional<FormatRow> find(MediaType type) {
        return Optional.ofNullable(ROWS.get(type));
    }

    /** What the type is in an image; {@link Role#UNKNOWN} if it is not in the table. */
    public static Role role(MediaType type) {
        FormatRow row = ROWS.get(type);
        return row == null ? Role.UNKNOWN : row.role();
    }

    /** The world of the type; {@link Family#OTHER} if it is not in the table. */
    public static Family family(MediaType type) {
        FormatRow row = ROWS.get(type);
        return row == null ? Family.OTHER : row.family();
    }
}
