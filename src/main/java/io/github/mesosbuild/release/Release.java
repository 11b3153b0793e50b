package io.github.mesosbuild.release;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One version of a piece of software, with everything that is specific to fetching, verifying, building and installing it.
 *
 * @param recipe the recipe's name
 * @param title the name of the software for messages
 * @param version the version
 * @param source where the archive is and what verifies it
 * @param requirements what the machine must have to build it
 * @param usesJdk whether the build needs headers or libraries of a JDK, even without Java bindings
 * @param diskBytes the peak disk usage of a build
 * @param compilerBytes the peak memory of a single compiler process; 0 if unknown
 * @param build how to configure, build, test and install it
 * @param daemons the programs that form a cluster, if there are any
 * @param quirks clashes with some machines, and their fixes; then the patches of the recipe
 * @param toolchains toolchains that can build it
 * @param composition its license, and the software of others in it
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
        List<KnownToolchain> toolchains,
        Composition composition) {

    /** The tool name that stands for the release's own version in conditions. */
    public static final String OWN_VERSION = "release";

    public Release {
        requirements = List.copyOf(requirements);
        quirks = List.copyOf(quirks);
        toolchains = List.copyOf(toolchains);
    }

    /** The recipe's name and the version, for messages: {@code mesos 0.24.0}. */
    public String name() {
        return recipe + " " + version;
    }

    /** Returns this release with another source. */
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
                toolchains,
                composition);
    }

    /** Returns this release with other quirks. */
    Release withQuirks(List<Quirk> others) {
        return new Release(
                recipe,
                title,
                version,
                source,
                requirements,
                usesJdk,
                diskBytes,
                compilerBytes,
                build,
                daemons,
                others,
                toolchains,
                composition);
    }

    /** Returns this release with another peak disk usage. */
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
                toolchains,
                composition);
    }

    /**
     * Returns whether a condition of the recipe matches this release on a machine with these tool versions. The tool
     * {@link #OWN_VERSION} is the release itself.
     */
    public boolean holds(Condition condition, Function<String, Optional<Version>> versionOf) {
        return condition.holds(tool -> tool.equals(OWN_VERSION) ? Optional.of(version) : versionOf.apply(tool));
    }

    /** The quirks that apply on a machine with these tool versions, in the recipe's order. */
    public List<Quirk> quirksOn(Function<String, Optional<Version>> versionOf) {
        return quirks.stream().filter(quirk -> holds(quirk.when(), versionOf)).toList();
    }

    /** Returns what the recipe knows about building the release on a machine with these versions of tools and libraries. */
    public ToolchainSupport standing(Function<String, Optional<Version>> versionOf) {
        return ToolchainSupport.of(this, versionOf);
    }

    /**
     * The archive's location, and the data that verifies it.
     *
     * @param fileName the archive's name
     * @param directory the archive's top-level directory, which contains everything else
     * @param urls download addresses, the preferred one first
     * @param artifact the archive's Maven coordinates, if Maven repositories have it
     * @param companions suffixes of the signature and checksum files next to the archive
     * @param pins digests that the archive must have
     * @param keys armored OpenPGP keys of the possible signers, if the recipe has any
     * @param signers primary fingerprints of the keys that may sign this release; all keys if empty
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
     * The way to configure, build, test and install the source tree.
     *
     * @param subdirectory the directory with {@code configure}, relative to the source tree; empty for the tree itself
     * @param separate whether the build directory can be outside the source tree; otherwise the tree is copied
     * @param prepare commands that make {@code configure}, run in its directory if the archive does not have it
     * @param command the command in place of {@code configure}; empty if there is none
     * @param configureArguments arguments of {@code configure}, without the prefix
     * @param makeArguments arguments of every {@code make}
     * @param environment variables set for every step
     * @param test how to run the release's own tests, if it has any
     * @param install how to install it
     * @param proofs programs of the installation that must run
     * @param library the native library that JVM programs load, relative to the installation, if there is one
     * @param java how to build the Java bindings, if there are any
     * @param moved variables that tell programs where directories are that were compiled into them, by name: paths in the installation.
     *     They are set if the installation is not in the directory that it was configured for
     * @param types additions for build types, by type
     * @param jobs the most jobs of the steps
     */
    public record Build(
            String subdirectory,
            boolean separate,
            List<List<String>> prepare,
            List<String> command,
            List<String> configureArguments,
            List<String> makeArguments,
            Map<String, String> environment,
            Optional<Test> test,
            Install install,
            List<Proof> proofs,
            Optional<String> library,
            Optional<Java> java,
            Map<String, String> moved,
            Map<String, Type> types,
            StepJobs jobs) {
        public Build {
            prepare = prepare.stream().map(List::copyOf).toList();
            command = List.copyOf(command);
            configureArguments = List.copyOf(configureArguments);
            makeArguments = List.copyOf(makeArguments);
            environment = Map.copyOf(environment);
            proofs = List.copyOf(proofs);
            moved = Map.copyOf(moved);
            types = Map.copyOf(types);
        }
    }

    /**
     * The way to build the Java bindings on a machine with a suitable JDK. In the arguments and in the environment, {@link #HOME} is
     * replaced by the JDK's home or its emulation, and {@link #MAVEN} by the Maven program.
     *
     * @param configureArguments arguments of {@code configure}
     * @param environment variables set for every step
     * @param sources the directory of the Java sources, relative to the source tree
     * @param pom the template of the POM that {@code make} runs Maven with, relative to the source tree, if there is one;
     *     {@code configure} replaces words between at signs
     * @param files files that {@code make install} does not install: paths in the build directory by path in the installation
     */
    public record Java(
            List<String> configureArguments,
            Map<String, String> environment,
            String sources,
            Optional<String> pom,
            Map<String, String> files) {
        /** The placeholder for the home of the JDK. */
        public static final String HOME = "{javaHome}";

        /** The placeholder for the Maven program. */
        public static final String MAVEN = "{mvn}";

        /** The tool name in conditions of the JDK that builds the bindings; missing if they are not built. */
        public static final String FACT = "java";

        public Java {
            configureArguments = List.copyOf(configureArguments);
            environment = Map.copyOf(environment);
            files = Map.copyOf(files);
        }
    }

    /**
     * Additions for a build type, such as {@code release}.
     *
     * @param flags words at the beginning of variables such as {@code CXXFLAGS}
     * @param strip whether installed files are stripped by default
     */
    public record Type(Map<String, List<String>> flags, boolean strip) {
        /** No additions. */
        public static final Type PLAIN = new Type(Map.of(), false);

        /** What {@code debug} means for a recipe that does not define it. */
        public static final Type DEBUG =
                new Type(Map.of("CFLAGS", List.of("-g", "-O0"), "CXXFLAGS", List.of("-g", "-O0")), false);

        public Type {
            flags = Map.copyOf(flags);
        }
    }

    /**
     * The way to run the release's own tests.
     *
     * @param target the {@code make} target that builds and runs the tests, usually {@code check}
     * @param programs the GoogleTest programs, relative to the build directory; if empty, the target itself runs the tests
     * @param leaves patterns of names that the tests leave in {@code /tmp}: {@code *} is any text, {@code ?} any character
     * @param flaky tests that sometimes fail
     * @param environment variables of the programs, beside those of Automake
     * @param directory the directory that the programs run in, relative to the build directory; empty for that of their Makefile,
     *     {@code {scratch}} for a new one for each process
     * @param declared whether the recipe has them; otherwise it is no failure if the target does not exist
     */
    public record Test(
            String target,
            List<String> programs,
            List<String> leaves,
            List<Flaky> flaky,
            Map<String, String> environment,
            Optional<String> directory,
            boolean declared) {
        /** What a recipe that does not mention tests means. */
        public static final Test IF_ANY =
                new Test("check", List.of(), List.of(), List.of(), Map.of(), Optional.empty(), false);

        public Test {
            programs = List.copyOf(programs);
            leaves = List.copyOf(leaves);
            flaky = List.copyOf(flaky);
            // In a fixed order, because the text of this record is an input of a step.
            environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        }

        public Test(String target, List<String> programs, List<String> leaves, List<Flaky> flaky) {
            this(target, programs, leaves, flaky, Map.of(), Optional.empty(), true);
        }

        /** Returns the same tests with other programs. */
        public Test withPrograms(List<String> others) {
            return new Test(target, others, leaves, flaky, environment, directory, declared);
        }
    }

    /**
     * Tests that sometimes fail, on any machine.
     *
     * @param tests patterns of gtest's {@code --gtest_filter}
     * @param rate the observed failures: {@code 2 of 40}
     * @param because the reason, as a sentence
     */
    public record Flaky(List<String> tests, String rate, String because) {
        public Flaky {
            tests = List.copyOf(tests);
        }
    }

    /** The way to install a built tree. */
    public sealed interface Install {}

    /**
     * Installation by a {@code make} target that respects {@code DESTDIR} (GNU Coding Standards, 7.2.4).
     *
     * @param target the target, usually {@code install}
     * @param parallel whether the target works with more than one job; many do not, such as those of libtool releases that relink
     */
    public record MakeInstall(String target, boolean parallel) implements Install {}

    /**
     * Installation by copying files, for releases without an install target.
     *
     * @param files paths in the build directory by path in the installation
     */
    public record CopyInstall(Map<String, String> files) implements Install {
        public CopyInstall {
            files = Map.copyOf(files);
        }
    }

    /**
     * A program of the installation that must run successfully.
     *
     * @param command the program, relative to the installation, and its arguments
     * @param environment variables set for the program; they override those of the build, and the user's variables override both
     * @param prints a text that the program's output must contain
     */
    public record Proof(List<String> command, Map<String, String> environment, String prints) {
        public Proof {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }
}
