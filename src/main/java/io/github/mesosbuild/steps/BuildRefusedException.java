package io.github.mesosbuild.steps;

import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.VisibleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A build or a step that was not started, or not completed, because of a problem that was recognised. */
public final class BuildRefusedException extends BuildException {
    private static final long serialVersionUID = 1L;

    /** The kind of problem. */
    public enum Reason {
        /** {@code configure} has no such option; the value is the option, the alternatives are similar ones. */
        UNKNOWN_OPTION,
        /** The directory to install into contains files that the plugin did not install; the value is the directory. */
        FOREIGN_DIRECTORY,
        /** There is too little disk space; the value is the directory. */
        NO_SPACE,
        /** A directory has a name that configure and make cannot handle; the value is the directory. */
        UNSAFE_NAME,
        /** A directory is not writable; the value is the directory. */
        UNWRITABLE,
        /** A directory belongs to somebody else; the value is the directory, the alternative its owner. */
        FOREIGN_OWNER,
        /** No program can be started from a directory; the value is the directory. */
        NO_EXEC,
        /** The directory of temporary files cannot be used; the value is the directory. */
        NO_TEMPORARY,
        /** The limit on open files leaves too few to start a program; the value is the limit. */
        NO_FILES,
        /** A file that a step needs was removed while it ran; the value is the file. */
        VANISHED,
        /**
         * The archive has no {@code configure} where the recipe says; the value is the file, the alternatives are the
         * files from which Autoconf makes it.
         */
        NO_CONFIGURE,
        /** A program that would make {@code configure} is missing; the value is its name. */
        NO_PROGRAM_TO_PREPARE,
        /** The program in place of configure is missing; the value is its name or path. */
        NO_OTHER_CONFIGURE,
        /** The program patch is missing; the value is its name. */
        NO_PROGRAM_TO_PATCH,
        /** A patch of the recipe does not apply, or cannot be applied safely; the value is its name. */
        PATCH_FAILED,
        /**
         * The archive is built by something other than {@code configure}; the value is the file with its rules.
         */
        OTHER_BUILD_SYSTEM,
        /** {@code make install} put no files in the prefix; the value is the prefix. */
        NOTHING_INSTALLED,
        /** An installed program does not print what the recipe expects; the value is its command line. */
        NOT_PROVED,
        /** No test matches the selection; the value is the selection. */
        NO_TEST_SELECTED,
        /** The tests of the release cannot be selected; the value is the selection. */
        NO_TEST_SELECTABLE,
        /** The tests of the release cannot be excluded; the value is the patterns of the recipe. */
        NO_TEST_EXCLUDABLE,
        /** Maven, called by make, fails because it is offline; the value is the local repository. */
        MAVEN_OFFLINE,
        /** Maven, called by make, fails; the value is its first error. */
        MAVEN_FAILS,
        /** The JDK cannot build the Java bindings; the value is its directory. */
        NO_JDK,
        /**
         * mesos.javaHome is not a suitable JDK; the value is that directory, an alternative is a parameter that avoids
         * the need.
         */
        WRONG_JAVA_HOME,
        /** There is too little memory; the value is the free memory in bytes. */
        NO_MEMORY,
        /** The tests cannot run as the chosen user; the value is the user. */
        NO_TEST_USER,
        /** A step has not created its directory yet; the value is the directory. */
        NOT_BUILT,
        /** Two installations would use the same environment script; the value is the script. */
        SHARED_SCRIPT
    }

    private final Reason reason;
    private final String value;
    private final transient List<String> alternatives;
    private final String parameter;

    private BuildRefusedException(Reason reason, String value, List<String> alternatives, String message) {
        this(reason, value, "", alternatives, message);
    }

    /** @param parameter the parameter that sets the directory; empty if the problem is not a directory */
    BuildRefusedException(Reason reason, String value, String parameter, List<String> alternatives, String message) {
        super(message);
        this.parameter = parameter;
        this.reason = reason;
        this.value = value;
        this.alternatives = List.copyOf(alternatives);
    }

    static BuildRefusedException unknownOption(String release, String option, List<String> alternatives) {
        return new BuildRefusedException(
                Reason.UNKNOWN_OPTION,
                option,
                alternatives,
                "The configure script of " + release + " has no option " + option + ".");
    }

    /**
     * Returns the failure for a machine with too little free memory.
     *
     * @param needed bytes of memory that the release's largest compiler process takes
     * @param free bytes of memory and swap that are available
     */
    public static BuildRefusedException noMemory(String release, long needed, long free) {
        return new BuildRefusedException(
                Reason.NO_MEMORY,
                Long.toString(free),
                List.of(),
                "Not enough memory: one compiler of " + release + " needs " + (needed >> 20) + " MiB, and "
                        + (free >> 20) + " MiB are free, including swap.");
    }

    /** Returns the failure for a JDK that lacks what the Java bindings need. */
    public static BuildRefusedException noJdk(String release, Jdk jdk) {
        return new BuildRefusedException(
                Reason.NO_JDK,
                jdk.home().toString(),
                jdk.lacking(),
                "Cannot build the Java bindings of " + release + ": the JDK in " + jdk.home() + " has "
                        + String.join(", ", jdk.lacking()) + ".");
    }

    /** Returns the failure for a mesos.javaHome without a Java. */
    public static BuildRefusedException noJavaHome(Path home) {
        return new BuildRefusedException(
                Reason.WRONG_JAVA_HOME,
                home.toString(),
                List.of(),
                "The parameter mesos.javaHome must be the home of a JDK: " + home
                        + (Files.isDirectory(home)
                                ? " has no bin/java."
                                : Files.exists(home) ? " is not a directory." : " does not exist."));
    }

    /** Returns the failure for a mesos.javaHome that cannot build the release. */
    public static BuildRefusedException poorJavaHome(
            String release, Path home, List<String> lacking, boolean onlyForBindings) {
        return new BuildRefusedException(
                Reason.WRONG_JAVA_HOME,
                home.toString(),
                onlyForBindings ? List.of("-Dmesos.java=false") : List.of(),
                "The parameter mesos.javaHome must be a JDK that can build " + release + ": " + home + " has "
                        + String.join(", ", lacking) + ".");
    }

    static BuildRefusedException mavenFails(String release, Optional<NestedMaven> call, String said) {
        Optional<NestedMaven> offline = call.filter(NestedMaven::offline);
        return new BuildRefusedException(
                offline.isPresent() ? Reason.MAVEN_OFFLINE : Reason.MAVEN_FAILS,
                offline.map(maven -> maven.repository().toString()).orElse(said),
                List.of(),
                "Maven cannot build the jar of " + release + ": "
                        + offline.map(maven -> "it is offline, and the local repository " + maven.repository()
                                        + " lacks a file that it needs: ")
                                .orElse("")
                        + said);
    }

    /**
     * Returns the failure for a file that was removed while a step needed it.
     *
     * @param cause the failure that revealed it
     */
    static BuildRefusedException vanished(Step step, Path gone, Exception cause) {
        BuildRefusedException refused = new BuildRefusedException(
                Reason.VANISHED,
                gone.toString(),
                List.of(),
                "The step " + step.id() + " failed: " + gone + " was removed while it was running.");
        // Not as the cause: Maven appends the messages of causes to ours.
        refused.addSuppressed(cause);
        return refused;
    }

    /** Returns the failure for sources without {@code configure}, with the reason that the files beside it suggest. */
    static BuildRefusedException noConfigure(String release, Path file) {
        String missing = "The archive of " + release + " has no configure script at " + file;
        List<String> inputs = beside(file, List.of("configure.ac", "configure.in", "autogen.sh", "bootstrap"));
        if (!inputs.isEmpty()) {
            return new BuildRefusedException(
                    Reason.NO_CONFIGURE,
                    file.toString(),
                    inputs,
                    missing + ", only " + String.join(" and ", inputs)
                            + ": it is a copy of the repository, not a release archive.");
        }
        List<String> others = beside(file, List.of("CMakeLists.txt", "meson.build", "SConstruct"));
        return others.isEmpty()
                ? new BuildRefusedException(Reason.NO_CONFIGURE, file.toString(), List.of(), missing + ".")
                : new BuildRefusedException(
                        Reason.OTHER_BUILD_SYSTEM,
                        others.get(0),
                        List.of(),
                        missing + ", but a " + others.get(0) + ".");
    }

    static BuildRefusedException noProgramToPrepare(String release, String program, Path file) {
        return new BuildRefusedException(
                Reason.NO_PROGRAM_TO_PREPARE,
                program,
                List.of(),
                "The archive of " + release + " has no configure script at " + file + ", and " + program
                        + ", which would make it, is not on the PATH.");
    }

    static BuildRefusedException noOtherConfigure(String release, String program) {
        return new BuildRefusedException(
                Reason.NO_OTHER_CONFIGURE,
                program,
                List.of(),
                "Cannot configure " + release + ": " + program
                        + (program.indexOf('/') < 0 ? " is not on the PATH" : " does not exist")
                        + " (build.command in the recipe).");
    }

    private static List<String> beside(Path file, List<String> names) {
        return names.stream()
                .filter(name -> Files.isRegularFile(file.resolveSibling(name)))
                .toList();
    }

    static BuildRefusedException nothingInstalled(String release, Path prefix) {
        return new BuildRefusedException(
                Reason.NOTHING_INSTALLED,
                prefix.toString(),
                List.of(),
                "Installing " + release + " put no files in " + prefix + ".");
    }

    static BuildRefusedException notProved(Command proof, String expected, String printed) {
        return new BuildRefusedException(
                Reason.NOT_PROVED,
                proof.shellLine(),
                List.of(),
                "The installed " + String.join(" ", proof.argv()) + " printed '"
                        + VisibleText.of(printed.strip().lines().limit(3).collect(Collectors.joining(" / ")))
                        + "' instead of '"
                        + expected + "'.");
    }

    static BuildRefusedException notEnded(Command proof) {
        return new BuildRefusedException(
                Reason.NOT_PROVED,
                proof.shellLine(),
                List.of(),
                "The installed " + String.join(" ", proof.argv()) + " did not end in "
                        + Quantities.count(proof.timeout().toSeconds(), "second") + ".");
    }

    static BuildRefusedException noTestSelected(String release, List<String> patterns) {
        String asked = String.join(",", patterns);
        return new BuildRefusedException(
                Reason.NO_TEST_SELECTED, asked, List.of(), "No test of " + release + " matches '" + asked + "'.");
    }

    static BuildRefusedException noTestSelectable(String release, List<String> patterns) {
        String asked = String.join(",", patterns);
        return new BuildRefusedException(
                Reason.NO_TEST_SELECTABLE,
                asked,
                List.of(),
                "Cannot select '" + asked + "': the tests of " + release + " can only be run as a whole.");
    }

    static BuildRefusedException noTestExcludable(String release, List<String> patterns) {
        String excluded = String.join(",", patterns);
        return new BuildRefusedException(
                Reason.NO_TEST_EXCLUDABLE,
                excluded,
                List.of(),
                "Cannot exclude '" + excluded + "' (excludedTests in the recipe): the tests of " + release
                        + " can only be run as a whole.");
    }

    static BuildRefusedException noTestUser(String user, Exception why) {
        return new BuildRefusedException(Reason.NO_TEST_USER, user, List.of(), why.getMessage());
    }

    static BuildRefusedException notBuilt(String release, Step step, Path directory) {
        return new BuildRefusedException(
                Reason.NOT_BUILT,
                directory.toString(),
                List.of(),
                "The step " + step.id() + " of " + release + " has not created " + directory + " yet.");
    }

    /**
     * Returns the failure for two installations with the same environment script.
     *
     * @param first the installation that the script belongs to
     * @param second the other installation
     */
    public static BuildRefusedException sharedScript(Path script, Path first, Path second) {
        return new BuildRefusedException(
                Reason.SHARED_SCRIPT,
                script.toString(),
                List.of(),
                "Two executions write " + script + ": one for the installation in " + first
                        + ", the other for the one in " + second + ".");
    }

    public Reason reason() {
        return reason;
    }

    /** Returns the value that causes the problem; see {@link Reason}. */
    public String value() {
        return value;
    }

    /** Returns the parameter that sets the directory; empty if the problem is not a directory. */
    public String parameter() {
        return parameter;
    }

    /** Returns values that would work, if some are known. */
    public List<String> alternatives() {
        return alternatives;
    }
}
