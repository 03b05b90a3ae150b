// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * One bar of the project's list of what is to be shown by many points: how many points this run takes, from which seed, and
 * where its figures go.
 *
 * <p>Quick in every build; {@code -Dambidock.campaign=full} takes all points. The seed is {@value #USUAL_SEED} unless
 * {@code -Dambidock.seed=N} names another; the same seed takes the same points again. Figures are printed, and appended to
 * {@code target/campaign/BAR.tsv} under the folder that {@code ambidock.root} names, else under the working folder: what was
 * measured, of whom, the figure, the seed and the form, parted by tabs.
 */
public final class Campaign {
    private static final long USUAL_SEED = 20_261_127;

    private final String bar;
    private final boolean full;
    private final long seed;

    private Campaign(String bar, boolean full, long seed) {
        this.bar = bar;
        this.full = full;
        this.seed = seed;
    }

    /**
     * A run as the system properties ask for it.
     *
     * @param bar its short name, as {@code C1}
     */
    public static Campaign of(String bar) {
        boolean full = "full".equals(System.getProperty("ambidock.campaign"));
        return new Campaign(bar, full, Long.getLong("ambidock.seed", USUAL_SEED));
    }

    /** Whether all points are asked for. */
    public boolean full() {
        return full;
    }

    /** How many points: of the two numbers the one for this form. */
    public int points(int quick, int all) {
        return full ? all : quick;
    }

    /** What every random choice comes from. */
    public long seed() {
        return seed;
    }

    /**
     * Random numbers for one part of the run, the same for the same seed and part.
     *
     * @param part a name, so that parts do not take each other's numbers
     */
    public Random random(String part) {
        return new Random(seed * 31 + part.hashCode());
    }

    /** How to take the same points again; for the message of a failure. */
    public String replay() {
        return bar + " with -Dambidock.seed=" + seed + (full ? " -Dambidock.campaign=full" : "");
    }

    /**
     * Tells a figure of Ambidock's.
     *
     * @param what what was measured, in a few words
     * @param found the figure, with its unit
     */
    public void figure(String what, String found) {
        figure(what, "ambidock", found);
    }

    /**
     * Tells a figure of somebody's.
     *
     * @param what what was measured, in a few words
     * @param whose {@code ambidock}, or the name of a peer
     * @param found the figure, with its unit
     * @throws UncheckedIOException if the file cannot be written
     */
    public void figure(String what, String whose, String found) {
        String line = String.join("\t", what, whose, found, Long.toString(seed), full ? "full" : "quick");
        System.out.println(bar + "\t" + line);
        Path file = Path.of(System.getProperty("ambidock.root", ""), "target", "campaign", bar + ".tsv");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
