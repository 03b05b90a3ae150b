// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import java.util.List;

/**
 * The members of an image config that OCI defines; every other one is Docker's or somebody else's, and legal.
 *
 * @ambidock.rule image-spec, config.md, "Properties"
 */
public final class ConfigMembers {
    /** Of the outermost object. */
    public static final List<String> ROOT = List.of(
            "created",
            "author",
            "architecture",
            "os",
            "os.version",
            "os.features",
            "variant",
            "config",
            "rootfs",
            "history");

    /** Of {@code config}; those that OCI reserves without a meaning are not among them. */
    public static final List<String> SETTINGS = List.of(
            "User",
            "ExposedPorts",
            "Env",
            "Entrypoint",
            "Cmd",
            "Volumes",
            "WorkingDir",
            "Labels",
            "StopSignal",
            "ArgsEscaped");

    /** Of each element of {@code history}. */
    public static final List<String> HISTORY = List.of("created", "author", "created_by", "comment", "empty_layer");

    /** Of {@code rootfs}. */
    public static final List<String> ROOTFS = List.of("type", "diff_ids");

    /** Of {@code config}, those that change what Docker's engine does with the image and that OCI does not define. */
    public static final List<String> DOCKER_SETTINGS = List.of("Healthcheck", "OnBuild", "Shell", "StopTimeout");

    private ConfigMembers() {}
}
