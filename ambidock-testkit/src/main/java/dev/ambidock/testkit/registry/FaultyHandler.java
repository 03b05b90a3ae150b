// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** Writes down what goes over the wire, and lets happen what the rules say. */
final class FaultyHandler implements WireServer.Handler {
    private final WireLog wire;
    private final RegistryFaults faults;
    private final WireServer.Handler right;

    /**
     * A handler.
     *
     * @param right answers where no rule says otherwise
     */
    FaultyHandler(WireLog wire, RegistryFaults faults, WireServer.Handler right) {
        this.wire = wire;
        this.faults = faults;
        this.right = right;
    }

    @Override
    public WireResponse handle(WireRequest request) throws IOException {
        WireLog.Entry entry = wire.begin(request);
        Optional<RegistryFaults.Rule> rule = faults.find(request);
        Optional<WireConnection.Cut.Way> cut = rule.flatMap(RegistryFaults.Rule::cut);
        Duration rest = rule.map(RegistryFaults.Rule::requestRest).orElse(Duration.ZERO);
        InputStream body = rest.isZero() ? request.body() : new DrippingInput(request.body(), rest);
        long requestBytes = rule.map(RegistryFaults.Rule::requestBytes).orElse(-1L);
        WireRequest counted = new WireRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                new CountedInput(body, entry.received(), cut, requestBytes));
        rule.ifPresent(FaultyHandler::pause);
        if (cut.isPresent() && requestBytes < 0 && rule.get().responseBytes() < 0) {
            throw new WireConnection.Cut(cut.get());
        }
        WireResponse answer = answer(counted, rule);
        counted.body().transferTo(OutputStream.nullOutputStream());
        entry.status().set(answer.status());
        long responseBytes = rule.map(RegistryFaults.Rule::responseBytes).orElse(-1L);
        return answer.mapped(out -> new CountedOutput(out, entry.sent(), cut, responseBytes));
    }

    private WireResponse answer(WireRequest request, Optional<RegistryFaults.Rule> rule) throws IOException {
        if (rule.isPresent() && rule.get().instead().isPresent()) {
            return rule.get().instead().get();
        }
        WireResponse answer = right.handle(request);
        return rule.isPresent() ? rule.get().change().apply(answer) : answer;
    }

    private static void pause(RegistryFaults.Rule rule) {
        try {
            Thread.sleep(rule.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
