package io.github.mesosbuild.page;

import static io.github.mesosbuild.page.SampleReport.entries;
import static io.github.mesosbuild.page.SampleReport.list;
import static io.github.mesosbuild.page.SampleReport.map;
import static io.github.mesosbuild.page.SampleReport.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Sentences, rows and bars of the page that are right for some builds only. */
class ReportDetailsTest {
    private static String header(Document page) {
        return Pages.text(Pages.elements(page, "header").get(0));
    }

    /** Links and compilations that no look saw are not in it. */
    @Test
    void theTimeOfCompilingIsThatOfTheCompilationsThatWereSeen() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        report.put(
                "commands",
                List.of(
                        entries("kind", "compile", "what", "a.o", "seconds", 30.0),
                        entries("kind", "compile", "what", "b.o", "seconds", 45.0),
                        entries("kind", "link", "what", "c.la", "seconds", 500.0)));
        assertThat(header(Pages.parsed(page(report)))).contains("Compiled39 objects2 timed, 1 min 15 s in totalMemory");
        report.put("unseen", 0);
        assertThat(header(Pages.parsed(page(report)))).contains("Compiled2 objects1 min 15 s in totalMemory");
        report.put("unseen", 1);
        report.put("commands", List.of());
        assertThat(header(Pages.parsed(page(report)))).contains("Compiled1 objectnone timedMemory");
    }

    /** An earlier run installed, and the last one failed before it came to that. */
    @Test
    void aStepThatTheLastRunDidNotReachIsNotToldAsReused() throws Exception {
        Map<String, Object> report = SampleReport.failed(5, 1);
        report.put(
                "steps",
                List.of(
                        entries("name", "make", "state", "reused", "at", 0.0, "seconds", 120.0),
                        entries("name", "check", "state", "failed", "at", 120.0, "seconds", 60.0),
                        entries(
                                "name",
                                "install",
                                "state",
                                "skipped",
                                "at",
                                180.0,
                                "seconds",
                                8.5,
                                "earlier",
                                "finished")));
        assertThat(header(Pages.parsed(page(report))))
                .contains("Time1 minof the steps that ran")
                .endsWith("Installednot reached");
        assertThat(Pages.section(page(report), "summary"))
                .contains("install-skipped; ran in an earlier run")
                .contains("Run: 1 min. Reused: 2 min.");
        assertThat(Pages.section(page(report), "installation")).endsWith("The last run did not reach install.");
    }

    /** The least that all cores of the world need is not the critical path alone. */
    @Test
    void whatMoreCoresDoNotShortenIsNamedWithItsParts() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 2);
        Map<String, Object> path = map(report.get("criticalPath"));
        path.put("seconds", 132.8);
        path.put("unobserved", 304.2);
        path.put("estimates", List.of(entries("cores", 8, "seconds", 469.0)));
        report.put(
                "steps",
                List.of(
                        entries("name", "configure", "state", "run", "at", 0.0, "seconds", 30.0),
                        entries("name", "make", "state", "run", "at", 30.0, "seconds", 600.0),
                        entries("name", "check", "state", "run", "at", 630.0, "seconds", 60.0)));
        list(report, "commands").forEach(command -> map(command).put("step", "check"));
        map(list(report, "commands").get(0)).put("step", "configure");
        map(list(report, "commands").get(1)).put("step", "make");
        assertThat(Pages.section(page(report), "timeline"))
                .contains(" at once on average in the 11 min 30 s of configure, make and check.")
                .contains("With 8 cores, the steps would take about 7 min 49 s."
                        + " No number of cores makes them faster than 7 min 16 s:"
                        + " 2 min 12 s of critical path and 5 min 4 s without a recorded command, such as the tests.");
        assertThat(Pages.section(page(report), "summary"))
                .contains("With 8 cores, the steps would take about 7 min 49 s instead of 11 min 30 s.");
        map(list(report, "steps").get(2)).put("seconds", 0.0);
        assertThat(Pages.section(page(report), "timeline")).contains("5 min 4 s without a recorded command.");
        path.remove("unobserved");
        assertThat(Pages.section(page(report), "timeline"))
                .contains("49 s. No number of cores makes them faster than their critical path of 2 min 12 s.");
    }

    /** Their outputs are far below. */
    @Test
    void aFailureOfTestsNamesTheFirstOfThem() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        Map<String, Object> failure = entries("step", "check", "message", "2 of 1211 tests of mesos 1.11.0 failed.");
        report.put("failure", failure);
        Element section = Pages.byId(Pages.parsed(page(report)), "failure");
        assertThat(Pages.text(section))
                .isEqualTo("Failure The failure of check:2 of 1211 tests of mesos 1.11.0 failed."
                        + "Failed: SlaveRecoveryTest.Reboot, OsTest.User. See Tests.");
        assertThat(Pages.elements(section, "a").get(0).getAttribute("href")).isEqualTo("#tests");

        List<Object> many = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            many.add(entries("name", "A." + i, "program", "tests", "output", "boom"));
        }
        map(report.get("tests")).put("failures", many);
        assertThat(Pages.section(page(report), "failure"))
                .endsWith("Failed: A.1, A.2, A.3, A.4, A.5, and 2 more. See Tests.");

        map(report.get("tests")).put("failures", List.of());
        assertThat(Pages.section(page(report), "failure")).endsWith("1.11.0 failed.");
        map(report.get("tests")).put("failures", many);
        failure.put("step", "install");
        assertThat(Pages.section(page(report), "failure")).as("of another step").endsWith("1.11.0 failed.");
        failure.putAll(entries("step", "check", "log", "../logs/check.log"));
        assertThat(Pages.section(page(report), "failure"))
                .as("an error of a compiler before the tests")
                .doesNotContain("See Tests.");
    }

    @Test
    void theProgramOfTheSlowestTestsIsAColumnOnlyIfItDiffers() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        assertThat(Pages.section(page(report), "tests"))
                .contains("The 20 slowest tests, of mesos-testsTestTime MasterAllocatorTest/0.allocatorRebalances42 s"
                        + " MasterAllocatorTest/1.registrarRebalances32 s");
        map(list(map(report.get("tests")), "slowest").get(1)).put("program", "stout-tests");
        assertThat(Pages.section(page(report), "tests"))
                .contains("The 20 slowest testsTestTimeProgram MasterAllocatorTest/0.allocatorRebalances42 smesos-tests"
                        + " MasterAllocatorTest/1.registrarRebalances32 sstout-tests");
    }

    @Test
    void aLineBreaksBetweenTheWordsOfAName() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        report.put(
                "commands",
                List.of(entries(
                        "kind", "compile", "what", "src/tests/.libs/gtest_main-1.11.0.o", "seconds", 1.0, "at", 0.0)));
        Map<String, Object> tests = map(report.get("tests"));
        tests.put("slowest", List.of(entries("name", "DynamicLibraryTest.FailToLoadIPv6_X", "seconds", 1.0)));
        tests.put("leftOutBecause", List.of(entries("names", List.of("*ROOT_CGROUPS*:NvidiaGpuTest.*"))));
        String page = page(report);
        assertThat(page)
                .contains("<code>src/<wbr/>tests/<wbr/>.libs/<wbr/>gtest_<wbr/>main-1.11.0.o</code>")
                .contains("<code>Dynamic<wbr/>Library<wbr/>Test.<wbr/>Fail<wbr/>ToLoad<wbr/>IPv6_X</code>")
                .contains("<code>*ROOT_<wbr/>CGROUPS*:Nvidia<wbr/>Gpu<wbr/>Test.*</code>");
        assertThat(Pages.section(page, "tests")).contains("DynamicLibraryTest.FailToLoadIPv6_X1 s");
    }

    /** Empty charts would be mistaken for a machine that did nothing. */
    @Test
    void theTimeOfTestsIsMarkedInAllPictures() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        report.put(
                "steps",
                List.of(
                        entries("name", "make", "state", "run", "at", 0.0, "seconds", 100.0),
                        entries("name", "check", "state", "run", "at", 100.0, "seconds", 100.0)));
        report.put("commands", List.of(entries("kind", "compile", "what", "a.o", "at", 0.0, "seconds", 120.0)));
        report.put(
                "load",
                List.of(
                        entries("at", 0.0, "running", 1, "memory", 1, "pressure", 0),
                        entries("at", 3.0, "running", 1, "memory", 1, "pressure", 0)));
        Element timeline = Pages.byId(Pages.parsed(page(report)), "timeline");
        assertThat(Pages.elements(timeline, "svg"))
                .filteredOn(picture -> picture.getAttribute("class").equals("idle"))
                .extracting(Pages::text)
                .containsExactly(
                        "No command was recorded for 1 min 20 sno command recorded",
                        "No command was recorded for 1 min 20 s",
                        "No command was recorded for 1 min 20 s",
                        "No command was recorded for 1 min 20 s");
        assertThat(Pages.text(timeline)).contains("on the critical pathno command recorded, such as while tests run");
        report.put("steps", list(report, "steps").subList(0, 1));
        assertThat(Pages.section(page(report), "timeline")).doesNotContain("o command recorded");
    }

    @Test
    void aColumnIsThereIfARowHasAValue() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        assertThat(Pages.section(page(report), "summary")).contains("StepTimeResultLog unpack6.4 srunlog");
        list(report, "steps").forEach(step -> map(step).put("log", null));
        assertThat(Pages.section(page(report), "summary")).contains("StepTimeResult unpack6.4 srun configure");
        assertThat(Pages.section(page(report), "tests"))
                .contains("TestRunsKnown reason FetcherCacheTest.Simple2 runs- ")
                .contains("ReasonTestsNumber No Docker");
        list(map(report.get("tests")), "flaky").forEach(test -> map(test).put("known", null));
        list(map(report.get("tests")), "leftOutBecause")
                .forEach(reason -> map(reason).put("tests", null));
        assertThat(Pages.section(page(report), "tests"))
                .contains("TestRuns FetcherCacheTest.Simple2 runs Hierarchical")
                .contains("ReasonTests No Docker daemon is running.*DOCKER* *Docker* perf");
    }

    /** A time's head is over the times, and the bars beside them have none. */
    @Test
    void headsOfNumbersAreOverTheNumbers() throws Exception {
        Element table = Pages.elements(
                        Pages.byId(Pages.parsed(page(SampleReport.succeeded(60, 2))), "slowest"), "table")
                .get(0);
        assertThat(Pages.elements(Pages.elements(table, "tr").get(0), "*"))
                .extracting(cell -> cell.getTagName() + " " + cell.getAttribute("class") + " " + Pages.text(cell))
                .containsExactly("th  Object", "th n Time", "td b ", "th n Memory");
    }

    @Test
    void aNameThatIsTooLongForItsBarIsShortened() {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        report.put("steps", List.of(entries("name", "make", "state", "run", "at", 0.0, "seconds", 100.0)));
        report.put(
                "commands",
                List.of(
                        entries("kind", "link", "what", "src/libmesos.la", "at", 0.0, "seconds", 13.0),
                        entries(
                                "kind",
                                "compile",
                                "what",
                                "src/libmesos_no_3rdparty_la-slave.o",
                                "at",
                                13.0,
                                "seconds",
                                13.0),
                        entries("kind", "compile", "what", "src/libmesos_la-slave.o", "at", 26.0, "seconds", 6.0),
                        entries("kind", "compile", "what", "src/a.o", "at", 32.0, "seconds", 68.0)));
        report.put("load", List.of());
        assertThat(page(report))
                .contains(">libmesos.la</text>", ">...a-slave.o</text>", "></text>", ">a.o</text>")
                .doesNotContain("libmesos_no_3rdparty_la-slave.o</text>");
    }

    @Test
    void aLimitOfTheRecipeIsNotToldAsLowered() throws Exception {
        for (String why : List.of("asked", "recipe", "memory")) {
            Map<String, Object> report = SampleReport.succeeded(5, 1);
            report.put(
                    "load",
                    List.of(
                            entries("at", 0.0, "running", 1, "allowed", 1, "memory", 1, "why", why),
                            entries("at", 900.0, "running", 1, "allowed", 1, "memory", 1, "why", why)));
            assertThat(Pages.text(Pages.parsed(page(report)).getDocumentElement())
                            .contains("The plugin lowered the number"))
                    .isEqualTo(why.equals("memory"));
        }
    }

    @Test
    void reusedStepsAreNotTimeOfThisBuild() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        report.put(
                "steps",
                List.of(
                        entries("name", "configure", "state", "reused", "at", null, "seconds", 60.0, "log", null),
                        entries(
                                "name",
                                "make",
                                "state",
                                "run",
                                "at",
                                0.0,
                                "seconds",
                                120.0,
                                "log",
                                "../logs/make.log")));
        assertThat(header(Pages.parsed(page(report)))).contains("Time2 minof the steps that ran");
        assertThat(Pages.section(page(report), "summary")).contains("Run: 2 min. Reused: 1 min.");
        assertThat(Pages.section(page(report), "slowest")).contains("configure took 1 min, 33% of all steps.");
    }

    /** The time of an interrupted check is not that of the run that left it out. */
    @Test
    void whatAnEarlierRunDidNotFinishIsNoTimeOfASkippedStep() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        Map<String, Object> check =
                entries("name", "check", "state", "skipped", "at", 120.0, "seconds", 60.0, "earlier", "interrupted");
        report.put(
                "steps",
                List.of(
                        entries("name", "make", "state", "run", "at", 0.0, "seconds", 120.0, "log", "../logs/make.log"),
                        check,
                        entries("name", "install", "state", "skipped", "at", null, "seconds", null)));
        assertThat(header(Pages.parsed(page(report)))).contains("Time2 minof the steps that ran");
        assertThat(Pages.section(page(report), "summary"))
                .contains("check-skipped; interrupted after 1 min in an earlier run-")
                .contains("install-skipped-")
                .contains("Run: 2 min.")
                .doesNotContain("Reused");
        assertThat(page(report)).contains("<title>check: skipped; interrupted after 1 min in an earlier run</title>");
        list(report, "commands").forEach(command -> map(command).put("step", "check"));
        assertThat(Pages.section(page(report), "timeline"))
                .as("the time in which the commands ran")
                .contains(" at once on average in the 1 min of check.");
        check.remove("earlier");
        assertThat(Pages.section(page(report), "summary"))
                .as("of an older plugin")
                .contains("check-skipped; not finished after 1 min in an earlier run-");
    }

    @Test
    void whatProvesTheArchiveIsShownToItsLastDigit() throws Exception {
        String trust = "mesos-1.11.0.tar.gz matches the SHA-256 " + "a".repeat(64)
                + " pinned by mesos.archive.sha256. mesos-1.11.0.tar.gz matches the SHA-512 " + "b".repeat(127)
                + "c of mesos-1.11.0.tar.gz.sha512.";
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        report.put("archive", entries("file", "mesos-1.11.0.tar.gz", "trust", trust));
        report.put("bundle", entries("trust", "Signed by " + "C".repeat(40) + "."));
        Document page = Pages.parsed(page(report));
        assertThat(Pages.text(page.getDocumentElement())).contains(trust);
        assertThat(Pages.elements(Pages.byId(page, "summary"), "code"))
                .as("digests and fingerprints in small type")
                .extracting(Pages::text)
                .contains("a".repeat(64), "b".repeat(127) + "c", "C".repeat(40));
    }
}
