package io.github.mesosbuild.build;

import io.github.mesosbuild.host.Jdk;
import java.io.IOException;
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

    static BuildRefusedException mavenFails(String release, Optional<MavenCall> call, String said) {
        Optional<MavenCall> offline = call.filter(MavenCall::offline);
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

    static BuildRefusedException unsafeName(Path directory) {
        return new BuildRefusedException(
                Reason.UNSAFE_NAME,
                directory.toString(),
                List.of(),
                "The directory '" + directory
                        + "' has a blank, a colon, a quote or another character in its name that configure and make cannot"
                        + " work with.");
    }

    static BuildRefusedException unwritable(Path directory, IOException cause) {
        return new BuildRefusedException(
                Reason.UNWRITABLE,
                directory.toString(),
                List.of(),
                "The directory " + directory + " cannot be written: "
                        + cause.getClass().getSimpleName().replaceFirst("Exception$", "") + ", " + cause.getMessage()
                        + ".");
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

    static BuildRefusedException notProved(List<String> argv, String expected, String printed) {
        return new BuildRefusedException(
                Reason.NOT_PROVED,
                String.join(" ", argv),
                List.of(),
                "The installed " + String.join(" ", argv) + " did not print '" + expected + "' but '"
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

    /** Values that would do, if some are known. */
    public List<String> alternatives() {
        return alternatives;
    }
}
