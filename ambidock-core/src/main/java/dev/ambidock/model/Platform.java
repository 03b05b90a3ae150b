// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.List;
import java.util.Optional;

/**
 * The machine that an image runs on, as found: nothing is normalised.
 *
 * @param os operating system, Go's {@code GOOS}; may be empty text
 * @param architecture processor, Go's {@code GOARCH}; may be empty text
 * @param variant for example {@code v8}
 * @param osVersion for example {@code 10.0.20348.2340}
 * @param osFeatures for example {@code win32k}; in source order
 * @ambidock.rule image-spec, image-index.md, "platform"
 */
public record Platform(
        String os, String architecture, Optional<String> variant, Optional<String> osVersion, List<String> osFeatures) {

    /** Copies the list. */
    public Platform {
        osFeatures = List.copyOf(osFeatures);
    }

    /** A platform without version and features. */
    public static Platform of(String os, String architecture, Optional<String> variant) {
        return new Platform(os, architecture, variant, Optional.empty(), List.of());
    }

    /** Reads {@code os/architecture[/variant]}. Throws {@link MalformedTextException} for anything else. */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        boolean wellFormed = parts.length == 2 || parts.length == 3;
        for (String part : parts) {
            wellFormed &= part.matches("[A-Za-z0-9._-]+");
        }
        if (!wellFormed) {
            throw new MalformedTextException(text, "a platform is spelled os/architecture or os/architecture/variant");
        }
        return of(parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
    }

    /** Whether this is BuildKit's mark for "no image": {@code unknown/unknown}. */
    public boolean isUnknown() {
        return os.equals("unknown") && architecture.equals("unknown");
    }

    /** Whether operating system and processor are named. */
    public boolean isNamed() {
        return !os.isEmpty() && !architecture.isEmpty() && !isUnknown();
    }

    /** Whether another one is of another operating system or processor family, whatever the variants. */
    public boolean differs(Platform other) {
        return !os.equals(other.os) || !architecture.equals(other.architecture);
    }

    /**
     * Whether a machine's platform is among those that this one, as a wish, names: operating system and architecture are
     * equal, and so is the variant if the wish names one. {@code arm64} without variant is {@code arm64/v8}.
     *
     * @ambidock.rule image-spec, image-index.md, "Platform Variants"
     */
    public boolean accepts(Platform actual) {
        return os.equals(actual.os)
                && architecture.equals(actual.architecture)
                && (variant.isEmpty() || effectiveVariant().equals(actual.effectiveVariant()));
    }

    private Optional<String> effectiveVariant() {
        return variant.isEmpty() && architecture.equals("arm64") ? Optional.of("v8") : variant;
    }

    /** {@code os/architecture[/variant]}. */
    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
    }
}
