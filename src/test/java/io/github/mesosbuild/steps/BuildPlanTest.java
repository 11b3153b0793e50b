package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ReleaseBuilder;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.release.VersionRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuildPlanTest {
    private static final Path STORE = Path.of("/cache/installations");
    private static final Set<Step> ALL = EnumSet.allOf(Step.class);
    private static final Set<Step> FROM_CONFIGURE = EnumSet.range(Step.CONFIGURE, Step.INSTALL);

    /** The inputs of a plan. Each test changes one of them. */
    private static final class Given {
        String archive = "a".repeat(64);
        final ReleaseBuilder release = new ReleaseBuilder();
        final BuildOptionsBuilder options = new BuildOptionsBuilder();
        List<Quirk> quirks = new ArrayList<>(List.of(quirk("flags", "because")));
        Map<String, Version> versions = new HashMap<>(Map.of("gcc", new Version("12.2.0")));
        Map<String, String> identities = new HashMap<>(Map.of("c++", "g++ 12.2.0, 1234", "make", "4.3, 5678"));
        Map<String, String> libraries = new HashMap<>(Map.of("zlib", "1.2.13, libz.so.1.2.13"));
        Map<String, String> inherited = new HashMap<>(Map.of("PATH", "/usr/bin", "CC", "gcc"));
        Path store = STORE;
        Optional<String> jdk = Optional.of("Debian 17.0.15");
        Path javaHome = Path.of("/opt/selected");
        Path work = Path.of("/building");
        Map<String, String> javaFiles = Map.of("share/java/sample.jar", "java/sample.jar");

        Given() {
            release.configureArguments = List.of("--disable-java");
            release.makeArguments = List.of("V=1");
            release.environment = Map.of("LIBS", "-lm");
            release.test = Optional.of(new Release.Test("check", List.of(), List.of(), List.of()));
            release.types = Map.of(
                    BuildOptions.RELEASE,
                    new Release.Type(Map.of("CXXFLAGS", List.of("-O2"), "CFLAGS", List.of("-O2")), true));
            options.configureArguments = List.of("--enable-extra");
        }

        BuildPlan plan() {
            release.quirks = quirks;
            release.java = Optional.of(new Release.Java(
                    List.of("JAVA_HOME={javaHome}", "MVN={mvn}"),
                    Map.of("JAVA_HOME", "{javaHome}"),
                    "java",
                    Optional.empty(),
                    javaFiles));
            return BuildPlan.of(
                    release.build(),
                    archive,
                    new Toolchain(versions, identities, libraries, inherited, javaHome, jdk.map(this::tools)),
                    options.build(),
                    store);
        }

        private JavaTools tools(String identity) {
            Jdk found = new Jdk(Path.of("/opt/jdk"), Optional.empty(), identity, "amd64", List.of());
            return new JavaTools(found, new Workspace(work), "java", false);
        }

        private static Quirk layout() {
            return QuirkBuilder.quirk("jdk-layout", "b").jdkLayout(8).build();
        }

        private static Quirk quirk(String name, String because, Quirk.Edit... edits) {
            return QuirkBuilder.quirk(name, because)
                    .when(new Condition(List.of(Map.of("gcc", new VersionRange(">= 5")))))
                    .configureArguments("ac_cv_x=yes")
                    .flags(Map.of("CXXFLAGS", List.of("-w", "-std=gnu++11")))
                    .edits(edits)
                    .build();
        }
    }

    private interface Change {
        void apply(Given given);
    }

    private static Arguments row(String name, Set<Step> expected, Change change) {
        return Arguments.of(name, expected, change);
    }

    static List<Arguments> inputs() {
        return List.of(
                row("archive", ALL, given -> given.archive = "b".repeat(64)),
                row("top directory", ALL, given -> given.release.directory = "other-1.0.0"),
                row(
                        "an edit of a quirk",
                        ALL,
                        given -> given.quirks =
                                List.of(Given.quirk("flags", "because", new Quirk.Edit("a.cc", "find", "replace")))),
                row("layout", FROM_CONFIGURE, given -> given.release.separate = false),
                row("subdirectory", FROM_CONFIGURE, given -> given.release.subdirectory = "unix"),
                row("configure of the recipe", FROM_CONFIGURE, given -> given.release.configureArguments = List.of()),
                row("configure of the user", FROM_CONFIGURE, given -> given.options.configureArguments = List.of()),
                row(
                        "a flag of the user",
                        FROM_CONFIGURE,
                        given -> given.options.configureArguments = List.of("CXXFLAGS=-O2")),
                row("environment of the recipe", FROM_CONFIGURE, given -> given.release.environment = Map.of()),
                row(
                        "environment of the user",
                        FROM_CONFIGURE,
                        given -> given.options.environment = Map.of("LIBS", "-lz")),
                row("a compiler of the environment", FROM_CONFIGURE, given -> given.inherited.put("CC", "clang")),
                row("content of the compiler", FROM_CONFIGURE, given -> given.identities.put("c++", "g++ 12.2.0, 99")),
                row("version of make", FROM_CONFIGURE, given -> given.identities.put("make", "4.4, 5678")),
                row("a tool that is gone", FROM_CONFIGURE, given -> given.identities.remove("make")),
                row("a library's version", FROM_CONFIGURE, given -> given.libraries.put("zlib", "1.3, libz.so.1.3")),
                row("a library that came", FROM_CONFIGURE, given -> given.libraries.put("libcurl", "7.88.1")),
                row("a library that is gone", FROM_CONFIGURE, given -> given.libraries.remove("zlib")),
                row("a quirk that no more shows", FROM_CONFIGURE, given -> given.versions.put("gcc", new Version("4"))),
                row("a quirk less", FROM_CONFIGURE, given -> given.quirks = List.of()),
                row(
                        "prefix",
                        FROM_CONFIGURE,
                        given -> given.options.installDirectory = Optional.of(Path.of("/opt/sample"))),
                row("make of the recipe", FROM_CONFIGURE, given -> given.release.makeArguments = List.of()),
                row("make of the user", FROM_CONFIGURE, given -> given.options.makeArguments = List.of("V=0")),
                row("type of build", FROM_CONFIGURE, given -> given.options.type = BuildOptions.DEBUG),
                row("identity of the JDK", FROM_CONFIGURE, given -> given.jdk = Optional.of("Debian 17.0.16")),
                row("no JDK", FROM_CONFIGURE, given -> given.jdk = Optional.empty()),
                row("not stripped", FROM_CONFIGURE, given -> given.options.strip = Optional.of(false)),
                row("program that strips", EnumSet.of(Step.INSTALL), given -> given.identities.put("strip", "2.41")),
                row("jars", FROM_CONFIGURE, given -> given.javaFiles = Map.of()),
                row("stripped as it is anyway", Set.of(), given -> given.options.strip = Optional.of(true)),
                row("place of the work", Set.of(), given -> given.work = Path.of("/elsewhere")),
                row(
                        "test target",
                        EnumSet.of(Step.CHECK),
                        given -> given.release.test =
                                Optional.of(new Release.Test("test", List.of(), List.of(), List.of()))),
                row(
                        "an excluded test",
                        EnumSet.of(Step.CHECK),
                        given -> given.quirks.add(QuirkBuilder.quirk("q", "b")
                                .excludedTests("A.b")
                                .build())),
                row("PATH", Set.of(), given -> given.inherited.put("PATH", "/opt/bin:/usr/bin")),
                row("DISTCC_HOSTS", Set.of(), given -> given.options.environment = Map.of("DISTCC_HOSTS", "one/8")),
                row("CCACHE_DIR", Set.of(), given -> given.inherited.put("CCACHE_DIR", "/big")),
                row("HOME", Set.of(), given -> given.inherited.put("HOME", "/home/somebody")),
                row("jobs", Set.of(), given -> given.options.jobs = 7),
                row("time-outs", Set.of(), given -> given.options.timeout = Duration.ofMinutes(1)),
                row("tests skipped", Set.of(), given -> given.options.skipTests = true),
                row("words of a quirk", Set.of(), given -> given.quirks = List.of(Given.quirk("flags", "other words"))),
                row(
                        "version of a tool that no quirk is about",
                        Set.of(),
                        given -> given.versions.put("git", new Version("2"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void eachInputChangesExactlyTheStepsThatDependOnIt(String name, Set<Step> expected, Change change) {
        BuildPlan before = new Given().plan();
        Given given = new Given();
        change.apply(given);
        BuildPlan after = given.plan();
        Set<Step> changed = EnumSet.noneOf(Step.class);
        for (Step step : Step.values()) {
            if (!before.inputsOf(step).fingerprint().equals(after.inputsOf(step).fingerprint())) {
                changed.add(step);
            }
        }
        assertThat(changed).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void afterACompleteBuildExactlyTheseStepsRunAgain(
            String name, Set<Step> expected, Change change, @TempDir Path directory) throws Exception {
        Workspace workspace = new Workspace(directory.resolve("work"));
        Given given = new Given();
        given.store = directory.resolve("store");
        BuildPlan before = given.plan();
        Files.createDirectories(workspace.source());
        Files.createDirectories(workspace.tree());
        for (Step step : Step.values()) {
            workspace.journal().finished(step, before.inputsOf(step), Duration.ofSeconds(1));
        }
        Files.writeString(Files.createDirectories(before.prefix()).resolve("file"), "installed");
        InstallationStore.complete(before, true);
        assertThat(Builder.explain(before, workspace)).allMatch(StepState::upToDate);

        change.apply(given);
        assertThat(Builder.explain(given.plan(), workspace))
                .filteredOn(state -> !state.upToDate())
                .extracting(StepState::step)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void newMakeArgumentsNeedAFreshTreeEvenWithAFixedPrefix() {
        Given given = new Given();
        given.options.installDirectory = Optional.of(Path.of("/opt/sample"));
        BuildPlan before = given.plan();
        given.options.makeArguments = List.of("V=0");
        BuildPlan after = given.plan();
        assertThat(Step.values())
                .filteredOn(step -> !before.inputsOf(step).equals(after.inputsOf(step)))
                .containsExactlyElementsOf(FROM_CONFIGURE);
        assertThat(after.inputsOf(Step.CONFIGURE).changesSince(before.inputsOf(Step.CONFIGURE)))
                .extracting(StepInputs.Change::input)
                .containsExactly("make.arguments");
    }

    @Test
    void argumentsAreOrderedSoThatTheUsersTakePrecedence() {
        Given given = new Given();
        given.options.configureArguments = List.of("--enable-extra", "CXXFLAGS=-O2", "CC=gcc-12");
        assertThat(given.plan().configureArguments())
                .satisfies(arguments ->
                        assertThat(arguments.get(0)).startsWith("--prefix=/cache/installations/sample-1.0.0-"))
                .endsWith(
                        "--disable-java",
                        "JAVA_HOME=/opt/jdk",
                        "MVN=/building/tools/mvn",
                        "ac_cv_x=yes",
                        "--enable-extra",
                        "CC=gcc-12",
                        "CFLAGS=-O2",
                        "CXXFLAGS=-O2 -w -std=gnu++11 -O2");
    }

    @Test
    void flagsOfTheEnvironmentAreAppendedToo() {
        Given given = new Given();
        given.options.environment = Map.of("CXXFLAGS", "-g");
        assertThat(given.plan().configureArguments()).contains("CXXFLAGS=-O2 -w -std=gnu++11 -g");
    }

    @Test
    void debugHasFlagsAlsoIfTheRecipeDefinesNoTypes() throws Exception {
        ReleaseBuilder plain = new ReleaseBuilder();
        BuildPlan debug = BuildPlan.of(
                plain.build(),
                "a".repeat(64),
                SampleWorld.toolchain(),
                BuildOptionsBuilder.options(options -> options.type = BuildOptions.DEBUG),
                Path.of("/store"));
        assertThat(debug.configureArguments()).contains("CFLAGS=-g -O0", "CXXFLAGS=-g -O0");
        plain.types = Map.of("debug", new Release.Type(Map.of("CFLAGS", List.of("-Og")), false));
        BuildPlan own = BuildPlan.of(
                plain.build(),
                "a".repeat(64),
                SampleWorld.toolchain(),
                BuildOptionsBuilder.options(options -> options.type = BuildOptions.DEBUG),
                Path.of("/store"));
        assertThat(own.configureArguments()).contains("CFLAGS=-Og").doesNotContain("CXXFLAGS=-g -O0");
    }

    @Test
    void theOldLayoutUsesAJdkInTheWorkDirectory() {
        Given given = new Given();
        given.quirks.add(Given.layout());
        BuildPlan plan = given.plan();
        assertThat(plan.configureArguments()).contains("JAVA_HOME=/building/jdk");
        assertThat(plan.environment()).containsEntry("JAVA_HOME", "/building/jdk");
        assertThat(plan.inputsOf(Step.CONFIGURE).values().toString()).doesNotContain("/building");
    }

    @Test
    void withoutAJdkNoArgumentNamesOne() {
        Given given = new Given();
        given.jdk = Optional.empty();
        BuildPlan plan = given.plan();
        assertThat(plan.java()).isEmpty();
        assertThat(plan.configureArguments()).noneMatch(argument -> argument.startsWith("JAVA_HOME"));
        assertThat(plan.environment()).doesNotContainKey("JAVA_HOME");
    }

    @Test
    void equalInputsShareAPrefixAndOthersDoNot() {
        Path prefix = new Given().plan().prefix();
        assertThat(new Given().plan().prefix()).isEqualTo(prefix);
        Given other = new Given();
        other.options.configureArguments = List.of("--disable-extra");
        assertThat(other.plan().prefix()).isNotEqualTo(prefix);
        assertThat(other.plan().prefix().getParent()).isEqualTo(STORE);
    }

    @Test
    void theUsersPrefixIsUsedAsItIs() {
        Given given = new Given();
        given.options.installDirectory = Optional.of(Path.of("/opt/sample"));
        assertThat(given.plan().prefix()).isEqualTo(Path.of("/opt/sample"));
        assertThat(given.plan().ownStore()).isFalse();
        assertThat(given.plan().configureArguments()).startsWith("--prefix=/opt/sample");
    }

    @Test
    void builtProgramsSeeTheSelectedJdkWithoutBeingRebuiltForIt() {
        Given given = new Given();
        given.jdk = Optional.empty();
        BuildPlan plan = given.plan();
        assertThat(plan.environment()).doesNotContainKey("JAVA_HOME");
        assertThat(plan.runEnvironment())
                .containsEntry("JAVA_HOME", "/opt/selected")
                .containsEntry("CC", "gcc");

        given.javaHome = Path.of("/opt/another");
        BuildPlan another = given.plan();
        assertThat(another.runEnvironment()).containsEntry("JAVA_HOME", "/opt/another");
        assertThat(another.inputs()).isEqualTo(plan.inputs());
        assertThat(another.prefix()).isEqualTo(plan.prefix());

        given.options.environment = Map.of("JAVA_HOME", "/opt/wanted");
        assertThat(given.plan().runEnvironment()).containsEntry("JAVA_HOME", "/opt/wanted");
        assertThat(given.plan().prefix()).as("configure sees this one").isNotEqualTo(plan.prefix());
    }
}
