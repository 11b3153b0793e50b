package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.OpenFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A build that was not started, or a step that was not, because something about it is not right. */
public final class BuildRefusedException extends BuildException {
    private static final long serialVersionUID = 1L;

    /** What is not right. */
    public enum Reason {
        /** {@code configure} has no such option; the value is the option, the alternatives are those like it. */
        UNKNOWN_OPTION,
        /** The directory to install into holds files of somebody else; the value is the directory. */
        FOREIGN_DIRECTORY,
        /** There is too little space; the value is the directory. */
        NO_SPACE,
        /** A directory has a name that configure and make cannot work with; the value is the directory. */
        UNSAFE_NAME,
        /** A directory cannot be written; the value is the directory. */
        UNWRITABLE,
        /** No program can be started from a directory; the value is the directory. */
        NO_EXEC,
        /** The directory of temporary files cannot be used; the value is the directory. */
        NO_TEMPORARY,
        /** So few files may be open that no program can be started; the value is the limit. */
        NO_FILES,
        /** What a step works with was removed meanwhile; the value is what is gone. */
        VANISHED,
        /** The archive has no {@code configure} where the recipe says; the value is the file. */
        NO_CONFIGURE,
        /** {@code make install} put nothing below the prefix; the value is the prefix. */
        NOTHING_INSTALLED,
        /** A program of the installation does not do what the recipe says; the value is its command line. */
        NOT_PROVED,
        /** No test has a name that was asked for; the value is what was asked for. */
        NO_TEST_SELECTED,
        /** The release has no list of tests from which some could be selected; the value is what was asked for. */
        NO_TEST_SELECTABLE,
        /** The Maven that make would run cannot do its work, being offline; the value is the local repository. */
        MAVEN_OFFLINE,
        /** The Maven that make would run cannot do its work; the value is what it said. */
        MAVEN_FAILS,
        /** Java bindings are asked for, and the JDK is not good for them; the value is its directory. */
        NO_JDK,
        /** mesos.javaHome names no JDK that will do; the value is that directory, an alternative is a parameter that does without. */
        WRONG_JAVA_HOME,
        /** There is too little memory; the value is the free memory in bytes. */
        NO_MEMORY,
        /** The tests cannot run as the user as whom they should; the value is the user. */
        NO_TEST_USER,
        /** A step has no directory yet; the value is the directory. */
        NOT_BUILT,
        /** Two installations would have the same environment script; the value is the script. */
        SHARED_SCRIPT
    }

    private final Reason reason;
    private final String value;
    private final transient List<String> alternatives;
    private String parameter = "";

    private BuildRefusedException(Reason reason, String value, List<String> alternatives, String message) {
        super(message);
        this.reason = reason;
        this.value = value;
        this.alternatives = List.copyOf(alternatives);
    }

    static BuildRefusedException unknownOption(String release, String option, List<String> alternatives) {
        return new BuildRefusedException(
                Reason.UNKNOWN_OPTION,
                option,
                alternatives,
                "The configure of " + release + " has no option " + option + ".");
    }

    static BuildRefusedException foreignDirectory(Path directory) {
        return new BuildRefusedException(
                Reason.FOREIGN_DIRECTORY,
                directory.toString(),
                List.of(),
                "The directory " + directory + " holds files that this plugin did not install.");
    }

    static BuildRefusedException foreignFile(Path directory, String file) {
        return new BuildRefusedException(
                Reason.FOREIGN_DIRECTORY,
                directory.toString(),
                List.of(),
                "The directory " + directory + " holds a file " + file
                        + " that this plugin did not install, and what is to be installed has one of that name.");
    }

    static BuildRefusedException noSpace(Path directory, long needed, long free) {
        return new BuildRefusedException(
                Reason.NO_SPACE,
                directory.toString(),
                List.of(),
                "The build needs " + (needed >> 20) + " MiB below " + directory + ", and " + (free >> 20)
                        + " MiB are free.");
    }

    /**
     * @param needed bytes of the release's hungriest compiler
     * @param free bytes of memory and swap that can be had
     */
    public static BuildRefusedException noMemory(String release, long needed, long free) {
        return new BuildRefusedException(
                Reason.NO_MEMORY,
                Long.toString(free),
                List.of(),
                "One compiler of " + release + " needs " + (needed >> 20) + " MiB of memory, and " + (free >> 20)
                        + " MiB are free, swap included.");
    }

    /** The JDK is one that is not complete. */
    public static BuildRefusedException noJdk(String release, Jdk jdk) {
        return new BuildRefusedException(
                Reason.NO_JDK,
                jdk.home().toString(),
                jdk.lacking(),
                "The Java bindings of " + release + " are asked for, and the JDK in " + jdk.home() + " has "
                        + String.join(", ", jdk.lacking()) + ".");
    }

    /** mesos.javaHome names a directory without a Java. */
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

    /** mesos.javaHome names a Java that cannot build the release; without its Java bindings it will do if only they need more. */
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
                "The jar of " + release + " is built by Maven, "
                        + offline.map(maven -> "which is offline, and the local repository " + maven.repository()
                                        + " lacks something that it needs: ")
                                .orElse("which fails: ")
                        + said);
    }

    private static BuildRefusedException at(ChosenDirectory place, Reason reason, String message) {
        BuildRefusedException refused =
                new BuildRefusedException(reason, place.directory().toString(), List.of(), message);
        refused.parameter = place.parameter();
        return refused;
    }

    /** @param character of its name that is in the way */
    static BuildRefusedException unsafeName(ChosenDirectory place, String character) {
        return at(
                place,
                Reason.UNSAFE_NAME,
                "Cannot build in '" + place.directory() + "' (" + place.parameter()
                        + "): configure and make cannot work with " + name(character) + " in a path.");
    }

    private static String name(String character) {
        return switch (character) {
            case " " -> "the blank";
            case "\t" -> "the tab";
            case "\n" -> "the line end";
            case ":" -> "the colon";
            case "'", "\"", "`" -> "the quote " + character;
            default -> "the character " + character;
        };
    }

    /** @param why the end of a sentence */
    static BuildRefusedException unwritable(ChosenDirectory place, String why) {
        return at(
                place,
                Reason.UNWRITABLE,
                "Cannot write in " + place.directory() + " (" + place.parameter() + "): " + why + ".");
    }

    static BuildRefusedException noExec(ChosenDirectory place, Mounts.Mount mount) {
        return at(
                place,
                Reason.NO_EXEC,
                "Cannot start programs in " + place.directory() + " (" + place.parameter() + "): the file system at "
                        + mount.point() + " is mounted noexec.");
    }

    static BuildRefusedException noTemporary(Path directory, String why) {
        return at(
                new ChosenDirectory(directory, "java.io.tmpdir"),
                Reason.NO_TEMPORARY,
                "Cannot use " + directory + " (java.io.tmpdir) for temporary files: " + why + ".");
    }

    static BuildRefusedException noFiles(OpenFiles files) {
        return new BuildRefusedException(
                Reason.NO_FILES,
                Long.toString(files.limit()),
                List.of(),
                "Maven may have " + files.limit() + " files open at once (ulimit -n) and has " + files.open()
                        + " open: too few are left to start programs.");
    }

    /** @param cause how it was noticed */
    static BuildRefusedException vanished(Step step, Path gone, Exception cause) {
        BuildRefusedException refused = new BuildRefusedException(
                Reason.VANISHED,
                gone.toString(),
                List.of(),
                "Somebody removed " + gone + " while the step " + step.id() + " was running.");
        // Not as its cause: Maven adds the messages of causes to ours.
        refused.addSuppressed(cause);
        return refused;
    }

    static BuildRefusedException noConfigure(String release, Path file) {
        return new BuildRefusedException(
                Reason.NO_CONFIGURE,
                file.toString(),
                List.of(),
                "The archive of " + release + " has no configure script at " + file + ".");
    }

    static BuildRefusedException nothingInstalled(String release, Path prefix) {
        return new BuildRefusedException(
                Reason.NOTHING_INSTALLED,
                prefix.toString(),
                List.of(),
                "Installing " + release + " put nothing below " + prefix + ".");
    }

    static BuildRefusedException notProved(Command proof, String expected, String printed) {
        return new BuildRefusedException(
                Reason.NOT_PROVED,
                proof.shellLine(),
                List.of(),
                "The installed " + String.join(" ", proof.argv()) + " did not print '" + expected + "' but '"
                        + printed.strip().lines().limit(3).collect(Collectors.joining(" / ")) + "'.");
    }

    static BuildRefusedException noTestSelected(String release, List<String> patterns) {
        String asked = String.join(",", patterns);
        return new BuildRefusedException(
                Reason.NO_TEST_SELECTED,
                asked,
                List.of(),
                "No test of " + release + " is selected by '" + asked + "'.");
    }

    static BuildRefusedException noTestSelectable(String release, List<String> patterns) {
        String asked = String.join(",", patterns);
        return new BuildRefusedException(
                Reason.NO_TEST_SELECTABLE,
                asked,
                List.of(),
                "The tests of " + release + " cannot be selected one by one, and '" + asked + "' was asked for.");
    }

    static BuildRefusedException noTestUser(String user, Exception why) {
        return new BuildRefusedException(Reason.NO_TEST_USER, user, List.of(), why.getMessage());
    }

    static BuildRefusedException notBuilt(String release, Step step, Path directory) {
        return new BuildRefusedException(
                Reason.NOT_BUILT,
                directory.toString(),
                List.of(),
                "The step " + step.id() + " of " + release + " has no directory " + directory + " yet.");
    }

    /**
     * @param first the installation that the script is for
     * @param second the other installation
     */
    public static BuildRefusedException sharedScript(Path script, Path first, Path second) {
        return new BuildRefusedException(
                Reason.SHARED_SCRIPT,
                script.toString(),
                List.of(),
                "Two executions share " + script + ": it is for the installation in " + first
                        + ", and would be overwritten for the one in " + second + ".");
    }

    public Reason reason() {
        return reason;
    }

    /** The value that is not right. */
    public String value() {
        return value;
    }

    /** The parameter that chooses the directory; empty if it is not about a directory. */
    public String parameter() {
        return parameter;
    }

    /** Values that would do, if some are known. */
    public List<String> alternatives() {
        return alternatives;
    }
}
