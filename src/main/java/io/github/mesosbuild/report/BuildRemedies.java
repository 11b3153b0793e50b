package io.github.mesosbuild.report;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.ChosenDirectory;

/** Remedies for a build or a step that was not started. */
final class BuildRemedies {
    static final String MISMATCH =
            "The recipe does not match the archive: check mesos.recipe, mesos.version and the mesos.archive parameters.";
    private static final String MAKE_CONFIGURE =
            "Use the archive that the project publishes as a release. Or unpack this one, run 'autoreconf -fi' in it (or its"
                    + " autogen.sh or bootstrap), pack the directory as a tar.gz, and use that with"
                    + " -Dmesos.archive.file=FILE and -Dmesos.archive.sha256=DIGEST. A recipe can run such commands, too"
                    + " (build.prepare).";
    private static final String WITHOUT_JAVA = "build without the Java bindings: -Dmesos.java=false.";

    private BuildRemedies() {}

    static ExplainedFailure refused(BuildRefusedException failure, String goOffline) {
        return ExplainedFailure.of(failure, next(failure, goOffline));
    }

    private static String next(BuildRefusedException failure, String goOffline) {
        return switch (failure.reason()) {
            case UNKNOWN_OPTION ->
                (failure.alternatives().isEmpty()
                                ? ""
                                : "Did you mean " + String.join(" or ", failure.alternatives()) + "? ")
                        + "Correct mesos.configureArguments.";
            case SHARED_SCRIPT ->
                "Give each execution a work directory of its own: mesos.workDirectory, or <workDirectory> in the POM.";
            case FOREIGN_DIRECTORY -> "Set mesos.installDirectory to a new or empty directory.";
            case NO_SPACE ->
                "Free some space, or set mesos.workDirectory to a directory on another file system. To try with less, lower"
                        + " the required space: -Dmesos.disk=MIB.";
            case UNSAFE_NAME ->
                "Set " + failure.parameter()
                        + " to a directory whose path has only letters, digits, '/', '-', '_' and '.'"
                        + (failure.parameter().equals(ChosenDirectory.WORK)
                                ? ", for example -Dmesos.workDirectory=/var/tmp/mesos. The project itself can stay where it is."
                                : ".");
            case UNWRITABLE -> "Set " + failure.parameter() + " to a directory that you can write to.";
            case FOREIGN_OWNER ->
                "Run Maven as " + failure.alternatives().get(0) + ", set " + failure.parameter()
                        + " to another directory, or remove this one.";
            case NO_EXEC ->
                "Set " + failure.parameter()
                        + " to a directory on another file system, or run 'mount -o remount,exec' on that mount point as"
                        + " root.";
            case NO_TEMPORARY -> MachineRemedies.TEMPORARY;
            case NO_FILES -> MachineRemedies.MORE_FILES;
            case VANISHED -> "Make sure that nothing else removes files there. Run the goal again; it starts over.";
            case NO_JDK ->
                "Install a complete JDK (on Debian default-jdk-headless), name another one with -Dmesos.javaHome=DIR, or "
                        + WITHOUT_JAVA;
            case WRONG_JAVA_HOME ->
                "Correct mesos.javaHome, or remove it to use the JDK of Maven's toolchains, or else the JDK that runs Maven."
                        + (failure.alternatives().isEmpty()
                                ? ""
                                : " To build without the Java bindings: "
                                        + failure.alternatives().get(0));
            case MAVEN_OFFLINE ->
                "Run this command once without -o to fill the local repository:\n    " + goOffline + "\nOr "
                        + WITHOUT_JAVA;
            case MAVEN_FAILS -> "Fix the <mirrors>, <proxies> and <servers> in your settings.xml, or " + WITHOUT_JAVA;
            case NO_MEMORY ->
                "Stop other programs, or add memory or swap. To try with less, lower the memory for one compiler:"
                        + " -Dmesos.memoryPerJob=MIB.";
            case NOT_BUILT ->
                "Run the goal of that step first, such as 'mesos:configure', or name an earlier step with mesos.step.";
            case NO_CONFIGURE -> failure.alternatives().isEmpty() ? MISMATCH : MAKE_CONFIGURE;
            case NO_PROGRAM_TO_PREPARE ->
                "Use the archive that the project publishes as a release, or install " + failure.value()
                        + ". On Debian, autoreconf needs this: apt-get install autoconf automake libtool. The packages have"
                        + " these names elsewhere too.";
            case NO_OTHER_CONFIGURE ->
                failure.value().indexOf('/') < 0
                        ? "Install " + failure.value()
                                + ", or correct build.command in the file that mesos.recipe names."
                        : "Correct build.command in the file that mesos.recipe names.";
            case NO_PROGRAM_TO_PATCH -> "Install GNU patch. On Debian: apt-get install patch.";
            case PATCH_FAILED ->
                "Regenerate the patch against the unpacked archive of this version ('diff -ruN OLD NEW'), correct strip, or restrict"
                        + " the patch to other versions with when (patches in the file that mesos.recipe names).";
            case OTHER_BUILD_SYSTEM ->
                "The plugin builds releases that use autotools. If this one has a configure script in another directory, name"
                        + " that directory in the recipe (build.directory). If another program writes its Makefile, such as"
                        + " cmake, name that one (build.command). Otherwise choose another mesos.version.";
            case NOTHING_INSTALLED ->
                "If 'make install' of this release ignores DESTDIR and --prefix, list its files in the recipe under"
                        + " build.install.files. Otherwise: " + MISMATCH;
            case NO_TEST_SELECTED ->
                "Correct mesos.test; the report of a complete test run lists all names. To accept an empty selection:"
                        + " -Dmesos.test.failIfNoSpecifiedTests=false";
            case NO_TEST_SELECTABLE ->
                "Remove mesos.test, or list the release's googletest programs in the recipe under build.test.programs.";
            case NO_TEST_EXCLUDABLE ->
                "Remove excludedTests from the quirks of the recipe, or skip the tests with -DskipTests.";
            case NO_TEST_USER ->
                "Name another user with -Dmesos.test.user=NAME. That user must be able to enter mesos.workDirectory and every"
                        + " directory above it. Directories made under a umask of 027 or 077 are closed to other users: run"
                        + " 'umask 022', remove them, and build again. In some containers root cannot become another user;"
                        + " there, use -Dmesos.test.user=root, but note that some Mesos tests then change the machine itself.";
            case NOT_PROVED ->
                "The installation is marked incomplete, and the next build makes it again. To see more, run the program by"
                        + " hand:\n    " + failure.value()
                        + "\nIf it needs a variable, set it with -Dmesos.environment.NAME=value.";
        };
    }
}
