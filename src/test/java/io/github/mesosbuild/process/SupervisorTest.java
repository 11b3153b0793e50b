package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Outcome.End;
import io.github.mesosbuild.process.ProcessException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SupervisorTest {
    private static final Duration GRACE = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, GRACE);
    private final List<String> lines = new ArrayList<>();

    @Test
    void handsOverBothStreamsInTheOrderWritten() throws Exception {
        Outcome outcome = run("for i in $(seq 500); do echo out $i; echo err $i >&2; done");

        assertThat(outcome.succeeded()).isTrue();
        assertThat(lines)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 500)
                        .boxed()
                        .flatMap(i -> Stream.of("out " + i, "err " + i))
                        .toList());
    }

    @Test
    void passesTheEnvironmentAndTheCookieAndNothingElse() throws Exception {
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "EMPTY", "", "SPACE", "a b");

        Outcome outcome = supervisor.run(command(List.of("env"), environment), lines::add);

        assertThat(outcome.succeeded()).isTrue();
        assertThat(lines)
                .hasSize(4)
                .contains("PATH=/usr/bin:/bin", "EMPTY=", "SPACE=a b")
                .anyMatch(line -> line.matches("MESOS_MAVEN_PLUGIN_COOKIE=[0-9a-f-]{36}"));
    }

    @Test
    void passesArgumentsUntouched() throws Exception {
        List<String> argv = List.of("printf", "[%s]", "a b", "", "it's", "\"q\"", "$HOME", "*", "x\ny", "\\n");

        supervisor.run(command(argv, path()), lines::add);

        assertThat(String.join("\n", lines)).isEqualTo("[a b][][it's][\"q\"][$HOME][*][x\ny][\\n]");
    }

    @Test
    void givesAnEmptyStandardInput() throws Exception {
        assertThat(run("cat; echo end").succeeded()).isTrue();
        assertThat(lines).containsExactly("end");
    }

    @Test
    void runsInTheDirectoryAndFindsProgramsRelativeToIt() throws Exception {
        script("run me", "pwd");

        supervisor.run(command(List.of("./run me"), path()), lines::add);

        assertThat(lines).containsExactly(directory.toRealPath().toString());
    }

    @Test
    void looksForProgramsOnThePathOfTheCommand() throws Exception {
        Files.createDirectory(directory.resolve("bin"));
        Files.createDirectories(directory.resolve("other/tool"));
        script("bin/tool", "echo mine");

        supervisor.run(
                command(List.of("tool"), Map.of("PATH", directory.resolve("other") + ":" + directory.resolve("bin"))),
                lines::add);

        assertThat(lines).containsExactly("mine");
    }

    @Test
    void tellsExitCodesAndSignalsApart() throws Exception {
        Outcome failed = run("exit 3");
        Outcome killed = run("kill -9 $$");

        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.signal()).isEmpty();
        assertThat(failed.succeeded()).isFalse();
        assertThat(killed.exitCode()).isEqualTo(137);
        assertThat(killed.signal()).hasValue(9);
        assertThat(killed.end()).isEqualTo(End.EXITED);
    }

    @Test
    void logSaysWhatRanAndHowItEndedAndIsAppendedTo() throws Exception {
        Command command = command(List.of("sh", "-c", "printf 'no end'\nexit 1"), Map.of("PATH", "/bin", "V", "1 2"));

        Outcome first = supervisor.run(command, lines::add);
        Outcome second = supervisor.run(command, lines::add);

        String header = "# command: sh -c 'printf '\\''no end'\\''\n# exit 1'\n# directory: " + directory
                + "\n# environment: PATH=/bin\n# environment: V='1 2'\n";
        String log = Files.readString(command.log());
        assertThat(log.replaceAll("[0-9.]+ s\n", "T\n"))
                .isEqualTo((header + "no end\n# end: EXITED, exit code 1, T\n").repeat(2));
        assertThat(first.logBytes()).isEqualTo(6);
        assertThat(first.logStart()).isEqualTo(header.length());
        assertThat(log.substring((int) second.logStart(), (int) (second.logStart() + second.logBytes())))
                .isEqualTo("no end");
        assertThat(lines).containsExactly("no end", "no end");
    }

    @Test
    void anAttachedCommandGivesItsStatusAndLeavesNothingBehind() throws Exception {
        Marked marked = new Marked();
        String script = "trap '' TERM; sleep 300 & exit 7";
        Command command = new Command(
                "shell",
                List.of("sh", "-c", script),
                directory,
                marked.environment(),
                directory.resolve("shell.log"),
                Duration.ZERO,
                Duration.ZERO);
        assertThat(supervisor.attach(command)).isEqualTo(7);
        assertThat(marked.living()).isEmpty();
        assertThat(directory.resolve("shell.log"))
                .satisfiesAnyOf(
                        log -> assertThat(log).doesNotExist(),
                        log -> assertThat(log).isEmptyFile());
    }

    @Test
    void ticksWhileItIsSilentAndWhileItIsLoud() throws Exception {
        List<Duration> ticks = new ArrayList<>();
        OutputListener listener = new OutputListener() {
            @Override
            public void line(String line) {}

            @Override
            public void tick(Duration elapsed) {
                ticks.add(elapsed);
            }
        };

        supervisor.run(shell("sleep 1.2", path()), listener);
        int silent = ticks.size();
        supervisor.run(shell("timeout 1.2 sh -c 'while :; do echo x; done'", path()), listener);

        assertThat(silent).isBetween(2, 3);
        assertThat(ticks.size() - silent).isGreaterThanOrEqualTo(2);
        assertThat(ticks.get(0)).isBetween(Duration.ofMillis(300), Duration.ofMillis(600));
    }

    @Test
    void saysWhichProgramIsMissing() {
        ProcessException plain = failure(command(List.of("no-such-tool"), path()));
        ProcessException relative = failure(command(List.of("./configure"), path()));
        ProcessException noPath = failure(command(List.of("no-such-tool"), Map.of()));

        assertThat(plain.kind()).isEqualTo(Kind.PROGRAM_MISSING);
        assertThat(plain.value()).isEqualTo("no-such-tool");
        assertThat(plain.commandName()).isEqualTo("test");
        assertThat(plain).hasMessage("Cannot start no-such-tool for test: it is not on the PATH /usr/bin:/bin.");
        assertThat(relative).hasMessage("Cannot start ./configure for test: it does not exist.");
        assertThat(noPath.kind()).isEqualTo(Kind.PROGRAM_MISSING);
    }

    @Test
    void saysWhichProgramIsNotExecutable() throws IOException {
        Files.writeString(directory.resolve("configure"), "#!/bin/sh\n");

        ProcessException failure = failure(command(List.of("./configure"), path()));

        assertThat(failure.kind()).isEqualTo(Kind.PROGRAM_NOT_EXECUTABLE);
        assertThat(failure.value()).isEqualTo(directory.resolve("./configure").toString());
    }

    @Test
    void saysThatTheInterpreterOfAScriptIsMissing() throws IOException {
        Files.writeString(directory.resolve("configure"), "#!/no/such/shell\n");
        Files.setPosixFilePermissions(directory.resolve("configure"), PosixFilePermissions.fromString("rwx------"));

        ProcessException failure = failure(command(List.of("./configure"), path()));

        assertThat(failure.kind()).isEqualTo(Kind.NO_INTERPRETER);
        assertThat(failure.value()).isEqualTo("./configure");
        assertThat(failure)
                .hasMessage(
                        "Cannot start ./configure for test: its interpreter (in its first line) or its loader does not exist.");
    }

    @Test
    void saysWhichDirectoryIsMissing() {
        Path missing = directory.resolve("missing");

        ProcessException failure = failure(new Command(
                "test", List.of("true"), missing, path(), directory.resolve("log"), Duration.ZERO, Duration.ZERO));

        assertThat(failure.kind()).isEqualTo(Kind.DIRECTORY_MISSING);
        assertThat(failure.value()).isEqualTo(missing.toString());
    }

    @Test
    void saysWhichLogCannotBeWritten() {
        ProcessException failure = failure(
                new Command("test", List.of("true"), directory, path(), directory, Duration.ZERO, Duration.ZERO));

        assertThat(failure.kind()).isEqualTo(Kind.LOG);
        assertThat(failure.value()).isEqualTo(directory.toString());
    }

    @Test
    void saysThatThereIsNoSpaceForTheLog() {
        ProcessException failure = failure(new Command(
                "test", List.of("true"), directory, path(), Path.of("/dev/full"), Duration.ZERO, Duration.ZERO));

        assertThat(failure.kind()).isEqualTo(Kind.LOG);
        assertThat(failure).hasMessageContaining("/dev/full").hasMessageContaining("No space left on device");
    }

    @Test
    void aCommandMayRemoveItsLog() throws Exception {
        Outcome outcome = run("echo one; rm log; echo two");

        assertThat(outcome.succeeded()).isTrue();
        assertThat(lines).containsExactly("one", "two");
        assertThat(directory.resolve("log")).doesNotExist();
    }

    @Test
    void makesTheDirectoryOfTheLog() throws Exception {
        Path log = directory.resolve("a/b/log");

        supervisor.run(
                new Command("test", List.of("true"), directory, path(), log, Duration.ZERO, Duration.ZERO),
                OutputListener.NONE);

        assertThat(log).exists();
    }

    @Test
    void capturesOutputAndExitCodeAndLeavesNoFile() throws Exception {
        long before = temporaryLogs();

        CapturedOutput captured = supervisor.capture(
                List.of("sh", "-c", "echo out; echo err >&2; exit 4"), directory, path(), Duration.ofSeconds(20));

        assertThat(captured).isEqualTo(new CapturedOutput(End.EXITED, 4, "out\nerr\n", false));
        assertThat(temporaryLogs()).isEqualTo(before);
    }

    @Test
    void capturesNoMoreThanAMebibyte() throws Exception {
        CapturedOutput captured = supervisor.capture(
                List.of("sh", "-c", "yes | head -c 3000000"), directory, path(), Duration.ofSeconds(20));

        assertThat(captured.output()).hasSize(1024 * 1024);
        assertThat(captured.truncated()).isTrue();
        assertThat(captured.succeeded()).isTrue();
    }

    @Test
    void captureSaysWhatIsMissing() {
        assertThatThrownBy(() -> supervisor.capture(List.of("no-such-tool"), directory, path(), Duration.ZERO))
                .isInstanceOf(ProcessException.class)
                .hasMessageContaining("no-such-tool");
        assertThatThrownBy(() -> supervisor.capture(List.of(), directory, path(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void captureKeepsItsTimeout() throws Exception {
        CapturedOutput captured = supervisor.capture(
                List.of("sh", "-c", "echo begun; sleep 300"), directory, path(), Duration.ofMillis(200));

        assertThat(captured).isEqualTo(new CapturedOutput(End.TIMED_OUT, 143, "begun\n", false));
    }

    private static long temporaryLogs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("mesos-maven-plugin"))
                    .count();
        }
    }

    private ProcessException failure(Command command) {
        return catchThrowableOfType(ProcessException.class, () -> supervisor.run(command, OutputListener.NONE));
    }

    private Outcome run(String script) throws Exception {
        return supervisor.run(shell(script, path()), lines::add);
    }

    private Command shell(String script, Map<String, String> environment) {
        return command(List.of("sh", "-c", script), environment);
    }

    private Command command(List<String> argv, Map<String, String> environment) {
        return new Command(
                "test", argv, directory, environment, directory.resolve("log"), Duration.ZERO, Duration.ZERO);
    }

    private void script(String name, String body) throws IOException {
        Path script = Files.write(directory.resolve(name), ("#!/bin/sh\n" + body).getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static Map<String, String> path() {
        return Map.of("PATH", "/usr/bin:/bin");
    }
}
