// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

/** Turns data into literals and matches. Keeps its tables between calls; confined to one thread. */
interface MatchSearch {

    /**
     * Searches a part of the data.
     *
     * @param data the data, and before {@code from} what matches may reach back to
     * @param from where the part begins
     * @param to where it ends; at least eight bytes of the array lie behind it
     * @param sink takes what is found, in order
     */
    void search(byte[] data, int from, int to, TokenSink sink);
}
