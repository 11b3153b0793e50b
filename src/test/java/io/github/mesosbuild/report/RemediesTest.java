package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.UnpackFailures;
import io.github.mesosbuild.env.ShellBlock;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.FetchFailures;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.InstallCommand;
import io.github.mesosbuild.host.InstallationException;
import io.github.mesosbuild.host.InstallationFailures;
import io.github.mesosbuild.host.RequirementResult;
import io.github.mesosbuild.launcher.LauncherException;
import io.github.mesosbuild.launcher.LauncherFailures;
import io.github.mesosbuild.pipeline.DependencyFailures;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.ProcessFailures;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.UnknownVersionException;
import io.github.mesosbuild.steps.BuildFailures;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.log.FirstError;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestReports;
import io.github.mesosbuild.verify.Evidence;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.TrustRefusal;
import io.github.mesosbuild.verify.Verification;
import io.github.mesosbuild.verify.VerificationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemediesTest {
    private static final String OTHER_SOURCE =
            "Name another place with -Dmesos.mirrors=URL, or a copy on this machine with -Dmesos.archive.file=FILE.";
    private static final String SECOND_OPINION =
            "Give the digest that you know to be right with -Dmesos.archive.sha512=DIGEST (or sha256), or the keys of those who"
                    + " sign the release with -Dmesos.keys=FILE.";
    private static final String ELSEWHERE = "Set mesos.installDirectory to a directory that you may write in.";
    private static final String REQUIREMENTS = "'mesos:check-dependencies' says what gives it, if the recipe knows.";
    private static final Distribution DEBIAN =
            new Distribution("debian", "12", "Debian GNU/Linux 12", Distribution.Family.DEBIAN);

    private static final String JAVA_HOME =
            "Correct mesos.javaHome, or leave it out: then the JDK is that of Maven's toolchains, else the one that runs"
                    + " Maven.";
    private static final CheckReport ZLIB_IS_MISSING = new CheckReport(
            List.of(finding(RequirementResult.Status.MISSING, Map.of("debian", List.of("zlib1g-dev")))));

    /** Those for which neither a parameter nor a command exists. */
    private static final Set<String> BY_HAND = Set.of(
            "NOT_ENCODABLE",
            "PERMISSION",
            "DIRECTORY_MISSING",
            "PROGRAM_NOT_EXECUTABLE",
            "UNREADABLE",
            "NO_EXEC",
            "LOG",
            "TEMPORARY",
            "NO_TEMPORARY",
            "NO_INTERPRETER",
            "NOT_FOR_THIS_MACHINE",
            "RECIPE",
            "DENIED");

    private static VerificationException unverified(TrustRefusal refusal) {
        return new VerificationException(
                new Verification(
                        List.of(), Optional.of(refusal), "It is not trusted.", List.of(), Set.of(), Instant.EPOCH),
                new Evidence(Path.of("a"), "a", 1, Map.of(), Optional.empty(), List.of()));
    }

    private static RequirementResult finding(RequirementResult.Status status, Map<String, List<String>> packages) {
        Requirement requirement = new Requirement(
                "zlib",
                "sample compresses.",
                new Requirement.Tool("zlib", Map.of(), Map.of()),
                Condition.ALWAYS,
                packages);
        return new RequirementResult(requirement, status, Optional.empty(), "no zlib.h", List.of());
    }

    private static Exception dependencies(
            RequirementResult.Status status, Map<String, List<String>> packages, String command) {
        return DependencyFailures.of(
                new CheckReport(List.of(finding(status, packages))), DEBIAN, new InstallCommand(command, false));
    }

    static Stream<Arguments> everyFailure() {
        List<Arguments> all = new ArrayList<>();
        for (FetchException.Kind kind : FetchException.Kind.values()) {
            all.add(Arguments.of(kind.name(), FetchFailures.of(kind, "It could not be fetched")));
        }
        for (TrustRefusal refusal : TrustRefusal.values()) {
            all.add(Arguments.of(refusal.name(), unverified(refusal)));
        }
        for (UnpackException.Kind kind : UnpackException.Kind.values()) {
            all.add(Arguments.of(kind.name(), UnpackFailures.of(kind)));
        }
        for (BuildRefusedException.Reason reason : BuildRefusedException.Reason.values()) {
            all.add(Arguments.of(reason.name(), BuildFailures.refused(reason)));
        }
        for (LauncherException.Kind kind : LauncherException.Kind.values()) {
            all.add(Arguments.of(kind.name(), LauncherFailures.of(kind)));
        }
        for (ProcessException.Kind kind : ProcessException.Kind.values()) {
            all.add(Arguments.of(kind.name(), ProcessFailures.of(kind)));
        }
        for (InstallationException.Kind kind : InstallationException.Kind.values()) {
            all.add(Arguments.of(kind.name(), InstallationFailures.of(kind, "apt-get install -y patch", "")));
        }
        for (Outcome.End end : Outcome.End.values()) {
            all.add(Arguments.of(end.name(), BuildFailures.step(Step.MAKE, end, Optional.empty())));
        }
        for (FirstError.Kind kind : FirstError.Kind.values()) {
            all.add(Arguments.of(
                    kind.name(),
                    BuildFailures.step(Step.MAKE, Outcome.End.EXITED, Optional.of(BuildFailures.error(kind)))));
        }
        for (RequirementResult.Status status : RequirementResult.Status.values()) {
            if (!status.ok()) {
                all.add(Arguments.of(status.name(), dependencies(status, Map.of(), "")));
            }
        }
        all.add(Arguments.of("RECIPE", new RecipeException("mesoss", "it is not there", true)));
        all.add(Arguments.of("VERSION", new UnknownVersionException("mesos", "9.9", List.of("0.24.0"))));
        all.add(Arguments.of("KEYS", catchThrowable(() -> KeyRing.read(Path.of("no", "such", "KEYS")))));
        all.add(Arguments.of("FULL", new IOException("write: No space left on device")));
        all.add(Arguments.of("DENIED", new AccessDeniedException("/opt/sample")));
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyFailure")
    void everyFailureHasASentenceAndANextStepThatNamesAParameterOrACommand(String kind, Exception failure) {
        ExplainedFailure explained = explain(failure).orElseThrow();
        assertThat(explained.what()).matches("(?s)[A-Z].*[^.]\\.");
        assertThat(explained.next()).isNotBlank();
        if (!BY_HAND.contains(kind)) {
            assertThat(explained.next())
                    .containsPattern("mesos[.:][a-z]|mvn |settings\\.xml|-DskipTests|apt-get|Run the goal again");
        }
        assertThat(explained.message()).startsWith(explained.what()).endsWith(explained.next());
    }

    static Stream<Arguments> frequentOnes() {
        Pin pin = new Pin(new Digest(Digest.Algorithm.SHA256, "a".repeat(64)), "mesos.archive.sha256");
        return Stream.of(
                Arguments.of(
                        new UnknownVersionException("mesos", "9.9", List.of("0.24.0", "0.28.0")),
                        "Set mesos.version to one that it knows (0.24.0, 0.28.0), or: " + SECOND_OPINION),
                Arguments.of(
                        new RecipeException("mesoss", "it is not there", true),
                        "Set mesos.recipe to the name of a bundled recipe or to the path of a recipe file."),
                Arguments.of(
                        FetchFailures.of(FetchException.Kind.NOT_FOUND, "404"),
                        "Check mesos.version and the address. " + OTHER_SOURCE),
                Arguments.of(
                        FetchFailures.of(FetchException.Kind.CONNECT, "refused"),
                        "Check the network and the <proxies> of your settings.xml; what arrived is kept, and the next run"
                                + " goes on from there. " + OTHER_SOURCE),
                Arguments.of(
                        FetchFailures.of(FetchException.Kind.OFFLINE, "offline"),
                        "Run this once without -o; after that the archive comes from the cache:\n    mvn go-offline\n"
                                + "Or name a copy on this machine with -Dmesos.archive.file=FILE."),
                Arguments.of(
                        FetchFailures.wrongDigest(pin, new Digest(Digest.Algorithm.SHA256, "b".repeat(64))),
                        "The file was set aside and is not used. If the digest in mesos.archive.sha256 is not the right"
                                + " one, correct it; if it is, do not trust that source. " + OTHER_SOURCE),
                Arguments.of(
                        FetchFailures.wrongDigest(
                                new Pin(pin.digest(), "recipe mesos"),
                                new Digest(Digest.Algorithm.SHA256, "b".repeat(64))),
                        "The file was set aside and is not used. If you know the file to be right all the same, give its"
                                + " digest with -Dmesos.archive.sha512=DIGEST (or sha256); if not, do not trust that source. "
                                + OTHER_SOURCE),
                Arguments.of(
                        unverified(TrustRefusal.BAD_SIGNATURE),
                        "The file was set aside and is not used. Do not trust where it came from. " + OTHER_SOURCE),
                Arguments.of(
                        unverified(TrustRefusal.UNKNOWN_KEY),
                        "The file was set aside and is not used. Get the project's KEYS file from its own site and give"
                                + " it with -Dmesos.keys=FILE."),
                Arguments.of(
                        unverified(TrustRefusal.MD5_ONLY), "The file was set aside and is not used. " + SECOND_OPINION),
                Arguments.of(
                        UnpackFailures.of(UnpackException.Kind.CORRUPT),
                        "The archive itself is damaged although it is the one that was vouched for: check"
                                + " mesos.archive.sha512 (or sha256), or take another version. It is fetched anew when "
                                + UnpackFailures.of(UnpackException.Kind.CORRUPT)
                                        .archive() + " is removed."),
                Arguments.of(
                        UnpackFailures.of(UnpackException.Kind.LIMIT),
                        "If the archive is to be trusted, raise mesos.unpack.maximumEntries."),
                Arguments.of(
                        dependencies(
                                RequirementResult.Status.MISSING,
                                Map.of("debian", List.of("zlib1g-dev")),
                                "sudo apt-get install -y zlib1g-dev"),
                        "Install what is missing:\n    sudo apt-get install -y zlib1g-dev\n"
                                + "or let this plugin do it: -Dmesos.installDependencies=true"),
                Arguments.of(
                        DependencyFailures.of(
                                ZLIB_IS_MISSING,
                                DEBIAN,
                                new InstallCommand("apt-get update && apt-get install -y zlib1g-dev", true)),
                        "Install what is missing; run this as root:\n"
                                + "    apt-get update && apt-get install -y zlib1g-dev"),
                Arguments.of(
                        DependencyFailures.after(
                                List.of("make", "zlib1g-dev"),
                                ZLIB_IS_MISSING,
                                DEBIAN,
                                new InstallCommand("apt-get install -y zlib1g-dev", false)),
                        "Installing make zlib1g-dev did not help. The build uses a compiler or a JDK that looks elsewhere:"
                                + " check CC, CXX and mesos.javaHome. If the release builds all the same:"
                                + " -Dmesos.checkDependencies.skip=true"),
                Arguments.of(
                        InstallationFailures.of(
                                InstallationException.Kind.NO_PRIVILEGE, "apt-get install -y patch", ""),
                        "Run this as root:\n    apt-get install -y patch"),
                Arguments.of(
                        BuildFailures.poorJavaHome(true),
                        JAVA_HOME + " To build without the Java bindings: -Dmesos.java=false"),
                Arguments.of(BuildFailures.poorJavaHome(false), JAVA_HOME),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.NOT_PROVED),
                        "The installation is marked incomplete; the next build makes it again. To see more, run the program"
                                + " by hand:\n    cd /opt/sample && env -i JAVA_HOME=/opt/jdk /opt/sample/bin/sample-cli"
                                + " --version </dev/null\nIf it needs a variable, set it with"
                                + " -Dmesos.environment.NAME=value."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.UNKNOWN_OPTION),
                        "Did you mean --enable-extra? Correct mesos.configureArguments."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.FOREIGN_DIRECTORY),
                        "Set mesos.installDirectory to an empty directory or to one that is not there yet."),
                Arguments.of(BuildFailures.refused(BuildRefusedException.Reason.UNWRITABLE), ELSEWHERE),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.UNSAFE_NAME),
                        "Set mesos.workDirectory to a directory whose path has letters, digits, '/', '-', '_' and '.' only,"
                                + " for example -Dmesos.workDirectory=/var/tmp/mesos. The project can stay where it is."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.NO_EXEC),
                        "Set mesos.cacheDirectory to a directory on another file system, or let root run 'mount -o"
                                + " remount,exec' on that mount point."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.VANISHED),
                        "Run the goal again when nothing removes files there any more; it starts over."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.NO_SPACE),
                        "Make room, or set mesos.workDirectory to a directory on another file system. To try it all the"
                                + " same, say how many MiB are enough: -Dmesos.disk=MIB."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.NO_JDK),
                        "Install the whole JDK (on Debian default-jdk-headless), name another one with"
                                + " -Dmesos.javaHome=DIR, or build without the bindings: -Dmesos.java=false."),
                Arguments.of(
                        BuildFailures.step(
                                Step.MAKE,
                                Outcome.End.EXITED,
                                Optional.of(BuildFailures.error(FirstError.Kind.MISSING_HEADER))),
                        "The header the-hint is not on this machine: " + REQUIREMENTS),
                Arguments.of(
                        BuildFailures.step(
                                Step.MAKE,
                                Outcome.End.EXITED,
                                Optional.of(BuildFailures.error(FirstError.Kind.KILLED))),
                        "The machine ran out of memory as a rule, and there were no fewer jobs to go on with: give it"
                                + " more memory or swap, take a -j out of mesos.makeArguments, or let the compiler need less"
                                + " (-Dmesos.configureArguments=CXXFLAGS=-O1). What is finished is kept."),
                Arguments.of(
                        BuildFailures.step(
                                Step.MAKE,
                                Outcome.End.EXITED,
                                Optional.of(BuildFailures.error(
                                        FirstError.Kind.JAVA,
                                        "Plugin a:b:1 or one of its dependencies could not be resolved"))),
                        "The Maven that make runs could not get what it needs: check the network and the <mirrors>, <proxies>"
                                + " and <servers> of your settings.xml, or fetch it beforehand with 'mesos:go-offline'; without"
                                + " the Java bindings none is run: -Dmesos.java=false. What is finished is kept."),
                Arguments.of(
                        BuildFailures.step(Step.MAKE, Outcome.End.TIMED_OUT, Optional.empty()),
                        "All its processes were ended. Raise mesos.timeoutSeconds if it only needs longer; what is"
                                + " finished is kept."),
                Arguments.of(
                        BuildFailures.step(
                                Step.CHECK,
                                Outcome.End.EXITED,
                                Optional.of(BuildFailures.error(FirstError.Kind.TEST_FAILED))),
                        "To install without the release's own tests: -DskipTests"),
                Arguments.of(
                        ProcessFailures.of(ProcessException.Kind.PROGRAM_MISSING),
                        "Install it, or put it on the PATH; 'mesos:check-dependencies' says which package gives it."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frequentOnes")
    void whatToDoIsSaidInTheseWords(Exception failure, String next) {
        assertThat(explain(failure).orElseThrow().next()).isEqualTo(next);
    }

    @Test
    void aStepThatFailedShowsItsFirstErrorAndTheEndOfItsLog() {
        ExplainedFailure explained = explain(BuildFailures.step(
                        Step.CHECK, Outcome.End.EXITED, Optional.of(BuildFailures.error(FirstError.Kind.TEST_FAILED))))
                .orElseThrow();
        assertThat(explained.message()).isEqualTo("""
                        The step check failed with exit status 2 after 61 s.
                        The first error: a.cc:7: it is wrong
                        Target: a.o
                        Command: g++ -c a.cc
                            context
                        The last lines of the log:
                            one
                            make: *** Error 1
                        Log: /logs/check.log
                        To install without the release's own tests: -DskipTests""");
    }

    @Test
    void testsThatFailedShowTheirFirstLinesAndHowToRunOneAlone() {
        TestReport report = TestReports.of("sample 1.0.0", 405, 5, 1, 12);
        assertThat(TestSummary.line(report)).isEqualTo("423 tests: 405 passed, 5 skipped, 1 flaky, 12 failed");
        ExplainedFailure explained = explain(BuildFailures.tests(report)).orElseThrow();
        assertThat(explained.what()).isEqualTo("12 of 423 tests of sample 1.0.0 failed.");
        assertThat(explained.details())
                .startsWith("""
                        Failed: FailedTest.T0
                            a.cc:7: Failure
                            Expected: 1
                            Actual: 2
                            Log: /logs/tests/a.log
                        Failed: FailedTest.T1
                        """)
                .contains("FailedTest.T9\n", "and 2 more")
                .doesNotContain("FailedTest.T10")
                .endsWith("Report: /reports/TEST-sample-1.0.0.xml");
        assertThat(explained.next()).isEqualTo("""
                        To run it alone: -Dmesos.test=FailedTest.T0
                        To go on in spite of it: -Dmesos.test.failureIgnore=true
                        To install without the release's own tests: -DskipTests""");
    }

    @Test
    void aPackageManagerThatFailedIsHeard() {
        String output = "line 1\n".repeat(20) + "E: Unable to locate package patch\n";
        ExplainedFailure explained = explain(
                        InstallationFailures.of(InstallationException.Kind.FAILED, "apt-get install -y patch", output))
                .orElseThrow();
        assertThat(explained.details()).contains("E: Unable to locate package patch");
        assertThat(explained.details().lines()).hasSize(10);
        assertThat(explained.next()).isEqualTo("Run this by hand:\n    apt-get install -y patch");
    }

    @Test
    void aMissingPackageManagerLeavesTheNames() {
        assertThat(explain(InstallationFailures.of(InstallationException.Kind.NO_PACKAGE_MANAGER, "", ""))
                        .orElseThrow()
                        .next())
                .isEqualTo("Install these packages by hand: patch zlib1g-dev");
    }

    @Test
    void whatOnlyACompilerCouldTellIsInOneClauseBehindWhatIsMissing() {
        List<RequirementResult> findings = new ArrayList<>(ZLIB_IS_MISSING.findings());
        findings.add(finding(RequirementResult.Status.UNCHECKED, Map.of()));
        findings.add(finding(RequirementResult.Status.UNCHECKED_FOUND, Map.of()));
        assertThat(DependencyFailures.of(new CheckReport(findings), DEBIAN, InstallCommand.NONE))
                .hasMessage("This machine cannot build sample 1.0.0: zlib is missing (no zlib.h); zlib, zlib cannot be"
                        + " checked without a compiler.");
    }

    @Test
    void theTableOfRequirementsIsShown() {
        ExplainedFailure explained = explain(dependencies(RequirementResult.Status.TOO_OLD, Map.of(), ""))
                .orElseThrow();
        assertThat(explained.what()).isEqualTo("This machine cannot build sample 1.0.0: zlib is too old (no zlib.h).");
        assertThat(explained.details()).startsWith("REQUIREMENT").contains("sample compresses.");
    }

    @Test
    void aToolThatCouldNotBeStartedIsExplainedThroughTheErrorAroundIt() {
        ProcessException cause = ProcessFailures.of(ProcessException.Kind.NOT_STARTED);
        assertThat(explain(new IOException("around", cause))).isEqualTo(explain(cause));
    }

    private static final ParameterPlaces PLACES = new ParameterPlaces(Map.of(
            "mesos.workDirectory", Path.of("/project/target/mesos"),
            "mesos.cacheDirectory", Path.of("/home/me/.m2/repository/.cache/mesos-maven-plugin"),
            "mesos.cluster.directory", Path.of("/project/target/mesos/cluster")));

    private static String next(Throwable failure) {
        return Remedies.explain(failure, "mvn go-offline", PLACES).orElseThrow().next();
    }

    @Test
    void ofAllParametersTheOneIsNamedThatDecidesWhereTheFileIs() {
        assertThat(next(new AccessDeniedException("/home/me/.m2/repository/.cache/mesos-maven-plugin/archives/locks")))
                .endsWith(", or choose another place with mesos.cacheDirectory.");
        assertThat(next(new AccessDeniedException("/project/target/mesos/cluster/state.json")))
                .endsWith(", or choose another place with mesos.cluster.directory.");
        assertThat(next(new NotDirectoryException("/project/target")))
                .as("what is above a directory decides, too")
                .contains("another place with mesos.");
        assertThat(next(new AccessDeniedException("/etc/shadow")))
                .isEqualTo("Give yourself the right to read and write it.");
        assertThat(next(new FileSystemException(
                        "/project/target/mesos/sample-1.0.0/steps/x", null, "No space left on device")))
                .isEqualTo("Make room, or set mesos.workDirectory to a directory on another file system.");
        assertThat(next(new FileSystemException("/project/target/mesos/x", null, "Read-only file system")))
                .contains("mesos.workDirectory");
    }

    @Test
    void whatVanishedIsNoFaultOfOurs(@TempDir Path directory) {
        IOException gone =
                catchThrowableOfType(IOException.class, () -> Files.readString(directory.resolve("target/mesos/log")));
        ExplainedFailure explained = explain(gone).orElseThrow();
        assertThat(explained.what()).isEqualTo("The file or directory " + directory + "/target/mesos/log is missing.");
        assertThat(explained.next()).contains("Run the goal again");
        assertThat(explain(new UncheckedIOException(gone))).contains(explained);
    }

    @Test
    void anArchiveThatIsGoneCannotBeMadeReadable() {
        assertThat(next(UnpackFailures.of(UnpackException.Kind.UNREADABLE)))
                .isEqualTo("Somebody removed it just now. Run the goal again, and it is fetched anew.");
    }

    @Test
    void tooManyOpenFilesAreTheLimitWhereverTheyAreNoticed() {
        FileSystemException cause = new FileSystemException("/cache/archives/a.part", null, "Too many open files");
        for (Exception failure : List.of(
                cause,
                new IOException("around", cause),
                new IOException("around", new Exception("It cannot be written", cause)),
                ProcessFailures.of(ProcessException.Kind.TOO_MANY_FILES))) {
            assertThat(next(failure)).contains("ulimit -n 4096").doesNotContain("Directory");
        }
    }

    @Test
    void aFileOfThisMachineIsNoAnswerOfALoginPage() {
        Source.LocalFile file = new Source.LocalFile(Path.of("/tmp/junk"));
        assertThat(next(FetchFailures.of(FetchException.Kind.NOT_THE_ARCHIVE, file, "/tmp/junk is empty")))
                .isEqualTo(
                        "Check mesos.archive.file or mesos.archive.directory: the file is damaged, or another one than the"
                                + " release's archive.");
        Source.Remote local = new Source.Remote(URI.create("file:///tmp/junk"), Optional.empty());
        assertThat(next(FetchFailures.of(FetchException.Kind.NOT_THE_ARCHIVE, local, "/tmp/junk is empty")))
                .startsWith("Check mesos.version, mesos.archive.url, mesos.mirrors and the urls of the recipe:");
        assertThat(next(FetchFailures.of(FetchException.Kind.UNREADABLE, local, "/tmp/junk cannot be read")))
                .isEqualTo("Make that file readable, or name another one: check mesos.version, mesos.archive.url,"
                        + " mesos.mirrors and the urls of the recipe.");
        Source.Remote server = new Source.Remote(URI.create("https://host/a.tar.gz"), Optional.empty());
        assertThat(next(FetchFailures.of(FetchException.Kind.NOT_THE_ARCHIVE, server, "It is an HTML page")))
                .startsWith("A login page or a proxy");
    }

    @Test
    void aStartUpFileThatIsADirectoryNeedsNoHand(@TempDir Path directory) throws Exception {
        assertThat(next(catchThrowable(() -> new ShellBlock(directory).put("x"))))
                .isEqualTo("Set mesos.env.file to a regular file that you may read and write, or leave it out.");
        Path half = Files.writeString(directory.resolve("half"), "# >>> mesos-maven-plugin >>>\n");
        assertThat(next(catchThrowable(() -> new ShellBlock(half).put("x"))))
                .isEqualTo("Correct that line by hand, or name another file with mesos.env.file.");
    }

    @Test
    void configureIsOnlySaidToHaveALogIfItHasOne() {
        assertThat(next(BuildFailures.configure("unrecognized option: `-x'", Optional.empty())))
                .isEqualTo("Correct mesos.configureArguments; 'configure --help' lists what there is.");
        assertThat(next(BuildFailures.configure("cannot find libz", Optional.empty())))
                .isEqualTo("the-hint " + REQUIREMENTS);
        assertThat(next(BuildFailures.configure("cannot find libz", Optional.of(Path.of("/work/build/config.log")))))
                .isEqualTo("the-hint The details are in /work/build/config.log; " + REQUIREMENTS);
    }

    @Test
    void aFullFileSystemIsThatOfTheFileWhichCouldNotBeWritten() {
        assertThat(next(full(Step.MAKE, "error writing to /tmp/ccAb12Cd.s: No space left on device")))
                .startsWith("Make room, or set mesos.environment.TMPDIR to");
        assertThat(next(full(
                        Step.MAKE,
                        "/tmp/ccb0hoaA.s: Fatal error: can't write 124 bytes to section .text of a.o: 'No space left on"
                                + " device'")))
                .startsWith("Make room, or set mesos.workDirectory to");
        assertThat(next(full(Step.MAKE, "a.o: No space left on device")))
                .startsWith("Make room, or set mesos.workDirectory to");
        assertThat(next(full(Step.INSTALL, "cp: error writing 'x': No space left on device")))
                .startsWith("Make room, or set mesos.installDirectory, or without it mesos.cacheDirectory, to");
        assertThat(next(full(
                        Step.MAKE,
                        "/home/me/.m2/repository/.cache/mesos-maven-plugin/compiler-cache/a: No space left on device")))
                .startsWith("Make room, or set mesos.cacheDirectory to");
    }

    private static Exception full(Step step, String message) {
        return BuildFailures.step(
                step, Outcome.End.EXITED, Optional.of(BuildFailures.error(FirstError.Kind.NO_SPACE, message)));
    }

    @Test
    void aWrongRecipeIsToBeCorrectedAndAMissingOneToBeNamed(@TempDir Path directory) throws Exception {
        Path recipe = Files.writeString(directory.resolve("recipe.yaml"), "a: [");
        RecipeReader reader = new RecipeReader(FileObserver.NONE);
        assertThat(next(catchThrowable(() -> reader.read("recipe.yaml", directory))))
                .isEqualTo("Correct the recipe, or set mesos.recipe to another one.");
        assertThat(next(catchThrowable(() -> reader.read("none.yaml", directory))))
                .startsWith("Set mesos.recipe to the name of a bundled recipe");
        assertThat(recipe).exists();
    }

    @Test
    void whatNobodyForesawHasNoRemedy() {
        assertThat(explain(new IllegalStateException("a bug"))).isEmpty();
        assertThat(explain(new IOException("Connection reset"))).isEmpty();
    }

    private static Optional<ExplainedFailure> explain(Throwable failure) {
        return Remedies.explain(failure, "mvn go-offline");
    }
}
