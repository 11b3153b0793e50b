package io.github.mesosbuild.report;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.env.ShellBlockException;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.host.CompilerFlagsException;
import io.github.mesosbuild.host.InstallCommand;
import io.github.mesosbuild.host.InstallationException;
import io.github.mesosbuild.launcher.Launcher;
import io.github.mesosbuild.launcher.LauncherException;
import io.github.mesosbuild.node.DescriptionException;
import io.github.mesosbuild.node.NodeException;
import io.github.mesosbuild.pipeline.DependenciesException;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.UnknownVersionException;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.ChosenDirectory;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.TestsFailedException;
import io.github.mesosbuild.verify.KeysException;
import io.github.mesosbuild.verify.VerificationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What to do next, for every failure that a user can mend. No other class has such sentences. */
public final class Remedies {
    static final String SECOND_OPINION =
            "Give the digest that you know to be right with -Dmesos.archive.sha512=DIGEST (or sha256), or the keys of those who"
                    + " sign the release with -Dmesos.keys=FILE.";
    private static final String OTHER_SOURCE =
            "Name another place with -Dmesos.mirrors=URL, or a copy on this machine with -Dmesos.archive.file=FILE.";

    private static final String NOT_TOGETHER =
            "The recipe and the archive do not belong together: check mesos.recipe, mesos.version and mesos.archive.";
    private static final String HARMFUL =
            "No honest release looks like this: do not trust where it came from. " + OTHER_SOURCE;
    private static final int LAST_LINES = 10;

    private static final List<String> COMPILERS = List.of("cc", "c++");

    private Remedies() {}

    /**
     * The failure with its remedy; empty if nobody foresaw it.
     *
     * @param goOffline the command that, with a network, fetches what is missing without one
     */
    public static Optional<ExplainedFailure> explain(Throwable failure, String goOffline) {
        return explain(failure, goOffline, ParameterPlaces.NONE);
    }

    /**
     * The failure with its remedy; empty if nobody foresaw it.
     *
     * @param goOffline as {@link #explain(Throwable, String)}
     * @param places what the parameters of the goal choose
     */
    public static Optional<ExplainedFailure> explain(Throwable failure, String goOffline, ParameterPlaces places) {
        return MachineRemedies.tooManyFiles(failure).or(() -> byRoom(failure, goOffline, places));
    }

    private static Optional<ExplainedFailure> byRoom(Throwable failure, String goOffline, ParameterPlaces places) {
        if (failure instanceof RecipeException e) {
            return explained(
                    e,
                    e.isMissing()
                            ? "Set mesos.recipe to the name of a bundled recipe or to the path of a recipe file."
                            : "Correct the recipe, or set mesos.recipe to another one.");
        }
        if (failure instanceof UnknownVersionException e) {
            return explained(
                    e,
                    (e.known().isEmpty()
                                    ? ""
                                    : "Set mesos.version to one that it knows (" + String.join(", ", e.known())
                                            + "), or: ")
                            + SECOND_OPINION);
        }
        if (failure instanceof KeysException e) {
            return explained(
                    e, "Set mesos.keys to a file or a directory of OpenPGP public keys, such as the project's KEYS.");
        }
        if (failure instanceof FetchException e) {
            return explained(e, fetching(e, goOffline));
        }
        if (failure instanceof VerificationException e) {
            return explained(e, verifying(e));
        }
        if (failure instanceof UnpackException e) {
            return explained(e, unpacking(e));
        }
        if (failure instanceof DependenciesException e) {
            return Optional.of(dependencies(e));
        }
        if (failure instanceof InstallationException e) {
            return Optional.of(installing(e));
        }
        if (failure instanceof LauncherException e) {
            return explained(e, launching(e));
        }
        if (failure instanceof BuildRefusedException e) {
            return explained(e, refused(e, goOffline));
        }
        if (failure instanceof StepFailedException e) {
            return Optional.of(StepFailures.explain(e, places));
        }
        if (failure instanceof TestsFailedException e) {
            return Optional.of(TestSummary.explain(e.getMessage(), e.report()));
        }
        if (failure instanceof ClusterException e) {
            return explained(e, ClusterRemedies.next(e));
        }
        if (failure instanceof DescriptionException e) {
            return Optional.of(NodeRemedies.explain(e));
        }
        if (failure instanceof NodeException e) {
            return Optional.of(NodeRunRemedies.explain(e));
        }
        if (failure instanceof ProcessException e) {
            return explained(e, MachineRemedies.starting(e, places));
        }
        if (failure instanceof ShellBlockException e) {
            return explained(
                    e,
                    e.line().isPresent()
                            ? "Correct that line by hand, or name another file with mesos.env.file."
                            : "Set mesos.env.file to a regular file that you may read and write, or leave it out.");
        }
        if (failure instanceof CompilerFlagsException e) {
            return explained(e, "Correct " + e.variable() + " in mesos.environment or mesos.configureArguments.");
        }
        if (failure instanceof IOException e) {
            return e.getCause() instanceof ProcessException cause
                    ? byRoom(cause, goOffline, places)
                    : MachineRemedies.files(e, places);
        }
        if (failure instanceof UncheckedIOException e) {
            return byRoom(e.getCause(), goOffline, places);
        }
        return Optional.empty();
    }

    private static Optional<ExplainedFailure> explained(Exception failure, String next) {
        return Optional.of(new ExplainedFailure(sentence(failure), next));
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }

    private static String fetching(FetchException failure, String goOffline) {
        return switch (failure.kind()) {
            case NO_SOURCE -> OTHER_SOURCE;
            case OFFLINE ->
                "Run this once without -o; after that the archive comes from the cache:\n    " + goOffline
                        + "\nOr name a copy on this machine with -Dmesos.archive.file=FILE.";
            case NOT_FOUND ->
                local(failure)
                        .map(parameter -> "Check " + parameter + ".")
                        .orElse("Check mesos.version and the address. " + OTHER_SOURCE);
            case REFUSED ->
                "Put the credentials into a <server> of your settings.xml and name its id: -Dmesos.mirrors=id::https://HOST/PATH.";
            case DNS, CONNECT, TIME_OUT, CUT, STALLED ->
                "Check the network and the <proxies> of your settings.xml; what arrived is kept, and the next run goes on"
                        + " from there. " + OTHER_SOURCE;
            case TLS -> "Check the clock and the trust store of this JVM. " + OTHER_SOURCE;
            case NOT_THE_ARCHIVE ->
                local(failure)
                        .map(parameter -> "Check " + parameter
                                + ": the file is damaged, or another one than the release's archive.")
                        .orElse("A login page or a proxy may have answered in the server's place. " + OTHER_SOURCE);
            case WRONG_DIGEST ->
                "The file was set aside and is not used. "
                        + failure.expected()
                                .map(Pin::origin)
                                .filter(origin -> origin.startsWith("mesos."))
                                .map(parameter -> "If the digest in " + parameter
                                        + " is not the right one, correct it; if it is, do not trust that source. ")
                                .orElse(
                                        "If you know the file to be right all the same, give its digest with"
                                                + " -Dmesos.archive.sha512=DIGEST (or sha256); if not, do not trust that source. ")
                        + OTHER_SOURCE;
            case INSECURE ->
                "Use https:, or pin the archive with -Dmesos.archive.sha512=DIGEST (or sha256), so that whoever sits between cannot"
                        + " change it.";
            case REDIRECT, HTTP_STATUS, TOO_LARGE -> OTHER_SOURCE;
            case NO_SPACE -> "Make room, or set mesos.cacheDirectory to a directory on another file system.";
            case UNWRITABLE -> "Make the directory writable, or set mesos.cacheDirectory to one that is.";
            case UNREADABLE ->
                local(failure)
                        .map(parameter -> "Make that file readable, or name another one: check " + parameter + ".")
                        .orElse("Make the file readable, or remove it from the local Maven repository.");
        };
    }

    /** The parameters that may have named a file of this machine; empty if the source is another one. */
    private static Optional<String> local(FetchException failure) {
        return failure.source().flatMap(source -> {
            if (source instanceof Source.LocalFile) {
                return Optional.of("mesos.archive.file or mesos.archive.directory");
            }
            return source instanceof Source.Remote remote
                            && "file".equalsIgnoreCase(remote.url().getScheme())
                    ? Optional.of("mesos.version, mesos.archive.url, mesos.mirrors and the urls of the recipe")
                    : Optional.empty();
        });
    }

    private static String verifying(VerificationException failure) {
        String notUsed = "The file was set aside and is not used. ";
        return notUsed
                + switch (failure.refusal()) {
                    case WRONG_DIGEST, BAD_SIGNATURE, DISAGREEING_CHECKSUM ->
                        "Do not trust where it came from. " + OTHER_SOURCE;
                    case CONTRADICTORY_CHECKSUMS, TRUNCATED_CHECKSUM, FOREIGN_CHECKSUM, UNREADABLE_CHECKSUM ->
                        "Its checksum files are of no use. " + SECOND_OPINION;
                    case REVOKED_KEY, INVALID_KEY, SIGNATURE_OUT_OF_TIME, NOT_A_DETACHED_SIGNATURE ->
                        "That signature proves nothing. Ask the project for another one, or: " + SECOND_OPINION;
                    case SIGNER_NOT_ALLOWED ->
                        "If that key may sign this release, add its fingerprint to mesos.signers.";
                    case UNKNOWN_KEY ->
                        "Get the project's KEYS file from its own site and give it with -Dmesos.keys=FILE.";
                    case WEAK_SIGNATURE ->
                        "Pin the archive with -Dmesos.archive.sha512=DIGEST (or sha256), or accept the risk with"
                                + " -Dmesos.acceptWeakSignatures=true.";
                    case SHA1_ONLY, MD5_ONLY, CHECKSUM_FILE_ONLY, NOTHING_PINNED_AND_NO_SIGNATURE -> SECOND_OPINION;
                };
    }

    private static String unpacking(UnpackException failure) {
        return switch (failure.kind()) {
            case LIMIT ->
                "If the archive is to be trusted, raise " + failure.parameter().orElse("the limit") + ".";
            case TRUNCATED, CORRUPT, UNKNOWN_FORMAT ->
                "The archive itself is damaged although it is the one that was vouched for: check mesos.archive.sha512"
                        + " (or sha256), or take another version. It is fetched anew when " + failure.archive()
                        + " is removed.";
            case WRONG_TOP -> "Check mesos.version and the recipe's archive.directory.";
            case NO_SPACE -> "Make room, or set mesos.workDirectory to a directory on another file system.";
            case UNWRITABLE -> "Make the directory writable, or set mesos.workDirectory to one that is.";
            case TARGET_EXISTS -> "'mesos:clean' takes it away; mesos.workDirectory chooses another place.";
            case UNREADABLE ->
                Files.exists(failure.archive())
                        ? "Make the file readable, or remove it from mesos.cacheDirectory and it is fetched anew."
                        : "Somebody removed it just now. Run the goal again, and it is fetched anew.";
            case UNSUPPORTED ->
                "Pack it anew as a plain tar.gz and give that with -Dmesos.archive.file=FILE and -Dmesos.archive.sha256=DIGEST.";
            case EDIT_FAILED -> NOT_TOGETHER;
            case NAME -> "Run Maven in a UTF-8 locale. If it does so already: " + HARMFUL;
            case ESCAPES, LINK, SPECIAL_FILE, DUPLICATE -> HARMFUL;
        };
    }

    private static ExplainedFailure dependencies(DependenciesException failure) {
        String table = failure.report().table();
        if (failure.packages().isEmpty()) {
            return new ExplainedFailure(
                    failure.getMessage(),
                    table,
                    "The recipe knows no package for it on " + failure.distribution()
                            + ". If the release builds all the same: -Dmesos.checkDependencies.skip=true");
        }
        if (failure.installed().containsAll(failure.packages())) {
            return new ExplainedFailure(
                    failure.getMessage(),
                    table,
                    "Installing " + String.join(" ", failure.installed())
                            + " did not help. The build uses a compiler or a JDK that looks elsewhere: check CC, CXX and"
                            + " mesos.javaHome. If the release builds all the same: -Dmesos.checkDependencies.skip=true");
        }
        return new ExplainedFailure(failure.getMessage(), table, installing(failure) + compilerByName(failure));
    }

    private static String installing(DependenciesException failure) {
        InstallCommand command = failure.installCommand();
        if (command.line().isEmpty()) {
            return "Install these packages: " + String.join(" ", failure.packages());
        }
        return command.byRoot()
                ? "Install what is missing; run this as root:\n    " + command.line()
                : "Install what is missing:\n    " + command.line()
                        + "\nor let this plugin do it: -Dmesos.installDependencies=true";
    }

    /** A compiler that was chosen by name cannot be installed by the recipe's packages. */
    private static String compilerByName(DependenciesException failure) {
        boolean compiler = failure.report().failures().stream()
                .map(finding -> finding.requirement().probe())
                .anyMatch(probe -> probe instanceof Requirement.Tool tool && COMPILERS.contains(tool.tool()));
        return compiler
                ? "\nIf CC or CXX names a compiler (mesos.environment, mesos.configureArguments, the environment of Maven),"
                        + " it has to be on the PATH."
                : "";
    }

    private static ExplainedFailure installing(InstallationException failure) {
        List<String> output = failure.output().lines().toList();
        return new ExplainedFailure(
                sentence(failure),
                String.join("\n    ", output.subList(Math.max(0, output.size() - LAST_LINES), output.size())),
                failure.commandLine().isEmpty()
                        ? "Install these packages by hand: " + String.join(" ", failure.packages())
                        : (failure.kind() == InstallationException.Kind.NO_PRIVILEGE
                                        ? "Run this as root:\n    "
                                        : "Run this by hand:\n    ")
                                + failure.commandLine());
    }

    private static String launching(LauncherException failure) {
        return switch (failure.kind()) {
            case UNKNOWN -> "Set mesos.compilerLauncher to auto, none, ccache, sccache, distcc or icecc.";
            case MISSING ->
                "Install the package "
                        + failure.launcher().map(Launcher::packageName).orElse("of it")
                        + ", or set mesos.compilerLauncher to auto or none.";
            case NO_HOSTS ->
                "Name the machines, those that are to compile most first: -Dmesos.environment.DISTCC_HOSTS='one/8 two/8'.";
        };
    }

    private static String refused(BuildRefusedException failure, String goOffline) {
        return switch (failure.reason()) {
            case UNKNOWN_OPTION ->
                (failure.alternatives().isEmpty()
                                ? ""
                                : "Did you mean " + String.join(" or ", failure.alternatives()) + "? ")
                        + "Correct mesos.configureArguments.";
            case SHARED_SCRIPT ->
                "Give each execution a directory of its own with mesos.workDirectory, in the POM as <workDirectory>.";
            case FOREIGN_DIRECTORY ->
                "Set mesos.installDirectory to an empty directory or to one that is not there yet.";
            case NO_SPACE ->
                "Make room, or set mesos.workDirectory to a directory on another file system. To try it all the same, say how many"
                        + " MiB are enough: -Dmesos.disk=MIB.";
            case UNSAFE_NAME ->
                "Set " + failure.parameter()
                        + " to a directory whose path has letters, digits, '/', '-', '_' and '.' only"
                        + (failure.parameter().equals(ChosenDirectory.WORK)
                                ? ", for example -Dmesos.workDirectory=/var/tmp/mesos. The project can stay where it is."
                                : ".");
            case UNWRITABLE -> "Set " + failure.parameter() + " to a directory that you may write in.";
            case NO_EXEC ->
                "Set " + failure.parameter()
                        + " to a directory on another file system, or let root run 'mount -o remount,exec'"
                        + " on that mount point.";
            case NO_TEMPORARY -> MachineRemedies.TEMPORARY;
            case NO_FILES -> MachineRemedies.MORE_FILES;
            case VANISHED -> "Run the goal again when nothing removes files there any more; it starts over.";
            case NO_JDK ->
                "Install the whole JDK (on Debian default-jdk-headless), name another one with -Dmesos.javaHome=DIR, or build"
                        + " without the bindings: -Dmesos.java=false.";
            case WRONG_JAVA_HOME ->
                "Correct mesos.javaHome, or leave it out: then the JDK is that of Maven's toolchains, else the one that runs Maven."
                        + (failure.alternatives().isEmpty()
                                ? ""
                                : " To build without the Java bindings: "
                                        + failure.alternatives().get(0));
            case MAVEN_OFFLINE ->
                "Run this once without -o; after that the local repository has it:\n    " + goOffline
                        + "\nOr build without the Java bindings: -Dmesos.java=false.";
            case MAVEN_FAILS ->
                "Mend the <mirrors>, <proxies> and <servers> of your settings.xml, or build without the Java bindings:"
                        + " -Dmesos.java=false.";
            case NO_MEMORY ->
                "End other programs, or add memory or swap. To try it all the same, say how many MiB one may take:"
                        + " -Dmesos.memoryPerJob=MIB.";
            case NOT_BUILT ->
                "Run the goal of that step first, such as 'mesos:configure', or name an earlier one with mesos.step.";
            case NO_CONFIGURE, NOTHING_INSTALLED -> NOT_TOGETHER;
            case NO_TEST_SELECTED ->
                "Correct mesos.test: the report of a whole run has all names. With"
                        + " -Dmesos.test.failIfNoSpecifiedTests=false that is no failure.";
            case NO_TEST_SELECTABLE ->
                "Leave mesos.test away, or name the release's googletest programs in the recipe: build.test.programs.";
            case NO_TEST_USER ->
                "Name another user with -Dmesos.test.user=NAME, who may enter mesos.workDirectory and all directories above it; root is"
                        + " one, and the only one where root may become nobody else, as in some containers, but some tests of"
                        + " Mesos then change the machine itself. Directories that were made under a umask of 027 or 077 are"
                        + " closed to all others: run 'umask 022', remove them, and build again.";
            case NOT_PROVED ->
                "The installation is marked incomplete; the next build makes it again. To see more, run the program by hand:\n    "
                        + failure.value()
                        + "\nIf it needs a variable, set it with -Dmesos.environment.NAME=value.";
        };
    }
}
