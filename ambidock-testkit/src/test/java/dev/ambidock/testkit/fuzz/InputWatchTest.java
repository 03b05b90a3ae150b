// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InputWatchTest {
    @Test
    void anInputThatDoesNotEndIsTold() {
        AtomicBoolean end = new AtomicBoolean();
        InputWatch watch = new InputWatch();
        assertThatThrownBy(() -> watch.whole(() -> watch.one("the third", new byte[] {'a', 0}, () -> spin(end))))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the third takes too long: a\\x00");
        end.set(true);
    }

    @Test
    void whatAnInputThrowsComesThrough() {
        InputWatch watch = new InputWatch();
        assertThatThrownBy(() -> watch.whole(() -> watch.one("one", new byte[0], () -> {
                    throw new StackOverflowError("deep");
                })))
                .hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void theLongestIsKept() throws Exception {
        InputWatch watch = new InputWatch();
        watch.whole(() -> watch.one("one", new byte[0], () -> {}));
        assertThat(watch.longest()).isPositive();
    }

    private static void spin(AtomicBoolean end) {
        while (!end.get()) {
            Thread.onSpinWait();
        }
    }
}
