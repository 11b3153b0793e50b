package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProveInstallationTest {
    @TempDir
    Path directory;

    @Test
    @Timeout(60)
    void aProgramThatDoesNotEndProvesNothingWhateverItPrints() {
        Command hangs = new Command(
                "proof",
                List.of("sh", "-c", "echo sample 1.0.0; exec sleep 50"),
                directory,
                Map.of("PATH", System.getenv("PATH")),
                directory.resolve("log"),
                Duration.ofSeconds(1),
                Duration.ZERO);
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        assertThatThrownBy(() -> new ProveInstallation(hangs, "sample 1.0.0").prove(supervisor))
                .isInstanceOf(BuildRefusedException.class)
                .hasMessage("The installed sh -c echo sample 1.0.0; exec sleep 50 did not end in 1 second.");
    }
}
