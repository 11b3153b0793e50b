package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class BackgroundTaskTest {
    @Test
    void theResultIsAwaited() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (BackgroundTask<String> aside = BackgroundTask.begin("test", () -> {
            go.await();
            return Thread.currentThread().getName();
        })) {
            go.countDown();
            assertThat(aside.result()).isEqualTo("test");
        }
    }

    @Test
    void anExceptionOfTheTaskIsThrownByResult() {
        try (BackgroundTask<String> aside = BackgroundTask.begin("test", () -> {
            throw new FileNotFoundException("gone");
        })) {
            assertThatExceptionOfType(FileNotFoundException.class)
                    .isThrownBy(aside::result)
                    .withMessage("gone");
        }
        try (BackgroundTask<String> aside = BackgroundTask.begin("test", () -> {
            throw BuildRefusedException.noConfigure("sample 1.0.0", Path.of("configure"));
        })) {
            assertThatExceptionOfType(BuildRefusedException.class).isThrownBy(aside::result);
        }
        try (BackgroundTask<String> aside = BackgroundTask.begin("test", () -> {
            throw new IllegalArgumentException("a fault of ours");
        })) {
            assertThatThrownBy(aside::result).hasRootCauseMessage("a fault of ours");
        }
    }

    @Test
    void closingInterruptsTheTaskAndWaitsForItsEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        try (BackgroundTask<String> aside = BackgroundTask.begin("test", () -> {
            begun.countDown();
            try {
                Thread.sleep(60_000);
                return "";
            } finally {
                Thread.sleep(50);
                over.set(true);
            }
        })) {
            begun.await();
        }
        assertThat(over).isTrue();
    }
}
