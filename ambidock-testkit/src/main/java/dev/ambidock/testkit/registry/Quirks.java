// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Ways in which well-known registries are known to behave otherwise than the spec has it, or than one another: drawn from what
 * the makers of clients reported of them, not from the registries themselves. What {@link QuirkyRegistry} then is.
 */
// Nothing that it holds is changed by anybody.
@SuppressWarnings("ImmutableEnumChecker")
public enum Quirks {
    /** Amazon's: a login by name, PATCH answered by 201, at most 1000 tags a page, blobs elsewhere. */
    ECR(
            Optional.empty(),
            RegistryOptions.standard(),
            true,
            QuirkParts.status("PATCH", 202, 201),
            QuirkParts.atMostTags(1000)),
    /** Google's: takes a blob in one piece only, blobs elsewhere. */
    GAR(tokens("token", 300), RegistryOptions.standard(), true, QuirkParts.onePiece()),
    /** GitHub's: no list of referrers, pieces with a range of at most 4 MiB, blobs elsewhere. */
    GHCR(tokens("token", 300), RegistryOptions.standard().withoutReferrers(), true, QuirkParts.longestPiece(4 << 20)),
    /** Docker's: mounts nothing from elsewhere, says "too many" with a time of day in seconds, blobs elsewhere. */
    DOCKER_HUB(
            tokens("token", 300),
            RegistryOptions.standard().withoutMounts(),
            true,
            QuirkParts.tooManyOnce("1746136938")),
    /** Red Hat's: refuses a mount that does not say from where, blobs elsewhere. */
    QUAY(tokens("token", 300), RegistryOptions.standard(), true, QuirkParts.mountsFromSomewhere()),
    /** Compresses on the way, so that HEAD tells no length; errors of a shape of their own. */
    HARBOR(
            tokens("token", 1800),
            RegistryOptions.standard(),
            false,
            QuirkParts.headWithoutLength(),
            QuirkParts.ownNotFound()),
    /** Names no scope in its challenge, whose parameters are in another order; lists digests among the tags. */
    ARTIFACTORY(
            Optional.of(new FakeTokens.Options(
                    "token", 300, Optional.of(QuirkyRegistry.BASIC), Optional.empty(), false, false)),
            RegistryOptions.standard(),
            false,
            QuirkParts.inTags("\"sha256:0000000000000000000000000000000000000000000000000000000000000000\"")),
    /** A login by name, nulls among the tags, no Location for what was made, no list of referrers. */
    NEXUS(
            Optional.empty(),
            RegistryOptions.standard().withoutReferrers(),
            false,
            QuirkParts.inTags("null"),
            QuirkParts.without("Location", 201)),
    /** Tokens that live for seconds, short pages with relative links, blobs elsewhere. */
    GITLAB(tokens("token", 5), RegistryOptions.standard().withPage(2), true),
    /** Only {@code access_token}, identity tokens by POST, relative places to upload to, blobs elsewhere. */
    ACR(
            Optional.of(new FakeTokens.Options(
                    "access_token", 300, Optional.of("never"), Optional.of(QuirkyRegistry.IDENTITY), true, false)),
            RegistryOptions.standard().withRelativeLocations(),
            true);

    private final Optional<FakeTokens.Options> tokens;
    private final RegistryOptions options;
    private final boolean elsewhere;
    private final List<RegistryQuirk> parts;

    Quirks(Optional<FakeTokens.Options> tokens, RegistryOptions options, boolean elsewhere, RegistryQuirk... parts) {
        this.tokens = tokens;
        this.options = options;
        this.elsewhere = elsewhere;
        this.parts = List.of(parts);
    }

    private static Optional<FakeTokens.Options> tokens(String field, int expires) {
        return Optional.of(new FakeTokens.Options(
                field, expires, Optional.of(QuirkyRegistry.BASIC), Optional.empty(), true, false));
    }

    /** How its tokens are to be had; empty if it wants a name and a password itself. */
    Optional<FakeTokens.Options> tokens() {
        return tokens;
    }

    RegistryOptions options() {
        return options;
    }

    /** Whether its blobs are at another host, by a URL with a signature. */
    boolean isElsewhere() {
        return elsewhere;
    }

    List<RegistryQuirk> parts() {
        return parts;
    }

    /** How it spells what its guard spells in the usual way. */
    UnaryOperator<String> challenge() {
        return this == ARTIFACTORY
                ? usual -> usual.replaceFirst("Bearer (realm=\"[^\"]*\"),(service=)\"([^\"]*)\"", "bearer $2$3 , $1")
                : usual -> usual;
    }
}
