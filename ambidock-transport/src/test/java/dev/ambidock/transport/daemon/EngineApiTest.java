// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.HttpTransfer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineApiTest {
    @Test
    void anEngineThatIsGoneIsNotOneWithoutTheImage(@TempDir Path folder) throws IOException {
        DaemonAddress gone = DaemonAddress.of(Optional.of("unix://" + folder.resolve("gone.sock")), Map.of());
        try (EngineApi engine = new EngineApi(gone, HttpTransfer.Settings.standard(Runnable::run))) {
            ContentException failure = catchThrowableOfType(ContentException.class, () -> engine.id("x:latest"));
            assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
            assertThat(failure).hasMessageContaining("there is no such socket");
        }
    }
}
