// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.RegistryFaults.Rule;
import dev.ambidock.testkit.registry.RegistryQuirk;
import dev.ambidock.testkit.registry.WireLog;
import dev.ambidock.testkit.registry.WireRequest;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Authorizer;
import dev.ambidock.transport.http.Exchange;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.http.Timeouts;
import dev.ambidock.transport.registry.RegistrySource;
import dev.ambidock.transport.registry.Repository;
import dev.ambidock.transport.task.BoundedTasks;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Downloads of 1 MiB that are cut behind a byte: by end and by reset, once and four times, with ranges and without. */
@Tag("campaign")
@Timeout(300)
class CutDownloadsCampaignTest {
    private static final int SIZE = 1 << 20;
    private static final int EDGE = 64 << 10;
    private static final long FETCHED_AGAIN = 1024 + EDGE;

    private final Campaign campaign = Campaign.of("N2");
    private TwoRegistries registries;
    private HttpTransfer transfer;
    private ReceivedBytes received;
    private RegistrySource source;
    private Descriptor blob;

    /**
     * Where and how often a download breaks.
     *
     * @param at bytes of the answer's body; -1 for before its head
     */
    private record Cut(long at, boolean reset, int times) {}

    @BeforeEach
    void start() throws IOException {
        registries = TwoRegistries.start();
        BigImage image = registries.putBig(SIZE);
        blob = image.layers().get(0);
        SkippedWaits pause = new SkippedWaits();
        transfer = new HttpTransfer(Clients.http(pause, Timeouts.defaults(), Proxies.none()));
        received = new ReceivedBytes(transfer);
        String host = registries.source().host();
        Repository repository = new Repository(
                host,
                TwoRegistries.REPOSITORY,
                URI.create("http://" + host),
                new Exchange(received, RetryPolicy.defaults(), 0, pause),
                Authorizer.NONE,
                () -> new BoundedTasks(DaemonThreads.executor(), 1),
                DaemonThreads.executor());
        source = new RegistrySource(ImageName.parse(registries.from()), repository, Limits.defaults(), () -> {});
    }

    @AfterEach
    void stop() throws IOException {
        transfer.close();
        registries.close();
    }

    private List<Cut> cuts(String part) {
        List<Long> places = new ArrayList<>(List.of(-1L, 0L, 1L, 1024L, SIZE - 1L));
        for (long edge = EDGE; edge < SIZE; edge += EDGE) {
            places.addAll(List.of(edge - 1, edge, edge + 1));
        }
        List<Cut> cuts = new ArrayList<>();
        for (long place : places) {
            for (int times : new int[] {1, 4}) {
                cuts.add(new Cut(place, false, times));
                cuts.add(new Cut(place, true, times));
            }
        }
        Collections.shuffle(cuts, campaign.random(part));
        return cuts.subList(0, campaign.points(24, cuts.size()));
    }

    private Rule layer() {
        return registries.source().faults().on("GET", "/blobs/");
    }

    private void breaks(Cut cut) {
        registries.source().faults().clear();
        registries.source().wire().clear();
        received.clear();
        Rule rule = layer().times(cut.times());
        if (cut.reset()) {
            rule.resetAfter(cut.at());
        } else {
            rule.endAfter(cut.at());
        }
    }

    private void assertRead() throws IOException {
        try (InputStream in = source.open(blob)) {
            assertThat(DigestAlgorithm.SHA256.of(in.readAllBytes())).isEqualTo(blob.digest());
        }
    }

    @Test
    void whatBrokeGoesOnWhereItBroke() throws IOException {
        List<Cut> cuts = cuts("ranges");
        long again = 0;
        for (Cut cut : cuts) {
            breaks(cut);
            assertRead();
            assertThat(received.count() - SIZE)
                    .as("%s, %s", cut, campaign.replay())
                    .isBetween(0L, FETCHED_AGAIN);
            again = Math.max(again, received.count() - SIZE);
        }
        campaign.figure("cut downloads that came right", cuts.size() + " of " + cuts.size());
        campaign.figure("most bytes fetched again by ranges", again + " B");
    }

    @Test
    void whereThereAreNoRangesAllIsFetchedAgain() throws IOException {
        registries.source().behaves(rangeless());
        List<Cut> cuts = cuts("whole");
        for (Cut cut : cuts) {
            breaks(cut);
            assertRead();
            List<WireLog.Entry> asked = registries.source().wire().of("GET", "/blobs/");
            assertThat(asked).as("%s, %s", cut, campaign.replay()).hasSize(cut.times() + 1);
            assertSent(asked.get(cut.times()), cut);
        }
        campaign.figure("cut downloads that came right without ranges", cuts.size() + " of " + cuts.size());
    }

    /** The registry notes what it sent a moment after the last byte has arrived. */
    private void assertSent(WireLog.Entry entry, Cut cut) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (entry.sent().get() < SIZE && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(entry.sent()).as("%s, %s", cut, campaign.replay()).hasValue(SIZE);
    }

    /** A second break on the way to the place of the first is one as well. */
    @Test
    void aBreakOnTheWayBackIsOvercome() throws IOException {
        registries.source().behaves(rangeless());
        layer().times(1).endAfter(700_000);
        layer().times(1).resetAfter(EDGE);
        layer().times(1).endAfter(1);
        assertRead();
    }

    /** Knows no ranges, as some proxies in between do not. */
    private static RegistryQuirk rangeless() {
        return (request, right) -> {
            Map<String, String> headers = new LinkedHashMap<>(request.headers());
            headers.remove("range");
            return right.answer(
                    new WireRequest(request.method(), request.path(), request.query(), headers, request.body()));
        };
    }

    @Test
    void anotherPartThanWasAskedForIsRefused() throws IOException {
        List<String> wrong = List.of("bytes 0-9/1048576", "bytes 500001-1048575/1048576", "500", "bytes */1048576", "");
        for (String range : wrong) {
            registries.source().faults().clear();
            layer().times(1).endAfter(500_000);
            layer().changes(answer -> answer.without("Content-Range").with("Content-Range: " + range));
            ContentException failure = catchThrowableOfType(ContentException.class, this::assertRead);
            assertThat(failure).as("%s, %s", range, campaign.replay()).isNotNull();
            assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        }
        campaign.figure("wrong Content-Range refused", wrong.size() + " of " + wrong.size());
    }
}
