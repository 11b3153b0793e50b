package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.UnpackFailures;
import io.github.mesosbuild.bundle.BundleException;
import io.github.mesosbuild.bundle.BundleFailures;
import io.github.mesosbuild.bundle.RelocationException;
import io.github.mesosbuild.draft.DraftException;
import io.github.mesosbuild.draft.DraftFailures;
import io.github.mesosbuild.env.ShellBlock;
import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.failure.Failure;
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
import io.github.mesosbuild.steps.ReproducibleException;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.log.FirstError;
import io.github.mesosbuild.testing.FailedRun;
import io.github.mesosbuild.testing.TestCase;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestReports;
import io.github.mesosbuild.testing.TestResult;
import io.github.mesosbuild.testing.TestVerdict;
import io.github.mesosbuild.verify.Evidence;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.SigningException;
import io.github.mesosbuild.verify.SigningFailures;
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
import java.time.Duration;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RemediesTest {
    private static final String OTHER_SOURCE =
            "Use another mirror with -Dmesos.mirrors=URL, or a local copy with -Dmesos.archive.file=FILE.";
    private static final String PIN_OR_KEYS =
            "in the digest you trust with -Dmesos.archive.sha512=DIGEST (or sha256), or name a file of the signers' public keys"
                    + " with -Dmesos.keys=FILE.";
    private static final String SECOND_OPINION = "P" + PIN_OR_KEYS;
    private static final String REPACK =
            "Repack it as a plain tar.gz, and use that with -Dmesos.archive.file=FILE and -Dmesos.archive.sha256=DIGEST.";
    private static final String ELSEWHERE = "Set mesos.installDirectory to a directory that you can write to.";
    private static final String REQUIREMENTS =
            "'mesos:check-dependencies' names the package that provides it, if the recipe lists one.";
    private static final Distribution DEBIAN =
            new Distribution("debian", "12", "Debian GNU/Linux 12", Distribution.Family.DEBIAN);

    private static final String JAVA_HOME =
            "Correct mesos.javaHome, or remove it to use the JDK of Maven's toolchains, or else the JDK that runs Maven.";
    private static final CheckReport ZLIB_IS_MISSING = new CheckReport(
            List.of(finding(RequirementResult.Status.MISSING, Map.of("debian", List.of("zlib1g-dev")))));

    /** Failures for which neither a parameter nor a command helps. */
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
            "PLACEHOLDER",
            "NOT_UTF8",
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
        for (SigningException.Kind kind : SigningException.Kind.values()) {
            all.add(Arguments.of(kind.name(), SigningFailures.of(kind)));
        }
        for (BundleException.Kind kind : BundleException.Kind.values()) {
            all.add(Arguments.of(kind.name(), BundleFailures.of(kind)));
        }
        for (DraftException.Kind kind : DraftException.Kind.values()) {
            all.add(Arguments.of(kind.name(), DraftFailures.of(kind)));
        }
        for (RelocationException.Kind kind : RelocationException.Kind.values()) {
            all.add(Arguments.of(kind.name(), BundleFailures.of(kind)));
        }
        for (ReproducibleException.Kind kind : ReproducibleException.Kind.values()) {
            all.add(Arguments.of(kind.name(), BuildFailures.of(kind)));
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
    void everyFailureHasASentenceAndARemedyThatNamesAParameterOrCommand(String kind, Exception failure) {
        ExplainedFailure explained = explain(failure).orElseThrow();
        assertThat(explained.what()).matches("(?s)[A-Z].*[^.]\\.");
        assertThat(explained.next()).isNotBlank();
        if (!BY_HAND.contains(kind)) {
            assertThat(explained.next())
                    .containsPattern("mesos[.:][a-z]|mvn |settings\\.xml|-DskipTests|apt-get|Run the goal again");
        }
        assertThat(explained.message()).startsWith(explained.what()).endsWith(explained.next());
    }

    static Stream<Arguments> frequentFailures() {
        Pin pin = new Pin(new Digest(Digest.Algorithm.SHA256, "a".repeat(64)), "mesos.archive.sha256");
        return Stream.of(
                Arguments.of(
                        new UnknownVersionException("mesos", "9.9", List.of("0.24.0", "0.28.0")),
                        "Set mesos.version to a pinned version (0.24.0, 0.28.0). For any other version, p"
                                + PIN_OR_KEYS),
                Arguments.of(
                        new RecipeException("mesoss", "it is not there", true),
                        "Set mesos.recipe to the name of a bundled recipe or to the path of a recipe file."),
                Arguments.of(
                        FetchFailures.of(FetchException.Kind.NOT_FOUND, "404"),
                        "Check mesos.version and the URL. " + OTHER_SOURCE),
                Arguments.of(
                        FetchFailures.of(FetchException.Kind.CONNECT, "refused"),
                        "Check the network and the <proxies> in your settings.xml. The next run resumes the download. "
                                + OTHER_SOURCE),
                Arguments.of(
                        FetchFailures.of(FetchException.Kind.OFFLINE, "offline"),
                        "Run this command once without -o to put the archive in the cache:\n    mvn go-offline\n"
                                + "Or use a local copy with -Dmesos.archive.file=FILE."),
                Arguments.of(
                        FetchFailures.wrongDigest(pin, new Digest(Digest.Algorithm.SHA256, "b".repeat(64))),
                        "The file was set aside and is not used. If the digest in mesos.archive.sha256 is wrong,"
                                + " correct it; otherwise do not trust that source. " + OTHER_SOURCE),
                Arguments.of(
                        FetchFailures.wrongDigest(
                                new Pin(pin.digest(), "recipe mesos"),
                                new Digest(Digest.Algorithm.SHA256, "b".repeat(64))),
                        "The file was set aside and is not used. If you are sure that the file is genuine, pin its"
                                + " digest with -Dmesos.archive.sha512=DIGEST (or sha256); otherwise do not trust that source. "
                                + OTHER_SOURCE),
                Arguments.of(
                        unverified(TrustRefusal.BAD_SIGNATURE),
                        "The file was set aside and is not used. Do not trust its source. " + OTHER_SOURCE),
                Arguments.of(
                        unverified(TrustRefusal.UNKNOWN_KEY),
                        "The file was set aside and is not used. Download the project's KEYS file from its own site,"
                                + " and name it with -Dmesos.keys=FILE."),
                Arguments.of(
                        unverified(TrustRefusal.MD5_ONLY), "The file was set aside and is not used. " + SECOND_OPINION),
                Arguments.of(
                        SigningFailures.of(SigningException.Kind.PASSPHRASE_MISSING),
                        "Put the passphrase into the <passphrase> of a <server> in your settings.xml, and name the server's ID"
                                + " with mesos.bundle.server."),
                Arguments.of(
                        SigningFailures.of(SigningException.Kind.GPG_CANNOT_ASK),
                        "Run 'export GPG_TTY=$(tty)' and then mvn in the same terminal. Where nobody can answer: put the"
                                + " passphrase into the <passphrase> of a <server> in your settings.xml, and name the server's"
                                + " ID with mesos.bundle.server."),
                Arguments.of(
                        SigningFailures.of(SigningException.Kind.GPG_MISSING),
                        "Install GnuPG (on Debian apt-get install gnupg), put it on the PATH, or sign without gpg:"
                                + " -Dmesos.bundle.signer=keyFile -Dmesos.bundle.keyFile=FILE."),
                Arguments.of(
                        SigningFailures.of(SigningException.Kind.SEVERAL_KEYS),
                        "'gpg --armor --export-secret-keys FINGERPRINT' exports one key. Name that file with"
                                + " mesos.bundle.keyFile. Or choose the key with mesos.bundle.gpgKey, and sign with gpg:"
                                + " -Dmesos.bundle.signer=gpg."),
                Arguments.of(
                        SigningFailures.of(SigningException.Kind.GPG_TIMED_OUT),
                        "If gpg waited for an answer, put the passphrase into the <passphrase> of a <server> in your"
                                + " settings.xml, and name the server's ID with mesos.bundle.server. If it still takes too"
                                + " long, run 'gpg --armor --detach-sign FILE' by hand to see why, or sign without gpg:"
                                + " -Dmesos.bundle.signer=keyFile -Dmesos.bundle.keyFile=FILE."),
                Arguments.of(
                        DraftFailures.of(DraftException.Kind.EXISTS),
                        "Write to another file with -Dmesos.recipe.file=FILE, or replace this one with"
                                + " -Dmesos.recipe.overwrite=true."),
                Arguments.of(DraftFailures.of(DraftException.Kind.NO_VERSION), "Set it with -Dmesos.version=VERSION."),
                Arguments.of(
                        BundleFailures.of(BundleException.Kind.MISSED),
                        "To build it here instead, leave out mesos.bundles.required. 'mesos:explain' lists what the"
                                + " repositories offer."),
                Arguments.of(
                        BundleFailures.of(BundleException.Kind.NOT_TRUSTED),
                        "Do not use it unless you know where it comes from. If you do, name the signer's public key with"
                                + " -Dmesos.bundles.keys=FILE, or pin the digest with -Dmesos.bundles.sha256=DIGEST."),
                Arguments.of(
                        BundleFailures.of(BundleException.Kind.NOT_DEPLOYED),
                        "Correct mesos.bundle.repository, or the <server> in your settings.xml that has its ID. Then run the goal"
                                + " again: the installation exists, so it only packs and uploads."),
                Arguments.of(
                        BundleFailures.of(BundleException.Kind.UNREACHABLE),
                        "Check mesos.bundles and the <servers>, <mirrors> and <proxies> in your settings.xml."),
                Arguments.of(
                        BundleFailures.of(RelocationException.Kind.NATIVE_CPU),
                        "Remove that flag from mesos.configureArguments, or name the oldest CPU that must run it, for example"
                                + " -march=x86-64-v2. Then build it again."),
                Arguments.of(
                        UnpackFailures.of(UnpackException.Kind.CORRUPT),
                        "The pinned or signed archive itself is damaged. Check mesos.archive.sha512 (or sha256), or use"
                                + " another version. To download it again, remove "
                                + UnpackFailures.of(UnpackException.Kind.CORRUPT)
                                        .archive() + "."),
                Arguments.of(
                        UnpackFailures.of(UnpackException.Kind.UNKNOWN_FORMAT),
                        "If the project also publishes one of these formats, name that file in the recipe"
                                + " (archive.file). " + REPACK),
                Arguments.of(
                        UnpackFailures.of(UnpackException.Kind.LOCALE),
                        "The archive is not at fault. Run Maven in a UTF-8 locale: LC_ALL=C.UTF-8 mvn ..."
                                + " ('locale -a' lists the locales of this machine)."),
                Arguments.of(
                        UnpackFailures.of(UnpackException.Kind.ENCODING),
                        "Some old releases have such names. Unpack the archive with tar, rename the file (for example"
                                + " with convmv). " + REPACK),
                Arguments.of(
                        BuildFailures.noConfigure("configure.ac"),
                        "Use the archive that the project publishes as a release. Or unpack this one, run 'autoreconf -fi'"
                                + " in it (or its autogen.sh or bootstrap), pack the directory as a tar.gz, and use that"
                                + " with -Dmesos.archive.file=FILE and -Dmesos.archive.sha256=DIGEST. A recipe can run such"
                                + " commands, too (build.prepare)."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.NO_PROGRAM_TO_PREPARE),
                        "Use the archive that the project publishes as a release, or install autoreconf. On Debian,"
                                + " autoreconf needs this: apt-get install autoconf automake libtool. The packages have these"
                                + " names elsewhere too."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.NO_CONFIGURE),
                        "The recipe does not match the archive: check mesos.recipe, mesos.version and the mesos.archive"
                                + " parameters."),
                Arguments.of(
                        UnpackFailures.of(UnpackException.Kind.LIMIT),
                        "If you trust the archive, raise mesos.unpack.maximumEntries."),
                Arguments.of(
                        dependencies(
                                RequirementResult.Status.MISSING,
                                Map.of("debian", List.of("zlib1g-dev")),
                                "sudo apt-get install -y zlib1g-dev"),
                        "Install the missing packages:\n    sudo apt-get install -y zlib1g-dev\n"
                                + "or let this plugin install them: -Dmesos.installDependencies=true"),
                Arguments.of(
                        DependencyFailures.of(
                                ZLIB_IS_MISSING,
                                DEBIAN,
                                new InstallCommand("apt-get update && apt-get install -y zlib1g-dev", true)),
                        "Install the missing packages as root:\n"
                                + "    apt-get update && apt-get install -y zlib1g-dev"),
                Arguments.of(
                        DependencyFailures.after(
                                List.of("make", "zlib1g-dev"),
                                ZLIB_IS_MISSING,
                                DEBIAN,
                                new InstallCommand("apt-get install -y zlib1g-dev", false)),
                        "Installing make zlib1g-dev did not help: the build uses a compiler or a JDK that looks elsewhere."
                                + " Check CC, CXX and mesos.javaHome. To build anyway:"
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
                        "The installation is marked incomplete, and the next build makes it again. To see more, run the program"
                                + " by hand:\n    cd /opt/sample && env -i JAVA_HOME=/opt/jdk /opt/sample/bin/sample-cli"
                                + " --version </dev/null\nIf it needs a variable, set it with"
                                + " -Dmesos.environment.NAME=value."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.UNKNOWN_OPTION),
                        "Did you mean --enable-extra? Correct mesos.configureArguments."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.FOREIGN_DIRECTORY),
                        "Set mesos.installDirectory to a new or empty directory."),
                Arguments.of(BuildFailures.refused(BuildRefusedException.Reason.UNWRITABLE), ELSEWHERE),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.UNSAFE_NAME),
                        "Set mesos.workDirectory to a directory whose path has only letters, digits, '/', '-', '_' and '.',"
                                + " for example -Dmesos.workDirectory=/var/tmp/mesos. The project itself can stay where it is."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.NO_EXEC),
                        "Set mesos.cacheDirectory to a directory on another file system, or run 'mount -o remount,exec' on"
                                + " that mount point as root."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.VANISHED),
                        "Make sure that nothing else removes files there. Run the goal again; it starts over."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.NO_SPACE),
                        "Free some space, or set mesos.workDirectory to a directory on another file system. To try with less,"
                                + " lower the required space: -Dmesos.disk=MIB."),
                Arguments.of(
                        BuildFailures.refused(BuildRefusedException.Reason.NO_JDK),
                        "Install a complete JDK (on Debian default-jdk-headless), name another one with"
                                + " -Dmesos.javaHome=DIR, or build without the Java bindings: -Dmesos.java=false."),
                Arguments.of(
                        BuildFailures.step(
                                Step.MAKE,
                                Outcome.End.EXITED,
                                Optional.of(BuildFailures.error(FirstError.Kind.MISSING_HEADER))),
                        "The header the-hint is missing on this machine: " + REQUIREMENTS),
                Arguments.of(
                        BuildFailures.step(
                                Step.MAKE,
                                Outcome.End.EXITED,
                                Optional.of(BuildFailures.error(FirstError.Kind.KILLED))),
                        "The machine probably ran out of memory, and the build could not use fewer jobs. Add memory or"
                                + " swap, remove -j from mesos.makeArguments, or make the compiler use less memory"
                                + " (-Dmesos.configureArguments=CXXFLAGS=-O1). Completed work is kept."),
                Arguments.of(
                        BuildFailures.step(
                                Step.MAKE,
                                Outcome.End.EXITED,
                                Optional.of(BuildFailures.error(
                                        FirstError.Kind.JAVA,
                                        "Plugin a:b:1 or one of its dependencies could not be resolved"))),
                        "The Maven that make runs could not resolve its dependencies. Check the network and the <mirrors>,"
                                + " <proxies> and <servers> in your settings.xml, or download them beforehand with"
                                + " 'mesos:go-offline'. Without the Java bindings, make runs no Maven: -Dmesos.java=false."
                                + " Completed work is kept."),
                Arguments.of(
                        BuildFailures.step(Step.MAKE, Outcome.End.TIMED_OUT, Optional.empty()),
                        "All its processes were stopped. If it only needs more time, raise mesos.timeoutSeconds."
                                + " Completed work is kept."),
                Arguments.of(
                        BuildFailures.step(
                                Step.CHECK,
                                Outcome.End.EXITED,
                                Optional.of(BuildFailures.error(FirstError.Kind.TEST_FAILED))),
                        "To install without running the release's own tests: -DskipTests"),
                Arguments.of(
                        ProcessFailures.of(ProcessException.Kind.PROGRAM_MISSING),
                        "Install it, or put it on the PATH; 'mesos:check-dependencies' names the package that provides it."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frequentFailures")
    void frequentFailuresHaveTheseRemedies(Exception failure, String next) {
        assertThat(explain(failure).orElseThrow().next()).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-j2, make, MISSING_HEADER, it is wrong, true",
                "-j16 -- A=b, make, NO_RULE, it is wrong, true",
                "-, make -j, LINK, it is wrong, true",
                "-j2, make, COMPILE, gen.c: No such file or directory, true",
                "-j2, make, COMPILE, it is wrong, false",
                "-j1, make, NO_RULE, it is wrong, false",
                "-, make, NO_RULE, it is wrong, false",
                "-j2, make, TEST_FAILED, it is wrong, false",
            })
    void aMissingFileInAParallelMakeSuggestsOneJob(
            String flags, String make, FirstError.Kind kind, String message, boolean suggested) {
        StepFailedException failure = BuildFailures.make(
                List.of(make.split(" ")),
                flags == null ? Map.of() : Map.of("MAKEFLAGS", flags),
                BuildFailures.error(kind, message));
        String suggestion =
                " If the step succeeds with -Dmesos.jobs=1, the makefile of the release lacks a dependency, and its jobs race.";
        assertThat(explain(failure).orElseThrow().next().endsWith(suggestion)).isEqualTo(suggested);
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
                        To install without running the release's own tests: -DskipTests""");
    }

    @Test
    void failedTestsShowTheirFirstLinesAndHowToRunOnlyOne() {
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
                        To run only this test: -Dmesos.test=FailedTest.T0
                        To continue despite failures: -Dmesos.test.failureIgnore=true
                        To install without running the release's own tests: -DskipTests""");
    }

    @Test
    void thePlaceOfAFailedTestIsShownOnce() {
        FailedRun run = new FailedRun(
                "../ldd_tests.cpp:43\ncache: Invalid format",
                "../ldd_tests.cpp:43: Failure\ncache: Invalid format\n../ldd_tests.cpp:50: Failure\nValue of: 1\n",
                Path.of("/test.log"),
                Duration.ZERO);
        TestReport report = new TestReport(
                "sample 1.0.0",
                List.of(new TestResult(
                        new TestCase("tests", "Ldd", "BinSh"), TestVerdict.FAILED, Duration.ZERO, "", List.of(run))),
                Duration.ZERO,
                Path.of("/report.xml"));
        assertThat(TestSummary.failures(report))
                .containsExactly(
                        "Failed: Ldd.BinSh",
                        "    ../ldd_tests.cpp:43",
                        "    cache: Invalid format",
                        "    ../ldd_tests.cpp:50: Failure",
                        "    Value of: 1",
                        "    Log: /test.log");
    }

    @Test
    void testsThatMakeRanAtOnceMayPassOneAtATime() {
        FailedRun run = new FailedRun("It failed.", "", Path.of("/test.log"), Duration.ZERO);
        TestCase test = new TestCase("", "make", "check");
        TestResult once = new TestResult(test, TestVerdict.FAILED, Duration.ZERO, "", List.of(run));
        TestResult twice = new TestResult(test, TestVerdict.FAILED, Duration.ZERO, "", List.of(run, run));
        String advice = "To run the tests one at a time, in case they disturb each other: -Dmesos.jobs=1\n";
        assertThat(remedy(BuildFailures.testsTogether(failed(twice, once)))).startsWith(advice);
        assertThat(remedy(BuildFailures.testsTogether(failed(twice)))).startsWith("To continue despite failures: ");
        assertThat(remedy(BuildFailures.tests(failed(once)))).startsWith("To continue despite failures: ");
        assertThat(remedy(BuildFailures.make(
                        List.of("make", "-j2", "check"), Map.of(), BuildFailures.error(FirstError.Kind.TEST_FAILED))))
                .isEqualTo(advice + "To install without running the release's own tests: -DskipTests");
    }

    private static TestReport failed(TestResult... results) {
        return new TestReport("sample 1.0.0", List.of(results), Duration.ZERO, Path.of("/report.xml"));
    }

    private static String remedy(Exception failure) {
        return explain(failure).orElseThrow().next();
    }

    @Test
    void theOutputOfAFailedPackageManagerIsShown() {
        String output = "line 1\n".repeat(20) + "E: Unable to locate package patch\n";
        ExplainedFailure explained = explain(
                        InstallationFailures.of(InstallationException.Kind.FAILED, "apt-get install -y patch", output))
                .orElseThrow();
        assertThat(explained.details()).contains("E: Unable to locate package patch");
        assertThat(explained.details().lines()).hasSize(10);
        assertThat(explained.next()).isEqualTo("Run this by hand:\n    apt-get install -y patch");
    }

    @Test
    void withoutAPackageManagerThePackagesAreNamed() {
        assertThat(explain(InstallationFailures.of(InstallationException.Kind.NO_PACKAGE_MANAGER, "", ""))
                        .orElseThrow()
                        .next())
                .isEqualTo("Install these packages by hand: patch zlib1g-dev");
    }

    @Test
    void uncheckedRequirementsFollowTheMissingOnesInOneClause() {
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
    void aProcessFailureIsExplainedEvenAsACause() {
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
    void theParameterThatChoosesTheDirectoryIsNamed() {
        assertThat(next(new AccessDeniedException("/home/me/.m2/repository/.cache/mesos-maven-plugin/archives/locks")))
                .endsWith(", or choose another location with mesos.cacheDirectory.");
        assertThat(next(new AccessDeniedException("/project/target/mesos/cluster/state.json")))
                .endsWith(", or choose another location with mesos.cluster.directory.");
        assertThat(next(new NotDirectoryException("/project/target")))
                .as("a parent of the directory counts too")
                .contains("another location with mesos.");
        assertThat(next(new AccessDeniedException("/etc/shadow")))
                .isEqualTo("Give yourself permission to read and write it.");
        assertThat(next(new FileSystemException(
                        "/project/target/mesos/sample-1.0.0/steps/x", null, "No space left on device")))
                .isEqualTo("Free some space, or set mesos.workDirectory to a directory on another file system.");
        assertThat(next(new FileSystemException("/project/target/mesos/x", null, "Read-only file system")))
                .contains("mesos.workDirectory");
    }

    @Test
    void aVanishedFileIsExplained(@TempDir Path directory) {
        IOException gone =
                catchThrowableOfType(IOException.class, () -> Files.readString(directory.resolve("target/mesos/log")));
        ExplainedFailure explained = explain(gone).orElseThrow();
        assertThat(explained.what()).isEqualTo("The file or directory " + directory + "/target/mesos/log is missing.");
        assertThat(explained.next()).contains("Run the goal again");
        assertThat(explain(new UncheckedIOException(gone))).contains(explained);
    }

    @Test
    void aVanishedArchiveIsDownloadedAgain() {
        assertThat(next(UnpackFailures.of(UnpackException.Kind.UNREADABLE)))
                .isEqualTo("Another process has just removed it. Run the goal again to download it again.");
    }

    @Test
    void tooManyOpenFilesAreExplainedByTheLimitAnywhere() {
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
    void aLocalFileIsNotBlamedOnALoginPage() {
        Source.LocalFile file = new Source.LocalFile(Path.of("/tmp/junk"));
        assertThat(next(FetchFailures.of(FetchException.Kind.NOT_THE_ARCHIVE, file, "/tmp/junk is empty")))
                .isEqualTo(
                        "Check mesos.archive.file or mesos.archive.directory: the file is damaged or is not the release's"
                                + " archive.");
        Source.Remote local = new Source.Remote(URI.create("file:///tmp/junk"), Optional.empty());
        assertThat(next(FetchFailures.of(FetchException.Kind.NOT_THE_ARCHIVE, local, "/tmp/junk is empty")))
                .startsWith("Check mesos.version, mesos.archive.url, mesos.mirrors and the recipe's URLs:");
        assertThat(next(FetchFailures.of(FetchException.Kind.UNREADABLE, local, "/tmp/junk cannot be read")))
                .isEqualTo("Make the file readable, or use another one: check mesos.version, mesos.archive.url,"
                        + " mesos.mirrors and the recipe's URLs.");
        Source.Remote server = new Source.Remote(URI.create("https://host/a.tar.gz"), Optional.empty());
        assertThat(next(FetchFailures.of(FetchException.Kind.NOT_THE_ARCHIVE, server, "It is an HTML page")))
                .startsWith("The response may come from a login page or a proxy.");
    }

    @Test
    void onlyAFaultyLineIsToBeCorrectedByHand(@TempDir Path directory) throws Exception {
        assertThat(next(catchThrowable(() -> new ShellBlock(directory).put("x"))))
                .isEqualTo("Set mesos.env.file to a regular file that you can read and write, or remove it.");
        Path half = Files.writeString(directory.resolve("half"), "# >>> mesos-maven-plugin >>>\n");
        assertThat(next(catchThrowable(() -> new ShellBlock(half).put("x"))))
                .isEqualTo("Correct that line by hand, or name another file with mesos.env.file.");
    }

    @Test
    void configLogIsNamedOnlyIfItExists() {
        assertThat(next(BuildFailures.configure("unrecognized option: `-x'", Optional.empty())))
                .isEqualTo("Correct mesos.configureArguments; 'configure --help' lists all options.");
        assertThat(next(BuildFailures.configure("cannot find libz", Optional.empty())))
                .isEqualTo("the-hint " + REQUIREMENTS);
        assertThat(next(BuildFailures.configure("cannot find libz", Optional.of(Path.of("/work/build/config.log")))))
                .isEqualTo("the-hint See /work/build/config.log for details. " + REQUIREMENTS);
    }

    @Test
    void theFullFileSystemIsThatOfTheUnwrittenFile() {
        assertThat(next(full(Step.MAKE, "error writing to /tmp/ccAb12Cd.s: No space left on device")))
                .startsWith("Free some space, or set mesos.environment.TMPDIR to");
        assertThat(next(full(
                        Step.MAKE,
                        "/tmp/ccb0hoaA.s: Fatal error: can't write 124 bytes to section .text of a.o: 'No space left on"
                                + " device'")))
                .startsWith("Free some space, or set mesos.workDirectory to");
        assertThat(next(full(Step.MAKE, "a.o: No space left on device")))
                .startsWith("Free some space, or set mesos.workDirectory to");
        assertThat(next(full(Step.INSTALL, "cp: error writing 'x': No space left on device")))
                .startsWith(
                        "Free some space, or set mesos.installDirectory (mesos.cacheDirectory if that is not set) to");
        assertThat(next(full(
                        Step.MAKE,
                        "/home/me/.m2/repository/.cache/mesos-maven-plugin/compiler-cache/a: No space left on device")))
                .startsWith("Free some space, or set mesos.cacheDirectory to");
    }

    private static Exception full(Step step, String message) {
        return BuildFailures.step(
                step, Outcome.End.EXITED, Optional.of(BuildFailures.error(FirstError.Kind.NO_SPACE, message)));
    }

    @Test
    void aWrongRecipeIsToBeCorrectedAndAMissingOneNamed(@TempDir Path directory) throws Exception {
        Path recipe = Files.writeString(directory.resolve("recipe.yaml"), "a: [");
        RecipeReader reader = new RecipeReader(FileObserver.NONE);
        assertThat(next(catchThrowable(() -> reader.read("recipe.yaml", directory))))
                .isEqualTo("Correct the recipe, or set mesos.recipe to another one.");
        assertThat(next(catchThrowable(() -> reader.read("none.yaml", directory))))
                .startsWith("Set mesos.recipe to the name of a bundled recipe");
        assertThat(recipe).exists();
    }

    @Test
    void everyFailureClassHasARemedy() {
        List<String> unexplained = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.mesosbuild")
                        .stream()
                        .filter(type -> type.isAssignableTo(Failure.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .filter(type -> !Remedies.covers(type.reflect()))
                        .map(JavaClass::getSimpleName)
                        .toList();
        assertThat(unexplained)
                .as("except the one that reaches users as the reason of a BuildRefusedException")
                .containsExactly("TestUserException");
    }

    @Test
    void anInternalErrorAsksForAReport() {
        assertThat(Remedies.internalError(new IllegalStateException("a bug.")).message())
                .isEqualTo("Internal error: java.lang.IllegalStateException: a bug. Please report it with the output of"
                        + " 'mvn -X'.");
    }

    @Test
    void anUnexpectedFailureHasNoRemedy() {
        assertThat(explain(new IllegalStateException("a bug"))).isEmpty();
        assertThat(explain(new IOException("Connection reset"))).isEmpty();
    }

    private static Optional<ExplainedFailure> explain(Throwable failure) {
        return Remedies.explain(failure, "mvn go-offline");
    }
}
