// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

/** A byte offset in a text, for people. */
record Place(int offset, int line, int column) {

    /** Lines and columns count from 1, columns in bytes. */
    static Place of(byte[] text, int offset) {
        int line = 1;
        int lineStart = 0;
        int end = Math.min(offset, text.length);
        for (int i = 0; i < end; i++) {
            if (text[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(end, line, end - lineStart + 1);
    }

    @Override
    public String toString() {
        return "byte " + offset + " (line " + line + ", column " + column + ")";
    }
}
