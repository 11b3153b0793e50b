package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a JVM of its own, since the key belongs to a JVM. */
@Timeout(60)
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

    private static Process start(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target/test-classes").toAbsolutePath() + ":"
                        + Path.of("target/classes").toAbsolutePath(),
                Program.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
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
    void afterwardsItEndsTheJvmAgain() throws Exception {
        Process process = start("again");
        press(process);
        assertThat(process.inputReader().readLine()).isEqualTo("pressed");
        press(process);
        assertThat(process.waitFor()).isEqualTo(130);
    }
}
