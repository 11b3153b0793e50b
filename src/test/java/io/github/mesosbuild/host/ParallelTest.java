package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ParallelTest {
    @Test
    void resultsAreInTheOrderOfTheTasks() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        List<Callable<String>> tasks = List.of(
                () -> {
                    second.await();
                    return "first";
                },
                () -> {
                    second.countDown();
                    return "second";
                });

        assertThat(Parallel.all(tasks, 2)).containsExactly("first", "second");
    }

    @Test
    void nothingIsNoError() throws Exception {
        assertThat(Parallel.all(List.of(), 1)).isEmpty();
    }

    @Test
    void ofSeveralFailuresTheFirstInTheOrderOfTheTasksIsThrown() {
        CyclicBarrier bothRun = new CyclicBarrier(2);
        List<Callable<String>> tasks = List.of(
                () -> {
                    bothRun.await();
                    throw new IOException("first");
                },
                () -> {
                    bothRun.await();
                    throw new IOException("second");
                });

        assertThatThrownBy(() -> Parallel.all(tasks, 2))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessage("first");
    }

    @Test
    void theOthersAreInterruptedAfterAFailure() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        List<Callable<String>> tasks = List.of(
                () -> {
                    runs.await();
                    throw new IOException("full");
                },
                () -> {
                    runs.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return "";
                });

        assertThatThrownBy(() -> Parallel.all(tasks, 2)).cause().hasMessage("full");
        interrupted.await();
    }

    @Test
    void aFailureToReadIsThrownAndAnyOtherIsAnErrorOfTheProgram() throws IOException {
        assertThatThrownBy(() -> Parallel.unexpected(new ExecutionException(new IOException("full"))))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
        assertThat(Parallel.unexpected(new ExecutionException(new NumberFormatException("x"))))
                .hasCauseInstanceOf(NumberFormatException.class);
    }
}
