package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.host.RequirementResult.Status;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.release.VersionRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProbesTest {
    @TempDir
    Path directory;

    private final FakeRunner runner = new FakeRunner();

    @BeforeEach
    void installACompiler() throws Exception {
        tool("g++", "g++ (Debian 12.2.0-14) 12.2.0");
    }

    private void tool(String name, String version) throws Exception {
        Path file = TestFiles.program(directory.resolve("bin").resolve(name), name);
        runner.answer(file + " --version", 0, version + "\n");
    }

    private Probes probes(CommandRunner commands) {
        Map<String, String> environment =
                Map.of("PATH", directory.resolve("bin").toString());
        Toolbox toolbox =
                new Toolbox(commands, environment, directory, directory.resolve("tools.properties"), FileObserver.NONE);
        return new Probes(toolbox, new ProgramProbe(commands, toolbox, directory, environment));
    }

    private RequirementResult check(Requirement requirement, Facts facts, Quirk... quirks) throws Exception {
        return probes(runner).check(requirement, facts, List.of(quirks));
    }

    private static Facts facts(String... namesAndVersions) {
        return new Facts(IntStream.range(0, namesAndVersions.length / 2)
                .boxed()
                .collect(
                        Collectors.toMap(i -> namesAndVersions[2 * i], i -> new Version(namesAndVersions[2 * i + 1]))));
    }

    private static Requirement tool(String tool, Map<String, String> minimum, Map<String, String> newest) {
        Requirement.Probe probe = new Requirement.Tool(tool, versions(minimum), versions(newest));
        return new Requirement(tool, "It is needed.", probe, Condition.ALWAYS, Map.of());
    }

    private static Map<String, Version> versions(Map<String, String> texts) {
        Map<String, Version> versions = new TreeMap<>();
        texts.forEach((name, text) -> versions.put(name, new Version(text)));
        return versions;
    }

    private static Requirement compiler() {
        return tool("c++", Map.of("gcc", "4.8", "clang", "3.5"), Map.of("gcc", "4.9", "clang", "3.6"));
    }

    private static Quirk quirk(String name, List<Map<String, String>> alternatives) {
        List<Map<String, VersionRange>> when = alternatives.stream()
                .map(ranges -> {
                    Map<String, VersionRange> alternative = new TreeMap<>();
                    ranges.forEach((tool, range) -> alternative.put(tool, new VersionRange(range)));
                    return alternative;
                })
                .toList();
        return QuirkBuilder.quirk(name, "It warns more.")
                .when(new Condition(when))
                .build();
    }

    @Test
    void aToolBetweenTheBoundsIsFound() throws Exception {
        RequirementResult finding = check(compiler(), facts("gcc", "4.9.4"));

        assertThat(finding.status()).isEqualTo(Status.FOUND);
        assertThat(finding.found()).contains(new Version("4.9.4"));
        assertThat(finding.detail())
                .isEqualTo("gcc 4.9.4 at " + directory.resolve("bin/g++").toRealPath());
    }

    @Test
    void aToolBelowTheMinimumIsTooOld() throws Exception {
        RequirementResult finding = check(compiler(), facts("gcc", "4.4.7"));

        assertThat(finding.status()).isEqualTo(Status.TOO_OLD);
        assertThat(finding.detail()).startsWith("gcc 4.4.7 at ").endsWith("; at least 4.8 is needed");
    }

    @Test
    void theBoundsAreThoseOfTheImplementation() throws Exception {
        assertThat(check(compiler(), facts("clang", "3.6.2")).status()).isEqualTo(Status.FOUND);
        assertThat(check(compiler(), facts("clang", "3.4")).status()).isEqualTo(Status.TOO_OLD);
    }

    @Test
    void anUnknownCompilerIsAcceptedAsConfigureDoes() throws Exception {
        RequirementResult finding = check(compiler(), facts("apple-clang", "15.0"));

        assertThat(finding.status()).isEqualTo(Status.FOUND);
    }

    @Test
    void aToolThatIsTooNewIsReported() throws Exception {
        Quirk elsewhere = quirk("elsewhere", List.of(Map.of("gcc", "< 12")));
        Quirk notAboutIt = quirk("glibc", List.of(Map.of("glibc", ">= 2.28")));
        Quirk bySomethingElse = quirk("or", List.of(Map.of("gcc", ">= 99"), Map.of("glibc", ">= 2.28")));

        RequirementResult finding =
                check(compiler(), facts("gcc", "12.2.0", "glibc", "2.36"), elsewhere, notAboutIt, bySomethingElse);

        assertThat(finding.status()).isEqualTo(Status.TOO_NEW);
        assertThat(finding.detail()).endsWith("; 4.9 is the newest that builds the unmodified release");
        assertThat(finding.curedBy()).isEmpty();
    }

    @Test
    void quirksWorkAroundAToolThatIsTooNew() throws Exception {
        Quirk warnings = quirk("warnings", List.of(Map.of("gcc", ">= 8")));
        Quirk headers = quirk("headers", List.of(Map.of("clang", ">= 4"), Map.of("gcc", ">= 12", "glibc", ">= 2.28")));
        Quirk elsewhere = quirk("elsewhere", List.of(Map.of("gcc", ">= 13")));

        RequirementResult finding =
                check(compiler(), facts("gcc", "12.2.0", "glibc", "2.36"), warnings, elsewhere, headers);

        assertThat(finding.status()).isEqualTo(Status.TOO_NEW_CURED);
        assertThat(finding.curedBy()).containsExactly(warnings, headers);
    }

    @Test
    void aToolWithoutBoundsIsFoundByItsOwnName() throws Exception {
        tool("patch", "GNU patch 2.7.6");

        RequirementResult finding = check(tool("patch", Map.of(), Map.of()), facts());

        assertThat(finding.status()).isEqualTo(Status.FOUND);
        assertThat(finding.detail())
                .isEqualTo("patch 2.7.6 at " + directory.resolve("bin/patch").toRealPath());
    }

    @Test
    void aToolsOwnVersionIsComparedToo() throws Exception {
        tool("make", "GNU Make 3.80");

        assertThat(check(tool("make", Map.of("make", "3.81"), Map.of()), facts())
                        .status())
                .isEqualTo(Status.TOO_OLD);
    }

    @Test
    void aToolWhoseVersionIsUnknownIsFound() throws Exception {
        tool("patch", "");

        assertThat(check(tool("patch", Map.of("patch", "2"), Map.of()), facts()))
                .extracting(RequirementResult::status)
                .isEqualTo(Status.FOUND);
    }

    @Test
    void aToolThatIsNotOnThePathIsMissing() throws Exception {
        RequirementResult finding = check(tool("cc", Map.of(), Map.of()), facts());

        assertThat(finding.status()).isEqualTo(Status.MISSING);
        assertThat(finding.detail()).isEqualTo("not on the PATH: gcc, cc, clang");
    }

    @Test
    void aJdkIsAFactAndNotAProgram() throws Exception {
        Requirement jdk = tool("jdk", Map.of("jdk", "7"), Map.of("jdk", "8"));

        assertThat(check(jdk, facts("jdk", "8.0")).detail()).isEqualTo("jdk 8.0");
        assertThat(check(jdk, facts("jdk", "17.0.15")).status()).isEqualTo(Status.TOO_NEW);
        assertThat(check(jdk, facts()).detail()).isEqualTo("no JDK with bin/javac");
    }

    @Test
    void aRequirementOfOtherMachinesIsNotChecked() throws Exception {
        Condition when = new Condition(List.of(Map.of("jdk", new VersionRange("< 9"))));
        Requirement requirement =
                new Requirement("mvn", "The jar is built with it.", compiler().probe(), when, Map.of());

        RequirementResult finding = check(requirement, facts("jdk", "17.0.15"));

        assertThat(finding.status()).isEqualTo(Status.NOT_NEEDED);
        assertThat(finding.detail()).isEqualTo("needed only with jdk < 9");
        assertThat(runner.commands).isEmpty();
    }

    private static Requirement program(String name) {
        Requirement.Probe probe = new Requirement.Program(
                Requirement.Language.CXX, "int main() {}", List.of(), List.of("-l" + name), false, Optional.empty());
        return new Requirement(name, "It is needed.", probe, Condition.ALWAYS, Map.of());
    }

    @Test
    @Timeout(20)
    void severalProbesRunAtOnceAndKeepTheirOrder() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        CommandRunner meeting = (argv, place, environment, limit) -> {
            if (argv.contains("--version")) {
                return runner.run(argv, place, environment, limit);
            }
            both.countDown();
            boolean met = both.await(10, TimeUnit.SECONDS);
            return new CommandRunner.Result(met && argv.contains("-la") ? 0 : 1, "error: alone\n", false);
        };

        CheckReport report =
                probes(meeting).check(List.of(program("a"), program("b")), facts("gcc", "12"), List.of(), 2);

        assertThat(report.findings())
                .extracting(RequirementResult::status)
                .containsExactly(Status.FOUND, Status.MISSING);
        assertThat(report.findings())
                .extracting(finding -> finding.requirement().name())
                .containsExactly("a", "b");
    }

    @Test
    void aCompilerThatCannotBeStartedStopsTheCheck() {
        assertThatThrownBy(() -> probes(runner).check(List.of(program("a")), facts("gcc", "12"), List.of(), 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot start");
    }

    @Test
    @Timeout(30)
    void findsToolsAtTheSameTimeAndAsksEachOnce() throws Exception {
        tool("patch", "GNU patch 2.7.6");
        CountDownLatch bothRun = new CountDownLatch(2);
        Probes probes = probes((argv, directory, environment, limit) -> {
            bothRun.countDown();
            assertThat(bothRun.await(20, TimeUnit.SECONDS)).isTrue();
            return runner.run(argv, directory, environment, limit);
        });

        probes.find(List.of("c++", "patch", "patch"), 3);

        assertThat(runner.commands).hasSize(2);
    }
}
