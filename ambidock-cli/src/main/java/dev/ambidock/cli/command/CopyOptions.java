// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.copying.CopyWish;
import dev.ambidock.cli.copying.DigestFiles;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.cli.place.Places;
import dev.ambidock.cli.place.Scheme;
import dev.ambidock.cli.place.TemporaryFolder;
import dev.ambidock.cli.place.WrittenShapes;
import dev.ambidock.copy.OriginPolicy;
import dev.ambidock.copy.ReferrersPolicy;
import dev.ambidock.model.Family;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.plan.ConsumerProfile;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.transport.codec.GzipProfile;
import dev.ambidock.transport.codec.LayerCodecs;
import dev.ambidock.transport.codec.ZstdProfile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options of whole images on the move. */
final class CopyOptions {
    private static final String HARD_LINKS = "--hard-links";

    /** Also read where hosts are reached. */
    static final String FOREIGN_HOST = "--foreign-host";

    private static final int MOST_JOBS = 256;
    private static final List<String> ARCHIVES = List.of("hybrid", "classic");
    private static final List<String> ORIGINS = List.of("use", "ignore", "off");
    private static final List<String> REFERRERS = List.of("report", "copy", "keep-original", "fail", "ignore");
    private static final List<String> PROGRESS = List.of("none", "plain", "bar", "jsonl");

    /** Those that need layers or a place, so that they mean nothing for a document. */
    private static final List<String> FOR_IMAGES = List.of(
            "--all-images",
            "--preserve-digests",
            "--verify-diff-ids",
            "--compress",
            "--level",
            "--codec-profile",
            "--for",
            FOREIGN_HOST,
            "--archive",
            HARD_LINKS,
            "--origin",
            "--referrers",
            "--jobs",
            "--tmpdir",
            "--progress");

    private CopyOptions() {}

    static void add(CommandSpec spec) {
        Options.flag(spec, "--all-images", "Every image of the source, each under its names");
        Options.flag(spec, "--dry-run", "Show the plan, write nothing");
        Options.value(spec, "--mapping", "FILE", "Write old and new digest of each document as JSON Lines");
        Options.value(spec, "--digestfile", "FILE", "Write the digest of the result");
        addForImages(spec);
    }

    /** The end of the options of verbs that copy. */
    static CommandSpec finish(CommandSpec spec) {
        PolicyOptions.add(spec);
        RegistryOptions.addSides(spec);
        return SharedOptions.finish(
                spec,
                ExitStatus.DONE,
                ExitStatus.FAILED,
                ExitStatus.USAGE,
                ExitStatus.PARTLY,
                ExitStatus.REFUSED,
                ExitStatus.MISMATCH);
    }

    /** What convert has for images beside its options for documents. */
    static void addForImages(CommandSpec spec) {
        Options.flag(spec, "--preserve-digests", "Refuse (exit 4) before any write if a digest would change");
        Options.flag(
                spec,
                "--verify-diff-ids",
                "Read all of the image first, as verify does, and refuse (exit 5) if a layer does not unpack to what the"
                        + " config says. Layers that are compressed anew are checked always");
        Options.choice(
                spec,
                "--compress",
                CompressionPolicy.values(),
                "Layers as they are, or all of them compressed in this way; the config and the image ID stay");
        Options.value(
                spec,
                "--level",
                "N",
                "How hard to compress: gzip 1 to 9 (about as small as Go's tools make it), zstd 1 to 19 ("
                        + ZstdProfile.standard().level() + ")");
        Options.value(
                spec,
                "--codec-profile",
                "NAME",
                "What makes gzip layers (the fastest that runs here): gzip-libdeflate1-N-1m, or the slower"
                        + " gzip-ambidock1-N-1m, which gives the same bytes on every machine; N is the level");
        Options.value(
                spec,
                "--for",
                "PROFILE",
                "Make the image fit who is to read it: ambidock profiles lists whom, and what that means");
        Options.values(
                spec,
                FOREIGN_HOST,
                "HOST[:PORT]",
                "With --foreign fetch: get layers from these hosts alone, also on networks of your own (any host with a"
                        + " public address). May be repeated");
        Options.choice(
                spec,
                "--archive",
                ARCHIVES,
                "Shape of a docker-archive: what Docker writes today, an OCI layout too; or the old one, single images"
                        + " in plain layers only");
        Options.flag(
                spec,
                HARD_LINKS,
                "From layout to layout: blobs that stay as they are become hard links, which take no space; copies where the"
                        + " file system gives none. Who later writes to such a file changes both layouts");
        Options.choice(
                spec,
                "--origin",
                ORIGINS,
                "Origin records, which keep what a conversion to Docker loses: written, and used on the way back; written"
                        + " but not used; not written");
        Options.choice(
                spec,
                "--referrers",
                REFERRERS,
                "Signatures and the like that refer to the image: told that they are not about a changed result; copied;"
                        + " copied with the original image, which they stay about; a reason to refuse (exit 4); not looked"
                        + " for, which saves up to five requests an image");
        addForReading(spec);
    }

    /** What verbs have that read all of an image. */
    static void addForReading(CommandSpec spec) {
        Options.value(
                spec,
                "--jobs",
                "N",
                "How many blobs and documents move at once (one for each processor; 6 or more with a registry)");
        Options.value(spec, "--tmpdir", "DIR", "Folder for temporary files ($AMBIDOCK_TMPDIR, $TMPDIR)");
        Options.choice(
                spec,
                "--progress",
                PROGRESS,
                "Progress on standard error (bar on a terminal, else plain): none, a line now and then, a bar, or JSON"
                        + " Lines");
    }

    /** Refuses what needs an image in a place. */
    static void refuseForDocuments(ParseResult parsed, String operand) throws Problem {
        for (String option : FOR_IMAGES) {
            if (Options.isSet(parsed, option)) {
                throw Problem.usage(
                        option,
                        "it is for images in places, " + operand + " is a document",
                        "one of " + Locator.forms());
            }
        }
    }

    /** Refuses what does not fit together. */
    static void check(ParseResult parsed, Locator to, CopyWish wish, boolean json) throws Problem {
        ForeignPolicy foreign = wish.policies().foreign();
        if (Options.isSet(parsed, FOREIGN_HOST) && foreign != ForeignPolicy.FETCH) {
            throw Problem.usage(FOREIGN_HOST, "it says where --foreign fetch gets layers", "--foreign fetch");
        }
        if (foreign != ForeignPolicy.KEEP
                && wish.format() == CopyWish.Format.KEEP
                && wish.consumer().isEmpty()) {
            throw Problem.usage(
                    "--foreign", "the format is kept here, and with it what its layers are", "--format docker|oci");
        }
        if (Options.isSet(parsed, "--archive") && to.scheme() != Scheme.DOCKER_ARCHIVE) {
            throw Problem.usage("--archive", "it shapes docker-archive: destinations only, not " + to, "");
        }
        if (Options.isSet(parsed, HARD_LINKS) && to.scheme() != Scheme.OCI) {
            throw Problem.usage(HARD_LINKS, "only layouts hold blobs as files to link to, not " + to, "oci:FOLDER");
        }
        if (json && to.isStandardStream() && !Options.isSet(parsed, "--dry-run")) {
            throw Problem.usage(
                    "--output json",
                    "standard output cannot carry both the archive and the report",
                    to.scheme().form() + " as destination, or --dry-run for the report alone");
        }
    }

    /** The files for digests; none of a rehearsal. */
    static DigestFiles files(ParseResult parsed) {
        return Options.isSet(parsed, "--dry-run")
                ? new DigestFiles(Optional.empty(), Optional.empty())
                : new DigestFiles(Options.value(parsed, "--mapping"), Options.value(parsed, "--digestfile"));
    }

    static CopyWish wish(ParseResult parsed, CopyWish.Format format) throws Problem {
        return new CopyWish(
                format,
                PolicyOptions.request(parsed, Family.OCI),
                Options.isSet(parsed, "--all-images"),
                Options.isSet(parsed, "--dry-run"),
                Options.isSet(parsed, "--preserve-digests"),
                Options.isSet(parsed, "--verify-diff-ids"),
                Options.choice(parsed, "--origin", ORIGINS)
                        .map(word -> OriginPolicy.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(OriginPolicy.USE),
                codecs(parsed),
                consumer(parsed, format),
                Options.choice(parsed, "--referrers", REFERRERS)
                        .map(word -> ReferrersPolicy.valueOf(
                                word.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .orElse(ReferrersPolicy.REPORT),
                jobs(parsed),
                progress(parsed));
    }

    private static Optional<ConsumerProfile> consumer(ParseResult parsed, CopyWish.Format format) throws Problem {
        Optional<String> name = Options.value(parsed, "--for");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ConsumerProfile> profile = ConsumerProfile.find(name.get());
        if (profile.isEmpty()) {
            List<String> names =
                    ConsumerProfile.all().stream().map(ConsumerProfile::name).toList();
            throw Options.notOneOf("--for", name.get(), names);
        }
        Optional<Family> wanted = profile.get().format();
        boolean told = format != CopyWish.Format.KEEP && format != CopyWish.Format.OTHER;
        if (told && wanted.isPresent() && !wanted.get().name().equals(format.name())) {
            throw Problem.usage("--for", name.get() + " reads " + wanted.get().label() + " only", "another format");
        }
        return profile;
    }

    static Optional<Integer> jobs(ParseResult parsed) throws Problem {
        return Options.number(parsed, "--jobs", 1, MOST_JOBS);
    }

    static Optional<CopyWish.ProgressMode> progress(ParseResult parsed) throws Problem {
        return Options.choice(parsed, "--progress", PROGRESS)
                .map(word -> CopyWish.ProgressMode.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static LayerCodecs codecs(ParseResult parsed) throws Problem {
        LayerCodecs standard = LayerCodecs.standard();
        CompressionPolicy compression = PolicyOptions.compression(parsed).orElse(CompressionPolicy.KEEP);
        Optional<GzipProfile> pinned = profile(parsed);
        if (pinned.isPresent() && (compression == CompressionPolicy.NONE || compression == CompressionPolicy.ZSTD)) {
            throw Problem.usage("--codec-profile", "it is for gzip layers", "--compress gzip");
        }
        if (!Options.isSet(parsed, "--level")) {
            return pinned.map(standard::with).orElse(standard);
        }
        if (pinned.isPresent()) {
            throw Problem.usage("--level", "the profile says it", "one of --level and --codec-profile");
        }
        return switch (compression) {
            case NONE -> throw Problem.usage("--level", "plain layers have none", "--compress gzip|zstd");
            case ZSTD ->
                new LayerCodecs(
                        standard.gzip(),
                        standard.gzipLevel(),
                        new ZstdProfile(Options.number(parsed, "--level", 1, 19).orElseThrow()));
            case KEEP, GZIP ->
                new LayerCodecs(standard.gzip(), Options.number(parsed, "--level", 1, 9), standard.zstd());
        };
    }

    private static Optional<GzipProfile> profile(ParseResult parsed) throws Problem {
        Optional<String> name = Options.value(parsed, "--codec-profile");
        try {
            return name.map(GzipProfile::parse);
        } catch (MalformedTextException e) {
            throw Problem.usage(
                    "--codec-profile", e.rule(), GzipProfile.portable().name());
        }
    }

    static Places places(ParseResult parsed, Console console) throws Problem {
        Optional<String> folder = Options.value(parsed, "--tmpdir");
        boolean classic = Options.choice(parsed, "--archive", ARCHIVES)
                .filter("classic"::equals)
                .isPresent();
        return new Places(
                console.in(),
                SharedOptions.limits(parsed),
                TemporaryFolder.of(folder, console.environment()),
                new WrittenShapes(classic, Options.isSet(parsed, HARD_LINKS)),
                RegistryOptions.sides(parsed, console));
    }

    /** Places of a verb that writes none. */
    static Places readingPlaces(ParseResult parsed, Console console) throws Problem {
        return new Places(
                console.in(),
                SharedOptions.limits(parsed),
                TemporaryFolder.of(Optional.empty(), console.environment()),
                WrittenShapes.STANDARD,
                RegistryOptions.sides(parsed, console));
    }
}
