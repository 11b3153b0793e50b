package io.github.mesosbuild.page;

import static io.github.mesosbuild.page.SampleReport.entries;
import static io.github.mesosbuild.page.SampleReport.list;
import static io.github.mesosbuild.page.SampleReport.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Two builds side by side, in lines and as a page. */
class ComparisonTest {
    private static final String HOSTILE =
            "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u202egpj\u0007";

    /** A build without anything that would make its times unfair. */
    static Map<String, Object> plain() {
        Map<String, Object> report = SampleReport.succeeded(40, 2);
        report.put("unseen", 0);
        report.put("cache", entries("kind", "ccache", "hits", 0, "misses", 40));
        list(report, "load").forEach(point -> {
            map(point).put("allowed", 2);
            map(point).put("why", null);
        });
        return report;
    }

    static Comparison of(Map<String, Object> before, Map<String, Object> now) {
        return Comparison.of(ConfigNode.lenient(before), ConfigNode.lenient(now));
    }

    private static List<String> caveats(Map<String, Object> before, Map<String, Object> now) {
        return new Caveats(of(before, now)).sentences();
    }

    private static String page(Map<String, Object> before, Map<String, Object> now) {
        return ComparisonPage.of(of(before, now), "/old/report.json");
    }

    private static Map<String, Object> step(Map<String, Object> report, int number) {
        return map(list(report, "steps").get(number));
    }

    private static Map<String, Object> command(Map<String, Object> report, int number) {
        return map(list(report, "commands").get(number));
    }

    @Test
    void equalBuildsHaveNoCaveatAndNoDifference() throws Exception {
        Comparison same = of(plain(), plain());
        assertThat(new Caveats(same).sentences()).isEmpty();
        assertThat(same.slower()).isEmpty();
        assertThat(same.faster()).isEmpty();
        assertThat(same.facts()).noneMatch(Comparison.Fact::differs);
        String page = page(plain(), plain());
        assertThat(Pages.section(page, "tests"))
                .isEqualTo("Tests of the release Every test has the same verdict in both builds.");
        assertThat(Pages.section(page, "installation"))
                .isEqualTo("Installation No difference was found between the installed files."
                        + "1 file compared by size only: no digest of the larger ones is recorded.");
        assertThat(Pages.section(page, "objects")).contains("Slower nowNone by at least 0.3 s and 10%.");
        assertThat(page).doesNotContain("id=\"caveats\"");
    }

    @Test
    void everythingThatMakesTimesUnfairIsNamed() {
        Map<String, Object> before = plain();
        map(before.get("machine")).put("cores", 8);
        map(list(before, "load").get(0)).put("allowed", 8);
        before.put("cache", entries("kind", "ccache", "hits", 30, "misses", 10));
        before.put("buildType", "debug");
        before.put("damaged", 2);
        map(before.get("release")).put("version", "1.10.0");
        Map<String, Object> now = SampleReport.failed(40, 2);
        now.put("cache", null);
        now.put("unseen", 60);
        now.put("runs", List.of(entries("at", 0), entries("at", 1), entries("at", 2)));
        step(now, 0).put("state", "reused");
        assertThat(caveats(before, now))
                .satisfiesExactly(
                        text -> assertThat(text)
                                .isEqualTo("The releases differ: Apache Mesos 1.10.0 before, Apache Mesos 1.11.0 now."
                                        + " Other sources were compiled."),
                        text -> assertThat(text)
                                .isEqualTo("The machines differ: Debian 12 on x86_64, 8 cores, 8.6 GB before;"
                                        + " Debian 12 on x86_64, 2 cores, 8.6 GB now."),
                        text -> assertThat(text).isEqualTo("The numbers of jobs differ: at most 8 before, 2 now."),
                        text -> assertThat(text)
                                .matches(
                                        "The plugin lowered the number of jobs for 0 s before, and for [0-9.]+ s now\\."),
                        text -> assertThat(text).isEqualTo("The build types differ: debug before, release now."),
                        text -> assertThat(text)
                                .isEqualTo("The compiler cache had 75% of the compilations before, and 0.0% now."
                                        + " What it had was not compiled."),
                        text -> assertThat(text).isEqualTo("Before, 2 lines of the recording were damaged."),
                        text -> assertThat(text)
                                .isEqualTo("Now, the build failed: its last steps are missing or incomplete."),
                        text -> assertThat(text)
                                .isEqualTo("Now, these steps were reused: unpack."
                                        + " Their times are those of earlier runs, or not recorded."),
                        text -> assertThat(text).isEqualTo("Now, the build was resumed: 3 runs are counted together."),
                        text -> assertThat(text)
                                .matches(
                                        "Now, 60 of \\d+ compilations were too short to be seen: their time is missing\\."));
    }

    @Test
    void aSkippedStepHasNoTimeToCompare() {
        Map<String, Object> now = plain();
        step(now, 3).putAll(Map.of("state", "skipped", "seconds", 75.0, "earlier", "failed"));
        Comparison comparison = of(plain(), now);
        assertThat(comparison.steps().get(3).name()).isEqualTo("check");
        assertThat(comparison.steps().get(3).now()).isEmpty();
        assertThat(new Caveats(comparison).sentences())
                .containsExactly("Now, check was skipped; failed after 1 min 15 s in an earlier run.");
    }

    @Test
    void anInstallationFromABundleAndARunThatFailedEarlyAreNamed() {
        Map<String, Object> bundle = plain();
        bundle.put("bundle", entries("coordinates", "a:b:1"));
        Map<String, Object> late = plain();
        late.put("verdict", "failed");
        late.put("shown", entries("verdict", "succeeded"));
        assertThat(caveats(bundle, late))
                .containsExactly(
                        "Before, the installation was taken from a bundle: nothing was compiled.",
                        "Now, the last run failed before its first step: the figures are those of the run before.");
    }

    @Test
    void objectsThatChangedByMoreThanTheLooksCanTellAreListed() throws Exception {
        Map<String, Object> before = plain();
        Map<String, Object> now = plain();
        command(before, 0).putAll(Map.of("kind", "compile", "what", "src/slow.o", "seconds", 2.0));
        command(now, 0).putAll(Map.of("kind", "compile", "what", "src/slow.o", "seconds", 5.0));
        command(before, 1).putAll(Map.of("kind", "compile", "what", "src/fast.o", "seconds", 4.0));
        command(now, 1).putAll(Map.of("kind", "compile", "what", "src/fast.o", "seconds", 1.0));
        command(before, 2).putAll(Map.of("kind", "compile", "what", "src/little.o", "seconds", 1.0));
        command(now, 2).putAll(Map.of("kind", "compile", "what", "src/little.o", "seconds", 1.29));
        command(before, 3).putAll(Map.of("kind", "compile", "what", "src/long.o", "seconds", 100.0));
        command(now, 3).putAll(Map.of("kind", "compile", "what", "src/long.o", "seconds", 109.0));
        command(before, 4).putAll(Map.of("kind", "compile", "what", "src/gone.o"));
        command(now, 4).putAll(Map.of("kind", "compile", "what", "src/new.o"));
        Comparison comparison = of(before, now);
        assertThat(comparison.slower())
                .extracting(
                        change -> change.name() + " " + change.ratio(Unit.TIME).orElse("-"))
                .containsExactly("src/slow.o 2.50x");
        assertThat(comparison.faster())
                .extracting(
                        change -> change.name() + " " + change.ratio(Unit.TIME).orElse("-"))
                .containsExactly("src/fast.o 0.25x");
        assertThat(Pages.section(page(before, now), "objects"))
                .contains("src/slow.o2 s5 s2.50x")
                .contains("src/fast.o4 s1 s0.25x")
                .endsWith("Only before: 1 object. Only now: 1 object.");
    }

    @Test
    void theSumHasOnlyTheStepsOfBoth() throws Exception {
        Map<String, Object> before = plain();
        Map<String, Object> now = plain();
        before.put(
                "steps", List.of(entries("name", "make", "seconds", 10.0), entries("name", "check", "seconds", 5.0)));
        now.put("steps", List.of(entries("name", "make", "seconds", 20.0), entries("name", "check", "seconds", null)));
        assertThat(of(before, now).steps())
                .extracting(step -> step.name() + " " + step.before().orElse(-1.0) + " "
                        + step.now().orElse(-1.0) + " " + step.ratio(Unit.TIME).orElse("-"))
                .containsExactly("make 10.0 20.0 2.00x", "check 5.0 -1.0 -", "steps of both 10.0 20.0 2.00x");
        now.put("steps", List.of());
        assertThat(of(before, now).allSteps().isKnown()).isFalse();
        assertThat(page(before, now)).contains("<dt>Steps of both</dt>");
    }

    @Test
    void timesTooShortToBeComparedHaveNoRatio() throws Exception {
        Map<String, Object> before = plain();
        Map<String, Object> now = plain();
        before.put("steps", List.of(entries("name", "unpack", "seconds", 0.001)));
        now.put("steps", List.of(entries("name", "unpack", "seconds", 0.432)));
        assertThat(Pages.section(page(before, now), "steps"))
                .contains("unpack< 0.1 s0.4 s- ")
                .contains("steps of both< 0.1 s0.4 s-");
        assertThat(page(before, now)).contains("<small>before &lt; 0.1 s</small>");
        List<String> lines = new ArrayList<>();
        ComparisonLines.print(of(before, now), "x", lines::add, lines::add);
        assertThat(lines).anyMatch(line -> line.matches("Unpack +< 0\\.1 s +0\\.4 s +-"));

        assertThat(new Change("a", 0.9, 0.95).ratio(Unit.TIME)).isEmpty();
        assertThat(new Change("a", 0.9, 1.8).ratio(Unit.TIME)).contains("2.00x");
        assertThat(new Change("a", 1.8, 0.9).ratio(Unit.TIME)).contains("0.50x");
        assertThat(new Change("a", 0.05, 20).ratio(Unit.TIME)).isEmpty();
        assertThat(new Change("a", 0, 0).ratio(Unit.SIZE)).isEmpty();
        assertThat(new Change("a", 2, 1).ratio(Unit.SIZE)).contains("0.50x");
    }

    @Test
    void anObjectThatWasCompiledTwiceCountsOnce() {
        Map<String, Object> before = plain();
        command(before, 0).putAll(Map.of("kind", "compile", "what", "src/a.o", "seconds", 1.0));
        command(before, 1).putAll(Map.of("kind", "compile", "what", "src/a.o", "seconds", 2.0));
        Map<String, Object> now = plain();
        command(now, 0).putAll(Map.of("kind", "compile", "what", "src/a.o", "seconds", 6.0));
        command(now, 1).putAll(Map.of("kind", "link", "what", "src/a"));
        assertThat(of(before, now).slower())
                .extracting(
                        change -> change.name() + " " + change.ratio(Unit.TIME).orElse("-"))
                .containsExactly("src/a.o 2.00x");
    }

    @Test
    void testsThatChangedAreNamed() throws Exception {
        Map<String, Object> now = plain();
        map(now.get("tests"))
                .put(
                        "results",
                        List.of(
                                SampleResults.result("AllocatorTest.Weights", "failed"),
                                SampleResults.result("OsTest.User", "passed"),
                                SampleResults.result("SlaveRecoveryTest.Reboot", "failed"),
                                SampleResults.result("FetcherCacheTest.Simple", "passed"),
                                SampleResults.result("New.Test", "passed")));
        assertThat(Pages.section(page(plain(), now), "tests"))
                .isEqualTo("Tests of the release"
                        + " Fail nowFail now: 1 testTestBeforeNow AllocatorTest.Weights of mesos-testspassedfailed "
                        + "No longer failNo longer fail: 1 testTestBeforeNow OsTest.User of mesos-testsfailedpassed "
                        + "Other verdictsOther verdicts: 1 testTestBeforeNow FetcherCacheTest.Simple of mesos-testsflakypassed "
                        + "NewNew: 1 testTestVerdict New.Test of mesos-testspassed "
                        + "GoneGone: 1 testTestVerdict before PerfTest.Version of mesos-testsskipped");
    }

    @Test
    void filesThatDifferAreNamed() throws Exception {
        Map<String, Object> now = plain();
        map(now.get("installation"))
                .put(
                        "contents",
                        List.of(
                                SampleResults.file("include/mesos/mesos.hpp", 3011, "ab"),
                                SampleResults.file("lib/libmesos-1.11.0.so", 92_120_000L, null),
                                SampleResults.file("sbin/mesos-slave", 1, "cc")));
        assertThat(Pages.section(page(plain(), now), "installation"))
                .isEqualTo("Installation Files that differ2 files in both installations with other contents"
                        + "FileBeforeNowDifference lib/libmesos-1.11.0.so92.1 MB92.1 MB-336 bytes"
                        + " include/mesos/mesos.hpp3.0 kB3.0 kBsame size "
                        + "New files: 1sbin/mesos-slave Files that are gone: 1sbin/mesos-agent "
                        + "1 file compared by size only: no digest of the larger ones is recorded.");
    }

    @Test
    void reportsOfOlderPluginsAreComparedAsFarAsTheyGo() throws Exception {
        Map<String, Object> before = plain();
        map(before.get("tests")).remove("results");
        before.put("installation", null);
        String page = page(before, plain());
        assertThat(Pages.section(page, "tests"))
                .isEqualTo("Tests of the release Not recorded before: the verdict of each test.");
        assertThat(Pages.section(page, "installation"))
                .isEqualTo("Installation Not recorded before: the installed files.");
    }

    @Test
    void theConsoleShowsTheGist() {
        Map<String, Object> before = plain();
        Map<String, Object> now = plain();
        before.put("plugin", "0.9");
        step(before, 1).put("seconds", 100.0);
        step(now, 1).put("seconds", 150.0);
        command(before, 0).putAll(Map.of("kind", "compile", "what", "src/slow.o", "seconds", 2.0));
        command(now, 0).putAll(Map.of("kind", "compile", "what", "src/slow.o", "seconds", 5.0));
        map(before.get("machine")).put("cores", 8);
        map(now.get("tests")).put("results", List.of(SampleResults.result("OsTest.User", "passed")));
        List<String> lines = new ArrayList<>();
        ComparisonLines.print(of(before, now), "/old/report.json", lines::add, text -> lines.add("! " + text));
        assertThat(lines)
                .startsWith(
                        "Compared with Apache Mesos 1.11.0, built on 2026-03-02 08:20:00 UTC: /old/report.json",
                        "! The machines differ: Debian 12 on x86_64, 8 cores, 8.6 GB before;"
                                + " Debian 12 on x86_64, 2 cores, 8.6 GB now.",
                        "Different: Plugin 0.9 -> 1.0.0")
                .anyMatch(line -> line.matches("Configure +1 min 40 s +2 min 30 s +1\\.50x"))
                .anyMatch(line -> line.matches("Peak memory +\\S+ GB +\\S+ GB +1\\.00x"))
                .endsWith(
                        "Slower: src/slow.o 2 s -> 5 s",
                        "Tests: 1 no longer fail, 4 gone",
                        "Installed files: the same, 1 of them compared by size only")
                .hasSize(16);
    }

    @Test
    void allSlowerObjectsAreCountedAndNewFailuresAreFailures() throws Exception {
        Map<String, Object> before = SampleReport.succeeded(60, 2);
        Map<String, Object> now = SampleReport.succeeded(60, 2);
        for (int i = 0; i < 30; i++) {
            command(before, i).putAll(Map.of("kind", "compile", "what", "src/" + i + ".o", "seconds", 2.0));
            command(now, i).putAll(Map.of("kind", "compile", "what", "src/" + i + ".o", "seconds", 5.0 + i));
        }
        map(before.get("tests")).put("results", List.of());
        map(now.get("tests"))
                .put("results", List.of(SampleResults.result("A.B", "failed"), SampleResults.result("A.C", "passed")));
        List<String> lines = new ArrayList<>();
        ComparisonLines.print(of(before, now), "x", lines::add, lines::add);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("Slower: src/29.o 2 s -> 34 s, ") && line.endsWith(", and 27 more"))
                .contains("Tests: 1 fail now, 1 new");
        String page = page(before, now);
        assertThat(Pages.section(page, "objects")).contains("And 10 more.").doesNotContain("src/9.o");
        assertThat(Pages.section(page, "tests")).contains("A.B of mesos-tests-failed");
    }

    /** The figures are then those of the run before. */
    @Test
    void aFailureBeforeTheFirstStepDoesNotMakeTheFiguresIncomplete() {
        Map<String, Object> now = plain();
        now.put("verdict", "failed");
        now.put("shown", Map.of("verdict", "succeeded"));
        assertThat(new Caveats(of(plain(), now)).sentences())
                .anyMatch(sentence -> sentence.contains("failed before its first step"))
                .noneMatch(sentence -> sentence.contains("incomplete"));
    }

    @Test
    void hostileTextIsShownAndDoesNothing() throws Exception {
        Map<String, Object> before = map(HostileReportTest.replaced(plain(), v -> v instanceof String ? HOSTILE : v));
        for (Map<String, Object> now : List.of(before, plain())) {
            String page = ComparisonPage.of(of(before, now), HOSTILE);
            Document parsed = Pages.parsed(page);
            assertThat(Pages.elements(parsed, "script")).hasSize(1);
            assertThat(Pages.elements(parsed, "img")).isEmpty();
            assertThat(page).doesNotContain("<script>alert", "\u202e", "\u0007");
            for (Element link : Pages.elements(parsed, "a")) {
                assertThat(link.getAttribute("href")).matches("#[a-z]+|index\\.html");
            }
        }
    }

    /** Each field in turn is missing or of another kind, in one build and in the other. */
    @Test
    void noFieldIsNeededForAComparison() throws Exception {
        List<Object> others =
                new ArrayList<>(List.of("x", -1, 1e300, Double.NaN, true, List.of(List.of()), Map.of("a", Map.of())));
        others.add(null);
        Map<String, Object> report = SampleReport.succeeded(2, 1);
        List<String> paths = new ArrayList<>();
        HostileReportTest.paths(report, "", paths);
        int other = 0;
        for (String path : paths) {
            Object instead = others.get(other++ % others.size());
            Map<String, Object> odd = map(HostileReportTest.with(report, "", path, instead));
            List<String> lines = new ArrayList<>();
            ComparisonLines.print(of(odd, report), "x", lines::add, lines::add);
            assertThat(lines).as(path).hasSizeGreaterThan(4);
            assertThat(Pages.elements(Pages.parsed(page(odd, report)), "main")).hasSize(1);
            assertThat(Pages.elements(Pages.parsed(page(report, odd)), "main")).hasSize(1);
        }
        assertThat(Pages.elements(Pages.parsed(page(Map.of(), Map.of())), "main"))
                .hasSize(1);
    }

    @Test
    void thousandsOfDifferencesDoNotMakeThePageLong() {
        Map<String, Object> now = plain();
        List<Object> results = new ArrayList<>();
        List<Object> contents = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            results.add(SampleResults.result("Suite.Test" + i, "failed"));
            contents.add(SampleResults.file("include/file" + i, i, null));
        }
        map(now.get("tests")).put("results", results);
        map(now.get("installation")).put("contents", contents);
        String page = page(plain(), now);
        assertThat(page.length()).isLessThan(100_000);
        assertThat(page).contains("4,940 more.");
    }
}
