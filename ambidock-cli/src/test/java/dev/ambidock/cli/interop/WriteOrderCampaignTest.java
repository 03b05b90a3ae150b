// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.interop.RecordedWrites.Step;
import dev.ambidock.testkit.campaign.Campaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * C3: what a layout looks like when the power goes, told from the order of what the kernel was asked for: every step of a
 * copy is done again in another folder, which must be a whole layout after each of them, also when every byte is gone that
 * was not forced to the disk.
 */
@Tag("campaign")
@Timeout(600)
class WriteOrderCampaignTest {
    private static final Campaign C3 = Campaign.of("C3");

    @TempDir
    Path folder;

    private Workbench work;

    @BeforeEach
    void images() throws Exception {
        PeerTool.need("strace");
        work = new Workbench(folder);
        String after = work.layout("after", NoiseImages.of("after", 4, 20_000, 30_000, 5_000));
        work.copy(after, work.at("docker-archive", "archive"), "");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterEveryStepTheLayoutIsWhole(boolean there) throws Exception {
        CrashSite site = new CrashSite(Files.createDirectory(folder.resolve("site")), "oci");
        String before = work.layout("before", NoiseImages.of("before", 3, 10_000));
        if (there) {
            work.copy(before, site.place("before"), "");
        }
        CrashSite replayed = site.copiedTo(folder.resolve("replayed"));
        CrashSite undisturbed = site.copiedTo(folder.resolve("undisturbed"));
        assertThat(undisturbed.run(undisturbed.copy(source(), ""))).isEmpty();
        List<Step> steps = recorded(site);
        assertThat(site.tree()).isEqualTo(undisturbed.tree());
        assertThat(unordered(steps)).isEmpty();

        List<String> bad = new ArrayList<>();
        Set<String> unforced = new HashSet<>();
        for (Step step : steps) {
            RecordedWrites.replay(step, replayed.folder());
            track(step, unforced);
            for (CrashSite state : List.of(copy(replayed), cut(copy(replayed), unforced))) {
                judge(state, there, undisturbed.tree()).forEach(problem -> bad.add("after " + step + ": " + problem));
                state.delete();
            }
        }
        assertThat(replayed.tree()).isEqualTo(undisturbed.tree());
        C3.figure(
                (there ? "a layout with another image" : "a new layout")
                        + ": bad states, of steps, each also without what was not forced to the disk",
                bad.size() + " of " + steps.size());
        assertThat(bad).isEmpty();
    }

    private String source() {
        return work.at("docker-archive", "archive");
    }

    private List<Step> recorded(CrashSite site) throws Exception {
        Path trace = folder.resolve("trace");
        List<String> command = new ArrayList<>(RecordedWrites.OPTIONS);
        command.addAll(List.of("-o", trace.toString()));
        command.addAll(new ChildProcess(Files.createDirectory(folder.resolve("tmp"))).command(site.copy(source(), "")));
        work.peer(command.toArray(String[]::new));
        return RecordedWrites.of(trace, site.folder()).steps();
    }

    /** Steps that come before what they need: content that is not forced, names of blobs that are not, the index first. */
    private static List<String> unordered(List<Step> steps) {
        List<String> found = new ArrayList<>();
        Set<String> unforced = new HashSet<>();
        Set<String> foldersToForce = new HashSet<>();
        for (Step step : steps) {
            boolean isRename = step.call().equals("rename");
            if (isRename && unforced.contains(step.path())) {
                found.add(step + " before its content was forced to the disk");
            }
            if (isRename && step.other().endsWith("index.json") && !foldersToForce.isEmpty()) {
                found.add(step + " before the names in " + foldersToForce);
            }
            track(step, unforced);
            if (isRename) {
                foldersToForce.add(Path.of(step.other()).getParent().toString());
            } else if (step.call().equals("sync")) {
                foldersToForce.remove(step.path());
            }
        }
        foldersToForce.forEach(left -> found.add("the names in " + left + " were never forced to the disk"));
        return found;
    }

    private static void track(Step step, Set<String> unforced) {
        switch (step.call()) {
            case "write", "openat" -> unforced.add(step.path());
            case "sync", "unlink" -> unforced.remove(step.path());
            case "rename" -> {
                if (unforced.remove(step.path())) {
                    unforced.add(step.other());
                }
            }
            default -> {
                // Folders have no content of their own.
            }
        }
    }

    private CrashSite copy(CrashSite site) throws IOException {
        return site.copiedTo(folder.resolve("state-" + System.nanoTime()));
    }

    /** What is left of files whose content was not forced to the disk: their names. */
    private static CrashSite cut(CrashSite site, Set<String> unforced) throws IOException {
        for (String path : unforced) {
            Path file = site.folder().resolve(path);
            if (Files.isRegularFile(file)) {
                Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            }
        }
        return site;
    }

    /** The state itself, and what the next run makes of it. */
    private List<String> judge(CrashSite state, boolean there, Map<String, String> whole) throws IOException {
        List<String> problems = new ArrayList<>();
        boolean begun = Files.exists(state.folder().resolve("lay/oci-layout"));
        if (there || begun) {
            problems.addAll(state.problems());
            problems.removeIf(problem -> !there && problem.contains("before"));
        }
        problems.add(state.run(state.copy(source(), "")));
        Map<String, String> found = new HashMap<>(state.tree());
        if (!found.equals(whole)) {
            problems.add("the next run leaves " + found.keySet());
        }
        problems.removeIf(String::isEmpty);
        return problems;
    }
}
