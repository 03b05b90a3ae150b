// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.json.GoJsonWriter;
import java.util.List;

/**
 * What a config's history tells of one layer.
 *
 * @param created as Go spells a time
 * @param createdBy the command's words, parted by blanks
 * @ambidock.rule moby v20.10, image/v1/imagev1.go, HistoryFromConfig
 */
record V1History(String created, String author, String createdBy, String comment) {
    /** Of a layer of which nothing is told. */
    static final V1History NONE = new V1History(GoTime.ZERO, "", "", "");

    static V1History of(GoObject entry) {
        String command = entry.struct("container_config")
                .flatMap(c -> c.words("Cmd"))
                .map(words -> String.join(" ", words))
                .orElse("");
        return new V1History(entry.time("created"), entry.text("author"), command, entry.text("comment"));
    }

    /** An item of a config's history. */
    static V1History ofConfig(GoObject item) {
        return new V1History(item.time("created"), item.text("author"), item.text("created_by"), item.text("comment"));
    }

    void write(GoJsonWriter out, boolean emptyLayer) {
        out.beginObject();
        out.name("created");
        out.text(created);
        for (List<String> member :
                List.of(List.of("author", author), List.of("created_by", createdBy), List.of("comment", comment))) {
            if (!member.get(1).isEmpty()) {
                out.name(member.get(0));
                out.text(member.get(1));
            }
        }
        if (emptyLayer) {
            out.name("empty_layer");
            out.bool(true);
        }
        out.endObject();
    }
}
