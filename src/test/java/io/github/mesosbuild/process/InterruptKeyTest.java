package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a JVM of its own, since the key belongs to a JVM. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptKeyTest {
    /** Sleeps until the key is pressed, and then again with the key as it was before. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            try (InterruptKey key = InterruptKey.interrupting(Thread.currentThread())) {
                System.out.println("ready");
                Thread.sleep(TimeUnit.MINUTES.toMillis(1));
            } catch (InterruptedException pressed) {
                System.out.println("pressed");
            }
            if (arguments.length > 0) {
                Thread.sleep(TimeUnit.MINUTES.toMillis(1));
            }
        }
    }

    /** Opens two keys, closes the first one first if asked to, and waits for the others. */
    static final class TwoThreads {
        public static void main(String[] arguments) throws Exception {
            CountDownLatch opened = new CountDownLatch(2);
            CountDownLatch closeFirst = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            Thread first = new Thread(() -> {
                try (InterruptKey key = InterruptKey.interrupting(Thread.currentThread())) {
                    opened.countDown();
                    closeFirst.await();
                } catch (InterruptedException pressed) {
                    System.out.println("pressed");
                }
                closed.countDown();
            });
            first.start();
            while (opened.getCount() > 1) {
                Thread.onSpinWait();
            }
            Thread second = new Thread(() -> {
                try (InterruptKey key = InterruptKey.interrupting(Thread.currentThread())) {
                    opened.countDown();
                    Thread.sleep(TimeUnit.MINUTES.toMillis(1));
                } catch (InterruptedException pressed) {
                    System.out.println("pressed");
                }
            });
            second.start();
            opened.await();
            if (arguments.length > 0) {
                closeFirst.countDown();
                closed.await();
            }
            System.out.println("ready");
            second.join();
            first.join();
            System.out.println("both ended");
            Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        }
    }

    private final List<Process> started = new java.util.ArrayList<>();

    /** A JVM that still waits would wait for a minute more. */
    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... arguments) throws Exception {
        return start(Program.class, arguments);
    }

    private Process start(Class<?> program, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target/test-classes").toAbsolutePath() + ":"
                        + Path.of("target/classes").toAbsolutePath(),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    private static void press(Process process) throws Exception {
        assertThat(new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void theKeyEndsTheWorkAndTheProgramEndsWithStatusZero() throws Exception {
        Process process = start();
        press(process);
        assertThat(process.inputReader().readLine()).isEqualTo("pressed");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theKeyEndsTheWorkOfAllThreadsThatHaveOne() throws Exception {
        Process process = start(TwoThreads.class);
        press(process);
        for (String line : List.of("pressed", "pressed", "both ended")) {
            assertThat(process.inputReader().readLine()).isEqualTo(line);
        }
        press(process);
        assertThat(process.waitFor()).as("and then the JVM").isEqualTo(130);
    }

    @Test
    void theFirstThreadToEndDoesNotTakeTheKeyFromTheSecond() throws Exception {
        Process process = start(TwoThreads.class, "first");
        press(process);
        for (String line : List.of("pressed", "both ended")) {
            assertThat(process.inputReader().readLine()).isEqualTo(line);
        }
        press(process);
        assertThat(process.waitFor()).isEqualTo(130);
    }

    @Test
    void afterwardsItEndsTheJvmAgain() throws Exception {
        Process process = start("again");
        press(process);
        assertThat(process.inputReader().readLine()).isEqualTo("pressed");
        press(process);
        assertThat(process.waitFor()).isEqualTo(130);
    }
}
