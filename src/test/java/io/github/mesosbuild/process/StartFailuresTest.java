package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.ProcessException.Kind;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailuresTest {
    @TempDir
    Path directory;

    private static final Supervisor SUPERVISOR =
            new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);

    /** What runs in a JVM that may have few files open: it opens them all, and then starts a program. */
    public static final class FewFiles {
        private FewFiles() {}

        public static void main(String[] args) throws Exception {
            // Classes of a directory are files that have to be opened, unlike those of Maven's plugins.
            SUPERVISOR.capture(List.of("/bin/sh", "-c", ":"), Path.of("/"), Map.of(), Duration.ofSeconds(20));
            Command command =
                    new Command("x", List.of("x"), Path.of("/"), Map.of(), Path.of("/x"), Duration.ZERO, Duration.ZERO);
            StartFailures.failure(command, "x", new IOException("error=24, x"));
            StartFailures.failure(command, "x", new IOException("Failed to exec spawn helper"));
            RunLog.failure(command, new NoSuchFileException("x"));
            Deque<FileInputStream> open = new ArrayDeque<>();
            try {
                while (true) {
                    open.push(new FileInputStream("/dev/null"));
                }
            } catch (IOException e) {
                for (int spare = 0; spare < Integer.parseInt(args[0]); spare++) {
                    open.pop().close();
                }
            }
            ProcessException failure = null;
            try {
                SUPERVISOR.capture(List.of("/bin/sh", "-c", ":"), Path.of("/"), Map.of(), Duration.ofSeconds(20));
            } catch (ProcessException e) {
                failure = e;
            }
            while (!open.isEmpty()) {
                open.pop().close();
            }
            System.out.println(failure == null ? "started" : failure.kind() + ": " + failure.getMessage());
        }
    }

    private Command command(List<String> argv) {
        return new Command(
                "test", argv, directory, Map.of(), directory.resolve("log"), Duration.ofSeconds(20), Duration.ZERO);
    }

    private ProcessException failure(String... argv) {
        return catchThrowableOfType(
                ProcessException.class, () -> SUPERVISOR.run(command(List.of(argv)), OutputListener.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "24, TOO_MANY_FILES",
        "23, TOO_MANY_FILES",
        "11, TOO_MANY_PROCESSES",
        "35, TOO_MANY_PROCESSES",
        "12, NO_MEMORY",
        "7, TOO_LONG",
        "2, NO_INTERPRETER",
        "8, NOT_FOR_THIS_MACHINE",
        "26, BUSY",
        "5, NOT_STARTED"
    })
    void theNumberOfTheSystemSaysWhatIsWrongInWhateverLanguage(int number, Kind kind) {
        IOException cause = new IOException("Cannot run program \"x\": error=" + number + ", Zu viel des Guten");
        ProcessException failure = StartFailures.failure(command(List.of("gcc")), "/usr/bin/gcc", cause);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure)
                .hasMessageStartingWith("Cannot start /usr/bin/gcc for test: ")
                .hasMessageEndingWith(".")
                .hasCause(cause);
        assertThat(failure.isAboutTheProgram())
                .isEqualTo(List.of(Kind.NO_INTERPRETER, Kind.NOT_FOR_THIS_MACHINE, Kind.BUSY, Kind.NOT_STARTED)
                        .contains(kind));
    }

    @Test
    void whatAProgramIsForIsLeftOutWhereItIsTheProgramItself() {
        assertThat(catchThrowableOfType(
                        ProcessException.class,
                        () -> SUPERVISOR.capture(List.of("/no/such/gcc"), directory, Map.of(), Duration.ZERO)))
                .hasMessage("Cannot start /no/such/gcc: it does not exist.");
    }

    @Test
    void argumentsThatAreTooLongAreNoFaultOfTheFileSystem() {
        ProcessException failure = failure("/bin/sh", "-c", ":", "x".repeat(1 << 22));
        assertThat(failure.kind()).isEqualTo(Kind.TOO_LONG);
    }

    @Test
    void aScriptWithoutItsInterpreterIsSaidToLackThat() throws Exception {
        Path script = Files.writeString(directory.resolve("script"), "#!/no/such/shell\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(failure("./script").kind()).isEqualTo(Kind.NO_INTERPRETER);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "7", "9"})
    void aJvmWithTooManyFilesOpenNamesTheLimit(int spare) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path said = directory.resolve("said");
        Process jvm = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -n 64; exec \"$@\"",
                        "sh",
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FewFiles.class.getName(),
                        Integer.toString(spare))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(jvm.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String refused = "TOO_MANY_FILES: Cannot start /bin/sh: too many open files (Maven's limit is 64, ulimit -n).";
        String last = Files.readAllLines(said).stream()
                .filter(line -> !line.contains("spawnhelper"))
                .collect(Collectors.joining("\n"));
        // How many are enough is the JDK's affair; what is said if they are not is ours.
        assertThat(last).isIn(spare < 5 ? List.of(refused) : List.of(refused, "started"));
    }

    @Test
    void aDirectoryOfTemporaryFilesThatIsMissingIsNamed() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path said = directory.resolve("said");
        Path missing = directory.resolve("missing");
        Process jvm = new ProcessBuilder(
                        java.toString(),
                        "-Djava.io.tmpdir=" + missing,
                        "-cp",
                        System.getProperty("java.class.path"),
                        NoTemporary.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(jvm.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said)
                .content()
                .startsWith("TEMPORARY " + missing
                        + ": Cannot store the output of /bin/sh in the temporary directory " + missing
                        + " (java.io.tmpdir): " + missing + "/");
    }

    /** What runs in a JVM whose directory of temporary files is missing. */
    public static final class NoTemporary {
        private NoTemporary() {}

        public static void main(String[] args) throws Exception {
            try {
                SUPERVISOR.capture(List.of("/bin/sh", "-c", ":"), Path.of("/"), Map.of(), Duration.ofSeconds(20));
            } catch (ProcessException e) {
                System.out.println(e.kind() + " " + e.value() + ": " + e.getMessage());
            }
        }
    }
}
