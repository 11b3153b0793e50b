package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.OpenFiles;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.steps.log.FirstError;
import io.github.mesosbuild.testing.TestReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Failures of this package, for tests of their messages and remedies. */
public final class BuildFailures {
    private static final Path PLACE = Path.of("/opt/sample");

    private static final Command PROOF = new Command(
            "proof",
            List.of("/opt/sample/bin/sample-cli", "--version"),
            PLACE,
            Map.of("JAVA_HOME", "/opt/jdk"),
            Path.of("/logs/proof.log"),
            Duration.ZERO,
            Duration.ZERO);

    private BuildFailures() {}

    public static ReproducibleException of(ReproducibleException.Kind kind) {
        return switch (kind) {
            case PREFIX_EXISTS -> ReproducibleException.prefixExists(PLACE);
            case IGNORES_DESTDIR -> ReproducibleException.ignoresDestdir("sample 1.0.0", PLACE);
        };
    }

    public static BuildRefusedException refused(BuildRefusedException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_OPTION ->
                BuildRefusedException.unknownOption("sample 1.0.0", "--enable-extras", List.of("--enable-extra"));
            case FOREIGN_DIRECTORY -> PlaceRefusals.foreignDirectory(PLACE);
            case NO_SPACE -> PlaceRefusals.noSpace(PLACE, 2500L << 20, 100L << 20);
            case UNSAFE_NAME ->
                PlaceRefusals.unsafeName(new ChosenDirectory(Path.of("/opt/my sample"), ChosenDirectory.WORK), " ");
            case UNWRITABLE ->
                PlaceRefusals.unwritable(new ChosenDirectory(PLACE, ChosenDirectory.INSTALL), "Read-only file system");
            case NO_EXEC ->
                PlaceRefusals.noExec(
                        new ChosenDirectory(PLACE, ChosenDirectory.CACHE),
                        new Mounts.Mount("2", "1", Path.of("/opt"), Set.of("noexec")));
            case FOREIGN_OWNER -> PlaceRefusals.foreignOwner(new ChosenDirectory(PLACE, ChosenDirectory.WORK), "alice");
            case NO_TEMPORARY -> PlaceRefusals.noTemporary(PLACE, "it does not exist");
            case NO_FILES -> PlaceRefusals.noFiles(new OpenFiles(60, 64));
            case VANISHED -> BuildRefusedException.vanished(Step.MAKE, PLACE, new IOException("gone"));
            case NO_CONFIGURE -> BuildRefusedException.noConfigure("sample 1.0.0", PLACE.resolve("configure"));
            case NO_PROGRAM_TO_PREPARE ->
                BuildRefusedException.noProgramToPrepare("sample 1.0.0", "autoreconf", PLACE.resolve("configure"));
            case NO_OTHER_CONFIGURE -> BuildRefusedException.noOtherConfigure("sample 1.0.0", "cmake");
            case NO_PROGRAM_TO_PATCH -> ApplyPatches.noProgram("sample 1.0.0");
            case PATCH_FAILED ->
                ApplyPatches.refused(
                        "sample 1.0.0", "fix.patch", ": hunk 1 of a.c does not match line 7 and those after it.");
            case OTHER_BUILD_SYSTEM -> noConfigure("CMakeLists.txt");
            case NOTHING_INSTALLED -> BuildRefusedException.nothingInstalled("sample 1.0.0", PLACE);
            case NO_JDK ->
                BuildRefusedException.noJdk(
                        "sample 1.0.0",
                        new Jdk(PLACE, Optional.empty(), "", "amd64", List.of("no bin/javac", "no include/jni.h")));
            case WRONG_JAVA_HOME -> BuildRefusedException.noJavaHome(PLACE);
            case MAVEN_OFFLINE -> BuildRefusedException.mavenFails("sample 1.0.0", Optional.of(maven(true)), "No POM.");
            case MAVEN_FAILS -> BuildRefusedException.mavenFails("sample 1.0.0", Optional.of(maven(false)), "No POM.");
            case NO_MEMORY -> BuildRefusedException.noMemory("sample 1.0.0", 1000L << 20, 700L << 20);
            case SHARED_SCRIPT ->
                BuildRefusedException.sharedScript(
                        Path.of("/w/mesos-env.sh"), Path.of("/opt/release"), Path.of("/opt/debug"));
            case NOT_BUILT -> BuildRefusedException.notBuilt("sample 1.0.0", Step.MAKE, PLACE);
            case NO_TEST_SELECTED -> BuildRefusedException.noTestSelected("sample 1.0.0", List.of("Nothing.*"));
            case NO_TEST_SELECTABLE -> BuildRefusedException.noTestSelectable("sample 1.0.0", List.of("Nothing.*"));
            case NO_TEST_EXCLUDABLE -> BuildRefusedException.noTestExcludable("sample 1.0.0", List.of("tests.slow"));
            case NO_TEST_USER -> BuildRefusedException.noTestUser("alice", new Exception("There is no user alice."));
            case NOT_PROVED -> BuildRefusedException.notProved(PROOF, "sample 1.0.0", "Segfault\n");
        };
    }

    /** The failure for a JDK, set by its parameter, that lacks what the release or only its Java bindings need. */
    public static BuildRefusedException poorJavaHome(boolean onlyForBindings) {
        return BuildRefusedException.poorJavaHome("sample 1.0.0", PLACE, List.of("no include/jni.h"), onlyForBindings);
    }

    /** The failure for sources without configure, in a new directory that has this other file. */
    public static BuildRefusedException noConfigure(String other) {
        try {
            Path sources = Files.createTempDirectory("sources");
            Path file = Files.createFile(sources.resolve(other));
            try {
                return BuildRefusedException.noConfigure("sample 1.0.0", sources.resolve("configure"));
            } finally {
                Files.delete(file);
                Files.delete(sources);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NestedMaven maven(boolean offline) {
        return new NestedMaven(
                "mvn", PLACE, Optional.empty(), Optional.empty(), Path.of("/home/me/.m2/repository"), offline, "");
    }

    /** A step that ended after 61 s, with limits of 10 s and 5 s. */
    public static StepFailedException step(Step step, Outcome.End end, Optional<FirstError> firstError) {
        Command command = new Command(
                step.id(),
                List.of("make"),
                PLACE,
                Map.of(),
                Path.of("/logs/" + step.id() + ".log"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
        Outcome outcome = new Outcome(command, end, 2, Duration.ofSeconds(61), 0, 0, 0, List.of());
        return new StepFailedException(
                step, outcome, firstError, Optional.empty(), Optional.empty(), List.of("one", "make: *** Error 1"));
    }

    /** A make that failed with these words and variables. */
    public static StepFailedException make(List<String> argv, Map<String, String> environment, FirstError error) {
        Command command =
                new Command("make", argv, PLACE, environment, Path.of("/logs/make.log"), Duration.ZERO, Duration.ZERO);
        Outcome outcome = new Outcome(command, Outcome.End.EXITED, 2, Duration.ofSeconds(61), 0, 0, 0, List.of());
        return new StepFailedException(
                Step.MAKE, outcome, Optional.of(error), Optional.empty(), Optional.empty(), List.of());
    }

    /** A configure that failed because of its arguments, or in a check. */
    public static StepFailedException configure(String message, Optional<Path> configLog) {
        StepFailedException failure =
                step(Step.CONFIGURE, Outcome.End.EXITED, Optional.of(error(FirstError.Kind.CONFIGURE, message)));
        return new StepFailedException(
                Step.CONFIGURE,
                failure.outcome(),
                failure.firstError(),
                Optional.empty(),
                configLog,
                failure.lastLines());
    }

    /** Tests that failed. */
    public static TestsFailedException tests(TestReport report) {
        return new TestsFailedException(report, false);
    }

    /** Some tests failed that make ran at once. */
    public static TestsFailedException testsTogether(TestReport report) {
        return new TestsFailedException(report, true);
    }

    /** An error in a file, whose hint is {@code the-hint}. */
    public static FirstError error(FirstError.Kind kind) {
        return error(kind, "it is wrong");
    }

    /** The same error with another message. */
    public static FirstError error(FirstError.Kind kind, String message) {
        return new FirstError(
                kind,
                message,
                Optional.of("g++ -c a.cc"),
                Optional.of("/build/it's here"),
                Optional.of("a.cc"),
                OptionalInt.of(7),
                Optional.of("a.o"),
                List.of("context"),
                Optional.of("the-hint"));
    }
}
