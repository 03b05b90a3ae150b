// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

/** The rules that a JSON text can break. */
public enum JsonProblem {
    /** Not JSON by RFC 8259, or cut short, or no text at all. */
    SYNTAX,
    /** A byte order mark, another encoding than UTF-8, or a broken UTF-8 sequence (RFC 8259, section 8.1). */
    ENCODING,
    /** A {@code \\u} escape that is half of a surrogate pair (RFC 8259, section 8.2). */
    LONE_SURROGATE,
    /** A member name that stands twice in one object (RFC 8259, section 4): readers differ in which one they take. */
    DUPLICATE_MEMBER,
    /** Something other than white space behind the root value. */
    TRAILING_DATA,
    /** One of {@link JsonLimits}, or the parser's own bound on the length of a name or number. */
    LIMIT
}
