// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * Images as they lie on a disk, laid down without the product's help and without any check:
 * {@link dev.ambidock.testkit.place.LayoutFiles} as an OCI layout, {@link dev.ambidock.testkit.place.FlatFiles} as a flat
 * folder, {@link dev.ambidock.testkit.place.DockerSave} as the archives of every generation of {@code docker save}.
 */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.place;
