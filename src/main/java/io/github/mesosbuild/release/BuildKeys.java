package io.github.mesosbuild.release;

import static io.github.mesosbuild.release.Key.optional;
import static io.github.mesosbuild.release.Key.required;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The keys under {@code build}. */
final class BuildKeys {
    private static final String NO_TESTS = "none";

    static final Key<List<String>> CONFIGURE =
            optional("configure", Kinds.TEXTS, "arguments of configure, without the prefix", "[--disable-python]");
    static final Key<Map<String, String>> ENVIRONMENT =
            optional("environment", Kinds.TEXT_BY_NAME, "variables of every step", "{ LC_ALL: C }");

    /** A program, or a map that restricts it to some versions. */
    static final class Program {
        static final Key<String> PROGRAM = required("program", Kinds.PATH, "the program", "src/tests");
        static final Key<Optional<VersionRange>> RELEASE =
                required("release", Kinds.RANGE, "versions that have it", "\"< 0.26\"");
        static final Section SECTION = Section.of("build.test.programs", PROGRAM, RELEASE);

        /** A program of the versions in a range; of all if there is no range. */
        record Of(String path, Optional<VersionRange> range) {}

        static final Kind<List<Of>> LIST = new Kind<>(
                "list of paths, or of maps",
                Kinds.items(Map.of("anyOf", List.of(Kinds.PATH.schema(), SECTION))),
                node -> node.list().stream().flatMap(Program::read).toList());

        private Program() {}

        private static Stream<Of> read(ConfigNode node) {
            if (!node.isMap()) {
                return Stream.of(new Of(Kinds.PATH.reader().apply(node), Optional.empty()));
            }
            SECTION.open(node);
            String path = PROGRAM.of(node);
            return RELEASE.of(node).map(range -> new Of(path, Optional.of(range))).stream();
        }
    }

    /** Tests that sometimes fail. */
    static final class Flaky {
        static final Key<List<String>> TESTS = required(
                "tests",
                Kinds.TEXTS,
                "patterns of `--gtest_filter`; Automake's tests are named as for `excludedTests`",
                "[FaultToleranceTest.*]");
        static final Key<String> RATE = required("rate", Kinds.TEXT, "how often they failed", "2 of 40");
        static final Key<String> BECAUSE =
                required("because", Kinds.TEXT, "one sentence: why they fail", "they expect two cores.");
        static final Section SECTION = Section.of("build.test.flakyTests", TESTS, RATE, BECAUSE);

        private Flaky() {}
    }

    /** The release's own tests. */
    static final class Test {
        static final Key<String> TARGET = optional(
                        "target", Kinds.TEXT, "make target that builds and runs the tests", "check")
                .fallback("check", "check");
        static final Key<List<Program.Of>> PROGRAMS = optional(
                "programs",
                Program.LIST,
                "googletest programs in the build directory, run in shards; `{ program: tests, release: \"< 0.26\" }` restricts the"
                        + " version. Without programs, the target runs the tests. Other tests of the target are in the report too",
                "[tests/sample-tests]");
        static final Key<Map<String, String>> ENVIRONMENT = optional(
                "environment",
                Kinds.TEXT_BY_NAME,
                "variables of the programs. `{srcdir}`, `{builddir}`, `{top_srcdir}` and `{top_builddir}` are replaced by absolute"
                        + " paths",
                "{ DATA: \"{srcdir}/data\" }");
        static final Key<String> DIRECTORY = optional(
                        "directory",
                        Kinds.PATH,
                        "directory that the programs run in, under the build directory; `\"{scratch}\"` is an empty directory for each"
                                + " process",
                        "\"{scratch}\"")
                .absent("that of the program's Makefile");
        static final Key<List<String>> LEAVES = optional(
                "leaves", Kinds.TEXTS, "names of what tests leave in `/tmp`, with `*` and `?`", "[sample-left-*]");
        static final Key<List<ConfigNode>> FLAKY = optional(
                "flakyTests",
                Kinds.list(Flaky.SECTION),
                "groups of tests that sometimes fail, for the report; these tests are rerun up to four times",
                "");
        static final Section SECTION =
                Section.of("build.test", TARGET, PROGRAMS, ENVIRONMENT, DIRECTORY, LEAVES, FLAKY);

        /** The tests as a map; empty if there are none. */
        static final Kind<Optional<ConfigNode>> MAP_OR_NONE = new Kind<>(
                "map, or `none`", Map.of("anyOf", List.of(Map.of("enum", List.of(NO_TESTS)), SECTION)), Test::read);

        private Test() {}

        private static Optional<ConfigNode> read(ConfigNode node) {
            return areNone(node) ? Optional.empty() : Optional.of(SECTION.open(node));
        }

        static boolean areNone(ConfigNode node) {
            return NO_TESTS.equals(node.value());
        }
    }

    /** The way to install. */
    static final class Install {
        static final Key<String> TARGET = optional(
                        "target", Kinds.TEXT, "make target that obeys `DESTDIR`; it runs with one job", "install")
                .fallback("install", "install");
        static final Key<Boolean> PARALLEL = optional(
                        "parallel", Kinds.FLAG, "`true` if the target works with several jobs", "true")
                .fallback(false, "false");
        static final Key<Map<String, String>> FILES = optional(
                "files",
                Kinds.PATH_BY_PATH,
                "copies files, for releases without a target: place in the installation, file in the build directory",
                "{ bin/jsvc: jsvc }");
        static final Section SECTION =
                Section.of("build.install", TARGET, PARALLEL, FILES).with(new Section.Exclusive("target", "files"));

        private Install() {}
    }

    /** The most jobs of the steps. */
    static final class Jobs {
        static final Key<OptionalInt> MAKE =
                optional("make", Kinds.JOBS, "most jobs of the step make", "4").absent("no limit");
        static final Key<OptionalInt> TEST = optional(
                        "test",
                        Kinds.JOBS,
                        "most jobs of the target that runs the tests, and most googletest programs at once",
                        "1")
                .absent("no limit");
        static final Key<OptionalInt> INSTALL = optional(
                        "install", Kinds.JOBS, "most jobs of the target that installs", "2")
                .absent("1; no limit with `build.install.parallel`");
        static final Section SECTION = Section.of("build.jobs", MAKE, TEST, INSTALL);

        private Jobs() {}
    }

    /** A program that must run. */
    static final class Proof {
        static final Key<List<String>> COMMAND = required(
                "command", Kinds.COMMAND, "program in the installation, and its arguments", "[bin/jsvc, -help]");
        static final Key<String> PRINTS = optional(
                        "prints", Kinds.ANY_TEXT, "text that the output must contain", "\"Usage: jsvc\"")
                .absent("any output");
        static final Key<Map<String, String>> ENVIRONMENT =
                optional("environment", Kinds.TEXT_BY_NAME, "more variables", "{ MODE: quiet }");
        static final Section SECTION = Section.of("build.proofs", COMMAND, PRINTS, ENVIRONMENT);

        private Proof() {}
    }

    /** The Java bindings. */
    static final class Java {
        static final Key<List<String>> CONFIGURE = optional(
                "configure",
                Kinds.TEXTS,
                "arguments of configure if the bindings are built; `{javaHome}` is the JDK, `{mvn}` the program that runs Maven",
                "[\"JAVA_HOME={javaHome}\"]");
        static final Key<Map<String, String>> ENVIRONMENT = optional(
                "environment",
                Kinds.TEXT_BY_NAME,
                "variables of every step, likewise",
                "{ JAVA_HOME: \"{javaHome}\" }");
        static final Key<String> SOURCES =
                required("sources", Kinds.PATH, "directory of the Java sources", "src/java/src");
        static final Key<String> POM =
                optional("pom", Kinds.PATH, "template of the POM that make runs Maven with", "src/java/mesos.pom.in");
        static final Key<Map<String, String>> FILES = optional(
                "files",
                Kinds.PATH_BY_PATH,
                "files that `make install` leaves out: place in the installation, file in the build directory",
                "{ share/java/x.jar: src/x.jar }");
        static final Section SECTION = Section.of("build.java", CONFIGURE, ENVIRONMENT, SOURCES, POM, FILES);

        private Java() {}
    }

    /** A build type. */
    static final class Type {
        static final Key<Map<String, List<String>>> FLAGS =
                optional("flags", Kinds.TEXTS_BY_NAME, "words at the beginning of a variable", "{ CXXFLAGS: [-O2] }");
        static final Key<Boolean> STRIP = optional(
                        "strip", Kinds.FLAG, "`true` if installed files are stripped by default", "true")
                .fallback(false, "false");
        static final Section SECTION = Section.of("build.types.TYPE", FLAGS, STRIP);

        static final Key<ConfigNode> RELEASE =
                optional("release", Kinds.map(SECTION), "the usual type", "").absent("no additions");
        static final Key<ConfigNode> DEBUG = optional("debug", Kinds.map(SECTION), "the type for debuggers", "")
                .absent("`-g -O0` in `CFLAGS` and `CXXFLAGS`");
        static final Section TYPES = Section.of("build.types", RELEASE, DEBUG);

        private Type() {}
    }

    static final Key<Boolean> SEPARATE = optional(
                    "separate",
                    Kinds.FLAG,
                    "`true` if configure works from another directory; otherwise the source tree is copied",
                    "true")
            .fallback(false, "false");
    static final Key<String> DIRECTORY = optional(
                    "directory", Kinds.PATH, "directory of `configure` under the top of the tree", "unix")
            .absent("the top");
    static final Key<List<List<String>>> PREPARE = optional(
            "prepare",
            Kinds.list("list of commands, each a list of texts", Kinds.CALL),
            "commands that make `configure`, run in its directory if the archive does not have it, such as an archive of a tag in Git",
            "[[autoreconf, --install]]");
    static final Key<List<String>> COMMAND = optional(
                    "command",
                    Kinds.CALL,
                    "program in place of configure, run in the build directory with the variables of configure in its"
                            + " environment. `{srcdir}` and `{prefix}` are replaced by absolute paths",
                    "[cmake, \"{srcdir}\", \"-DCMAKE_INSTALL_PREFIX={prefix}\"]")
            .absent("`configure --prefix=...`");
    static final Key<List<String>> MAKE = optional("make", Kinds.TEXTS, "arguments of every make", "[V=1]");
    static final Key<ConfigNode> JOBS = optional(
                    "jobs", Kinds.map(Jobs.SECTION), "most jobs of each step, for rules that do not work with more", "")
            .absent("the defaults of its keys");
    static final Key<ConfigNode> TYPES = optional("types", Kinds.map(Type.TYPES), "build types", "");
    static final Key<Optional<ConfigNode>> TEST = optional(
                    "test",
                    Test.MAP_OR_NONE,
                    "the release's own tests; `none` if there are none, or none that can run",
                    "{ programs: [tests/sample-tests] }")
            .absent("`make check`, if the Makefile has that target");
    static final Key<ConfigNode> INSTALL = optional(
                    "install", Kinds.map(Install.SECTION), "the way to install", "{ target: install-strip }")
            .absent("`{ target: install }`");
    static final Key<List<ConfigNode>> PROOFS =
            optional("proofs", Kinds.list(Proof.SECTION), "installed programs that must run and exit with 0", "");
    static final Key<Map<String, String>> MOVED = optional(
            "moved",
            Kinds.PATH_BY_NAME,
            "variables that are set if the installation comes from a bundle, because programs have directories compiled in: path in"
                    + " the installation by variable",
            "{ MESOS_WEBUI_DIR: share/mesos/webui }");
    static final Key<String> LIBRARY =
            optional("library", Kinds.PATH, "library for programs on the JVM, in the installation", "lib/libmesos.so");
    static final Key<ConfigNode> JAVA =
            optional("java", Kinds.map(Java.SECTION), "the Java bindings", "").absent("no bindings");

    static final Section SECTION = Section.of(
            "build",
            SEPARATE,
            DIRECTORY,
            PREPARE,
            COMMAND,
            CONFIGURE,
            MAKE,
            ENVIRONMENT,
            JOBS,
            TYPES,
            TEST,
            INSTALL,
            PROOFS,
            MOVED,
            LIBRARY,
            JAVA);

    private BuildKeys() {}
}
