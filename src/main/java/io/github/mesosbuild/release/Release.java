package io.github.mesosbuild.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One version of a piece of software, with all that is particular to fetching, trusting, building and installing it.
 *
 * @param recipe the name of the recipe that it was read from
 * @param title what people call the software
 * @param version the version
 * @param source where the archive is and what proves it
 * @param requirements what must be on the machine before anything slow runs
 * @param usesJdk whether it is built with the headers or libraries of a JDK, whether or not it has Java bindings
 * @param diskBytes the free space that a build takes at its peak
 * @param compilerBytes the memory that its hungriest compiler takes; 0 if nobody has measured it
 * @param build how the tree is configured, made, tested and installed
 * @param daemons the programs that make a cluster, if it has some
 * @param quirks in what it does not fit today's machines
 * @param toolchains with which it was built, and with which its documentation or theirs says that it can be
 */
public record Release(
        String recipe,
        String title,
        Version version,
        Source source,
        List<Requirement> requirements,
        boolean usesJdk,
        long diskBytes,
        long compilerBytes,
        Build build,
        Optional<Daemons> daemons,
        List<Quirk> quirks,
        List<KnownToolchain> toolchains) {

    /** The name under which conditions speak of the release's own version. */
    public static final String OWN_VERSION = "release";

    public Release {
        requirements = List.copyOf(requirements);
        quirks = List.copyOf(quirks);
        toolchains = List.copyOf(toolchains);
    }

    /** Name and version for people and file names: {@code mesos 0.24.0}. */
    public String name() {
        return recipe + " " + version;
    }

    /** The same with the source replaced, as the user's parameters ask. */
    public Release withSource(Source replacement) {
        return new Release(
                recipe,
                title,
                version,
                replacement,
                requirements,
                usesJdk,
                diskBytes,
                compilerBytes,
                build,
                daemons,
                quirks,
                toolchains);
    }

    /** The same with another free space that a build takes at its peak, as the user's parameters ask. */
    public Release withDiskBytes(long bytes) {
        return new Release(
                recipe,
                title,
                version,
                source,
                requirements,
                usesJdk,
                bytes,
                compilerBytes,
                build,
                daemons,
                quirks,
                toolchains);
    }

    /**
     * Whether a condition of the recipe holds for this release on a machine whose tools have these versions. In a
     * condition, {@link #OWN_VERSION} is the version of the release itself.
     */
    public boolean holds(Condition condition, Function<String, Optional<Version>> versionOf) {
        return condition.holds(tool -> tool.equals(OWN_VERSION) ? Optional.of(version) : versionOf.apply(tool));
    }

    /** The quirks that show on a machine whose tools have these versions, in the recipe's order. */
    public List<Quirk> quirksOn(Function<String, Optional<Version>> versionOf) {
        return quirks.stream().filter(quirk -> holds(quirk.when(), versionOf)).toList();
    }

    /** What is known of building it on a machine whose tools and libraries have these versions. */
    public ToolchainSupport standing(Function<String, Optional<Version>> versionOf) {
        return ToolchainSupport.of(this, versionOf);
    }

    /**
     * Where the archive is and what proves it.
     *
     * @param fileName the archive's name
     * @param directory the one directory that everything in the archive lies in
     * @param urls where it can be downloaded, best first
     * @param artifact the Maven coordinates under which repositories have it, if they do
     * @param companions suffixes of the files that lie beside it: signature and checksum files
     * @param pins digests that it must have
     * @param keys armoured OpenPGP keys of those who may sign it, if the recipe has them
     * @param signers primary fingerprints of those of the keys that may sign this release; all of them if empty
     */
    public record Source(
            String fileName,
            String directory,
            List<String> urls,
            Optional<String> artifact,
            List<String> companions,
            List<Pin> pins,
            Optional<String> keys,
            Set<Fingerprint> signers) {
        public Source {
            urls = List.copyOf(urls);
            companions = List.copyOf(companions);
            pins = List.copyOf(pins);
            signers = Set.copyOf(signers);
        }
    }

    /**
     * How the tree is configured, made, tested and installed.
     *
     * @param subdirectory where {@code configure} lies below the top of the tree; empty for the top itself
     * @param separate whether it can be configured from another directory; if not, the tree is copied
     * @param configureArguments arguments of {@code configure}, without the prefix
     * @param makeArguments arguments of every {@code make}
     * @param environment variables set for every step
     * @param test how its own tests are run, if it has any
     * @param install how it is installed
     * @param proofs programs of the installation that must run, and what they must print
     * @param library the native library that JVM programs load, below the installation, if there is one
     * @param java how its Java bindings are built, if it has some
     * @param types what else is done for a build of a type, by the type's name
     */
    public record Build(
            String subdirectory,
            boolean separate,
            List<String> configureArguments,
            List<String> makeArguments,
            Map<String, String> environment,
            Optional<Test> test,
            Install install,
            List<Proof> proofs,
            Optional<String> library,
            Optional<Java> java,
            Map<String, Type> types) {
        public Build {
            configureArguments = List.copyOf(configureArguments);
            makeArguments = List.copyOf(makeArguments);
            environment = Map.copyOf(environment);
            proofs = List.copyOf(proofs);
            types = Map.copyOf(types);
        }
    }

    /**
     * How Java bindings are built, on a machine with a JDK that is good for them. In the arguments and in the environment,
     * {@link #HOME} stands for the home of the JDK, or of what stands in for it, and {@link #MAVEN} for the program that runs Maven.
     *
     * @param configureArguments arguments of {@code configure}
     * @param environment variables set for every step
     * @param sources the directory of the Java sources, below the top of the source tree
     * @param pom the template of the POM with which {@code make} runs Maven, below the top of the source tree, if it does; a word
     *     between at signs in it is a value that {@code configure} puts in
     * @param files what {@code make install} leaves out: the file in the build directory, by its place in the installation
     */
    public record Java(
            List<String> configureArguments,
            Map<String, String> environment,
            String sources,
            Optional<String> pom,
            Map<String, String> files) {
        /** Stands for the home of the JDK. */
        public static final String HOME = "{javaHome}";

        /** Stands for the program that runs Maven. */
        public static final String MAVEN = "{mvn}";

        /** The name under which conditions speak of the JDK with which the bindings are built; missing if they are not. */
        public static final String FACT = "java";

        public Java {
            configureArguments = List.copyOf(configureArguments);
            environment = Map.copyOf(environment);
            files = Map.copyOf(files);
        }
    }

    /**
     * What is done for a build of a type, such as {@code release}.
     *
     * @param flags words that stand first in a variable such as {@code CXXFLAGS}
     * @param strip whether what is installed is stripped unless something else is said
     */
    public record Type(Map<String, List<String>> flags, boolean strip) {
        /** Nothing in particular. */
        public static final Type PLAIN = new Type(Map.of(), false);

        public Type {
            flags = Map.copyOf(flags);
        }
    }

    /**
     * @param target the target of {@code make} that builds and runs the tests, {@code check} as a rule
     * @param programs those that it runs, below the build directory, if they are of googletest; without them, the target itself
     *     is what runs the tests
     * @param leaves the names that they give to what they leave in {@code /tmp}; {@code *} is any text, {@code ?} one character
     * @param flaky tests that fail now and then
     */
    public record Test(String target, List<String> programs, List<String> leaves, List<Flaky> flaky) {
        public Test {
            programs = List.copyOf(programs);
            leaves = List.copyOf(leaves);
            flaky = List.copyOf(flaky);
        }
    }

    /**
     * Tests that fail now and then, on any machine.
     *
     * @param tests in the pattern language of gtest's {@code --gtest_filter}
     * @param rate how often, as it was measured: {@code 2 of 40}
     * @param because one sentence: why
     */
    public record Flaky(List<String> tests, String rate, String because) {
        public Flaky {
            tests = List.copyOf(tests);
        }
    }

    /** How a built tree is installed. */
    public sealed interface Install {}

    /**
     * By a target of {@code make} that obeys {@code DESTDIR} (GNU Coding Standards, 7.2.4).
     *
     * @param target {@code install} as a rule
     */
    public record MakeInstall(String target) implements Install {}

    /**
     * By copying files, for releases that have no such target.
     *
     * @param files the file in the build directory, by its place in the installation
     */
    public record CopyInstall(Map<String, String> files) implements Install {
        public CopyInstall {
            files = Map.copyOf(files);
        }
    }

    /**
     * A program of the installation that must run.
     *
     * @param command a program below the installation and its arguments
     * @param environment variables set for it, over those of the build; the user's are set over these
     * @param prints what its output must hold
     */
    public record Proof(List<String> command, Map<String, String> environment, String prints) {
        public Proof {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }
}
