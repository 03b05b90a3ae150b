// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.place.Locator;
import java.util.Optional;

/**
 * One of several copies.
 *
 * @param to empty to convert the image where it is
 * @param format which family the result shall have
 */
public record CopyItem(Locator from, Optional<Locator> to, CopyWish.Format format) {

    /** Where the result will be. */
    Locator place() {
        return to.orElse(from);
    }
}
