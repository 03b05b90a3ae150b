// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.Locale;

/** Every kind of {@link Finding}: stable names, never reused. The documents list them from here. */
public enum FindingCode {
    // Refused on reading.
    MALFORMED_JSON(
            Severity.ERROR, "The text is not JSON", "Check that the file is whole and is a manifest, index or config"),
    INVALID_ENCODING(Severity.ERROR, "The text is not clean UTF-8", "Save it as UTF-8 without byte order mark"),
    DUPLICATE_MEMBER(
            Severity.ERROR,
            "A member stands twice, so readers differ in what they see",
            "Find out which one is meant and remove the other"),
    WRONG_CASE_MEMBER(
            Severity.ERROR,
            "A known member is spelled in another case: Go's readers take it, others do not",
            "Spell it as the specification does"),
    TRAILING_DATA(Severity.ERROR, "Something follows the document", "Remove what follows the closing brace"),
    LIMIT_EXCEEDED(
            Severity.ERROR, "A bound on size, depth or count is passed", "Raise the limit if the document is honest"),
    AMBIGUOUS_DOCUMENT(
            Severity.ERROR,
            "The document is of two kinds at once (CVE-2021-41190)",
            "Remove the members of the wrong kind"),
    UNKNOWN_DOCUMENT(
            Severity.ERROR,
            "The text is neither a manifest, nor an index, nor an image config",
            "Give a manifest, an index or an image config; of an OCI layout, its index.json"),
    MEDIA_TYPE_CONFLICT(
            Severity.ERROR,
            "Stated media type, declared media type and shape of the document disagree",
            "Find out which is right; Ambidock does not guess"),
    MISSING_MEMBER(Severity.ERROR, "A required member is missing", "Get the document anew from its source"),
    INVALID_MEMBER(
            Severity.ERROR, "A known member has a value of the wrong form", "Get the document anew from its source"),
    INVALID_DIGEST(
            Severity.ERROR,
            "A digest is malformed or of an algorithm that cannot be verified",
            "Only sha256 and sha512 digests are taken"),
    INVALID_SIZE(
            Severity.ERROR, "A size is not a whole number from 0 to 2^63-1", "Get the document anew from its source"),
    DATA_MISMATCH(
            Severity.ERROR,
            "Embedded data does not have the descriptor's size and digest",
            "Do not use this document: it was changed by hand or by a broken tool"),
    DIGEST_MISMATCH(Severity.ERROR, "Content does not have the digest it is asked for by", "Get the content anew"),
    SIZE_MISMATCH(
            Severity.ERROR, "Content does not have the size that its descriptor says", "Mend the parent document"),
    // Refused by the planner.
    NOT_AN_IMAGE(
            Severity.ERROR,
            "An artifact that is no container image cannot become a Docker image",
            "Keep it in OCI form, or use --artifacts drop|keep for an entry of an index"),
    ENCRYPTED_LAYER(Severity.ERROR, "Docker has no type for encrypted layers", "Decrypt the image first"),
    LAYER_WITHOUT_COUNTERPART(
            Severity.ERROR, "The target has no type for this layer", "Keep the image in its present form"),
    LAYER_BYTES_NEEDED(
            Severity.ERROR,
            "A layer must be compressed anew, and this command sees documents only",
            "Convert the whole image, or use --zstd keep for Docker's unofficial type"),
    MISSING_CHILD(
            Severity.ERROR,
            "A document that the index names is not there",
            "Give it with --children, or use --sparse skip|keep"),
    LAYER_IN_INDEX(
            Severity.ERROR,
            "An index entry is a layer (a BuildKit cache), which a Docker list cannot hold",
            "Keep it in OCI form"),
    PLATFORM_UNKNOWN(
            Severity.ERROR,
            "A list entry needs a platform, and neither entry nor config tells it",
            "Give the config with --children, or use --assume-platform"),
    CONFIG_NEEDED(Severity.ERROR, "The request needs the config, which is not there", "Give it with --children"),
    CONFIG_UNREADABLE(
            Severity.ERROR,
            "The config cannot be used in the target format",
            "Rebuild the image; its config lacks what cannot be made up"),
    IMAGE_BROKEN(
            Severity.ERROR,
            "Config and manifest do not fit each other",
            "Get the image anew, or use --force to pass it on as it is"),
    SCHEMA1_NEEDS_LAYERS(
            Severity.ERROR,
            "A schema 1 image has no config: its layers must be read",
            "Name the image where its layers are: docker://, dir: or oci:, not its manifest alone"),
    SCHEMA1_IMPOSSIBLE(Severity.ERROR, "Schema 1 cannot hold this image", "Keep it in Docker v2.2's format or OCI's"),
    SCHEMA1_RAISED(
            Severity.NOTE,
            "A schema 1 image became the image that Docker made of it: config and diff IDs come from its layers",
            ""),
    SCHEMA1_SIGNATURE(
            Severity.WARNING,
            "A schema 1 manifest's signature does not hold; nothing depends on it, as nothing did in Docker",
            "Ask for the image by its digest, which proves the content"),
    TOO_LARGE(Severity.ERROR, "The result is larger than the destination takes", "Use fewer platforms or annotations"),
    FAMILY_NOT_ACCEPTED(Severity.ERROR, "The destination does not take this family", "Convert to the other family"),
    PLATFORM_ABSENT(
            Severity.ERROR, "No image is for a wanted platform", "Ask for a platform that is there, or for none"),
    SINGLE_IMAGE_ONLY(
            Severity.ERROR,
            "The destination takes single images, no indexes",
            "Choose one image with --platform, or use a destination that takes indexes"),
    ZSTD_NOT_OFFICIAL(
            Severity.ERROR,
            "Zstd layers were asked for, for which Docker has no official type",
            "Use --compress gzip, or --zstd keep for Docker's unofficial type"),
    COMPRESSION_NOT_ACCEPTED(
            Severity.ERROR,
            "The destination does not take layers compressed in this way",
            "Leave out --compress, or use another destination"),
    STRICT_REFUSAL(
            Severity.ERROR,
            "The conversion would lose or correct something",
            "Leave out --strict to accept the findings"),
    DIGEST_CHANGE(
            Severity.ERROR,
            "The copy would change the image's digest, which --preserve-digests forbids",
            "Leave out --preserve-digests, or copy to a destination that holds the image as it is (--format keep)"),
    BLOB_MISSING(Severity.ERROR, "A config or layer that the image names is not there", "Get the image anew"),
    BLOB_CORRUPT(Severity.ERROR, "Content does not have the digest or size that the image names", "Get the image anew"),
    DIFF_ID_MISMATCH(
            Severity.ERROR, "A layer does not unpack to the diff ID that the config says", "Get the image anew"),
    // Lost.
    SCHEMA1_LOWERED(
            Severity.LOSS,
            "A schema 1 image has no config: its image ID, diff IDs, sizes and the topmost item of its history are not told",
            "Leave out docker-v1: every engine since Docker 1.10 reads Docker v2.2's format"),
    ANNOTATION_DROP(
            Severity.LOSS,
            "Docker's format has no annotations",
            "Use --annotations keep to leave them as unknown members"),
    DATA_DROP(Severity.LOSS, "Docker's descriptors have no embedded data", "Nothing: the content itself stays"),
    URLS_DROP(
            Severity.LOSS,
            "Docker has urls on foreign layers only, and those of a layer compressed anew lead to other bytes",
            "Nothing: the content itself stays"),
    SUBJECT_DROP(Severity.LOSS, "Docker's format has no subject", "Keep the OCI original beside the result"),
    ARTIFACT_TYPE_DROP(Severity.LOSS, "Docker's format has no artifactType", "Nothing: the content itself stays"),
    PLATFORM_DROP(Severity.LOSS, "A platform member has no place in the target", "Nothing: the config still tells it"),
    ATTESTATION_DROP(Severity.LOSS, "A Docker list has no place for attestations", "Use --attestations keep"),
    ARTIFACT_DROP(Severity.LOSS, "An artifact was left out of the list, as asked", "Use --artifacts keep"),
    CHILD_SKIP(Severity.LOSS, "A missing child was left out, as asked", "Give it with --children"),
    VARIANT_DROP(
            Severity.LOSS,
            "The same image in two compressions would become one: an entry whose layers must change was left out",
            "Use --zstd keep, or leave out --compress, to have both"),
    ENTRY_DROP(Severity.LOSS, "A second entry for the same image and platform was left out", "Nothing: they are equal"),
    CONFIG_MEMBER_DROP(Severity.LOSS, "OCI does not define this config member", "Leave out --config strict"),
    // Put right.
    MIXED_FAMILIES(
            Severity.CORRECTION, "The document mixed Docker and OCI types", "Nothing: the result is of one family"),
    CONFIG_REWRITE(
            Severity.CORRECTION,
            "The target could not read the config, so it was edited: the image ID changes",
            "Rebuild the image with a current tool"),
    CONFIG_TYPE_CORRECTED(
            Severity.CORRECTION, "A config of the generic type application/octet-stream is an image config", "Nothing"),
    LABEL_CORRECTED(
            Severity.CORRECTION,
            "A layer's bytes are compressed in another way than its media type said",
            "Nothing: the type tells the truth now"),
    // Odd, passed on.
    CONFIG_ODDITY(
            Severity.WARNING, "Readers may differ in what this config says; its bytes are kept", "Rebuild the image"),
    EMPTY_INDEX(Severity.WARNING, "The index has no entries", "Nothing"),
    NO_LAYERS(Severity.WARNING, "The image has no layers", "Nothing"),
    PLATFORM_MISMATCH(Severity.WARNING, "List entry and config name different platforms", "Rebuild the list"),
    HISTORY_MISMATCH(
            Severity.WARNING, "The config's history does not fit the layers", "Nothing: a history is optional"),
    REFERENCE_DANGLING(
            Severity.WARNING, "A reference names a digest that is not in this image", "Nothing: it was kept as found"),
    PLATFORM_MISSING(
            Severity.WARNING,
            "A Docker list entry has no platform: podman finds no image in such a list",
            "Convert it"),
    PLATFORM_UNTOLD(
            Severity.WARNING,
            "An image does not tell its platform, so no filter could judge it: it was kept",
            "Use --assume-platform"),
    LAYER_COUNT_MISMATCH(
            Severity.WARNING, "Config and manifest tell of different numbers of layers", "Get the image anew"),
    MEDIA_TYPE_MISSING(
            Severity.WARNING,
            "A Docker document does not state its mediaType: registries refuse it",
            "Convert the image: the type is stated on the way"),
    TYPE_MISPLACED(Severity.WARNING, "A descriptor's type is not one of what stands in its place", "Rebuild the image"),
    FOREIGN_WITHOUT_URLS(
            Severity.WARNING,
            "A foreign layer has no url, so nobody can find it",
            "Use --foreign retype, if its blob is there"),
    LIST_NESTED(
            Severity.WARNING, "A Docker list holds a list: no engine looks inside", "Convert it: the entries move up"),
    LABEL_MISMATCH(
            Severity.WARNING,
            "A layer is not wrapped in the way that its media type says",
            "Convert the image: the type is corrected on the way"),
    LAYER_UNREADABLE(Severity.WARNING, "A layer's bytes are of no form that Ambidock unpacks", "Nothing"),
    REFERRERS_STALE(
            Severity.WARNING,
            "What refers to the image, such as signatures, is about the digest that it had, not about the result",
            "--referrers keep-original takes it along with the original; or sign the result"),
    REFERRERS_FORBID(
            Severity.ERROR,
            "What refers to the image would not be about the result, which --referrers fail forbids",
            "--referrers report, or copy without a change of the format"),
    ORIGIN_UNUSED(
            Severity.WARNING,
            "An origin record stands beside the image but could not be used, so the image is converted anew",
            "Nothing, or find the place where the record was written"),
    BROKEN_KEPT(Severity.WARNING, "A broken image was passed on, as asked", "Get the image anew"),
    // Worth knowing.
    ORIGIN_WRITTEN(
            Severity.NOTE,
            "What the conversion changed was kept beside the image, so that the way back restores the original",
            "Use --origin off to write no origin record"),
    ORIGIN_IMPOSSIBLE(
            Severity.NOTE,
            "The destination has no place for an origin record, so the way back will not restore the original",
            "Keep the original"),
    ORIGIN_RESTORED(
            Severity.NOTE,
            "The original was restored from an origin record that was proved to be the present image's",
            "Use --origin ignore to convert the present image instead"),
    ARTIFACT_UNTOUCHED(Severity.NOTE, "An artifact that is no image stays as it is", "Nothing"),
    ARTIFACT_CONVERTED(Severity.NOTE, "The removed OCI artifact manifest became an OCI manifest, as asked", "Nothing"),
    ATTESTATION_KEPT(
            Severity.NOTE,
            "An attestation points to the new digest; its signed payload still names the old one",
            "Attest the new digest anew where that matters"),
    CHILD_KEPT(Severity.NOTE, "A missing child's entry was kept as found, as asked", "Nothing"),
    LAYER_RECOMPRESS(
            Severity.NOTE, "The layer is compressed anew; its diff ID, the config and the image ID stay", "Nothing"),
    ENTRY_TWICE(Severity.NOTE, "An index names the same twice", "Nothing"),
    PLATFORM_TWICE(
            Severity.NOTE,
            "Two entries are for the same platform: most readers take the first",
            "Nothing, if that is meant"),
    MEMBER_UNDEFINED(
            Severity.NOTE, "Docker's format does not define this member: most readers pass over it", "Nothing"),
    UNOFFICIAL_TYPE(Severity.NOTE, "A type that some engines refuse", "Use gzip layers"),
    INDEX_FLATTENED(Severity.NOTE, "Docker has no nested lists: the inner entries moved up, in order", "Nothing"),
    INDEX_LEFT_OUT(
            Severity.NOTE,
            "The destination takes single images: the only image of the index was taken out of it",
            "Nothing, or use a destination that takes indexes"),
    PLATFORM_FILTER(Severity.NOTE, "An entry was left out, since its platform is not wanted", "Nothing"),
    PLATFORM_FILLED(Severity.NOTE, "A list entry's platform was taken from the config", "Nothing"),
    MEDIA_TYPE_ADDED(Severity.NOTE, "The mediaType member was missing and was added", "Nothing"),
    SPELLING_CHANGED(
            Severity.NOTE,
            "An unusual spelling of a changed value is lost, so the way back gives other bytes",
            "Nothing"),
    LAYER_RETYPED(
            Severity.NOTE, "A foreign layer became an ordinary one, as asked", "Make sure that its blob is there");

    private final Severity severity;
    private final String meaning;
    private final String remedy;

    FindingCode(Severity severity, String meaning, String remedy) {
        this.severity = severity;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The stable name, in kebab case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How grave it is. */
    public Severity severity() {
        return severity;
    }

    /** One sentence without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** What to try. */
    public String remedy() {
        return remedy;
    }

    /** Whether the input itself is at fault, in contrast to a request that the input cannot fulfil. */
    public boolean isMalformedInput() {
        return severity == Severity.ERROR && compareTo(SIZE_MISMATCH) <= 0;
    }
}
