// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.listing;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.output.Shown;
import dev.ambidock.cli.place.Failures;
import dev.ambidock.cli.place.PlacedImages;
import dev.ambidock.copy.Copier;
import dev.ambidock.copy.CopyEnvironment;
import dev.ambidock.copy.CopyListener;
import dev.ambidock.model.Limits;
import dev.ambidock.report.ReportWriter;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists the images of a place. */
public final class PlaceListing {
    private static final String GAP = "  ";

    private PlaceListing() {}

    /** Prints a table, or JSON. */
    public static void print(ImageSource source, Limits limits, Console console) throws Problem, IOException {
        Copier copier = new Copier(new CopyEnvironment(limits, Runnable::run, 1, CopyListener.SILENT));
        List<ListedImage> images = new ArrayList<>();
        for (NamedImage image : PlacedImages.all(source)) {
            images.add(Failures.working("", () -> ListedImage.read(source, image, copier, limits)));
        }
        if (console.json()) {
            console.resultLine(json(source.locator(), images));
        } else {
            console.result(text(source.locator(), images, console));
        }
    }

    private static byte[] json(String place, List<ListedImage> images) {
        ReportWriter out = new ReportWriter("ambidock.images.v1");
        out.text("place", place);
        out.objects("images", images, image -> {
            out.texts("names", image.names());
            out.descriptor(image.root());
            out.text("family", ReportWriter.id(image.family()));
            out.texts("platforms", image.platforms());
            out.number("layerBytes", image.layerBytes());
            if (!image.problem().isEmpty()) {
                out.text("problem", image.problem());
            }
        });
        return out.end();
    }

    private static String text(String place, List<ListedImage> images, Console console) {
        StringBuilder out = new StringBuilder();
        out.append(Shown.count(images.size(), "image"))
                .append(" in ")
                .append(Shown.text(place))
                .append('\n');
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"DIGEST", "FORMAT", "SIZE", "NAMES AND PLATFORMS"});
        images.forEach(image -> rows.add(row(image)));
        int[] widths = new int[3];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row[i])
                        .append(" ".repeat(widths[i] - row[i].length()))
                        .append(GAP);
            }
            line.append(row[3]);
            boolean head = row == rows.get(0);
            out.append(head ? console.palette().bold(line.toString()) : line.toString())
                    .append('\n');
        }
        return out.toString();
    }

    private static String[] row(ListedImage image) {
        String names = image.names().isEmpty()
                ? "(no name: @" + image.root().digest() + ")"
                : Shown.text(String.join(", ", image.names()));
        if (!image.problem().isEmpty()) {
            return new String[] {
                Shown.shortDigest(image.root().digest().toString()),
                "-",
                "-",
                names + "  cannot be read: " + Shown.text(image.problem())
            };
        }
        return new String[] {
            Shown.shortDigest(image.root().digest().toString()),
            image.family().label(),
            Shown.size(image.layerBytes()),
            names + GAP + Shown.text(String.join(" ", image.platforms()))
        };
    }
}
