package io.github.mesosbuild.page;

import static io.github.mesosbuild.page.SampleReport.entries;
import static io.github.mesosbuild.page.SampleReport.list;
import static io.github.mesosbuild.page.SampleReport.map;
import static io.github.mesosbuild.page.SampleReport.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportPageTest {
    private static final Map<String, Object> SUCCEEDED = SampleReport.succeeded(60, 2);
    private static final Map<String, Object> FAILED = SampleReport.failed(60, 2);

    @TempDir
    private Path directory;

    private static String header(Document page) {
        return Pages.text(Pages.elements(page, "header").get(0));
    }

    @Test
    void theHeadNamesReleaseVerdictAndFigures() throws Exception {
        Document page = Pages.parsed(page(SUCCEEDED));
        assertThat(Pages.elements(page, "title").get(0).getTextContent())
                .isEqualTo("Apache Mesos 1.11.0: build succeeded");
        assertThat(header(page))
                .startsWith("Build reportApache Mesos 1.11.0Succeeded"
                        + "Started 2026-03-02 08:20:00 UTC, ended 2026-03-02 10:14:08 UTC.Time")
                .contains("Compiled" + compiled(SUCCEEDED) + " objects")
                .contains("Tests2 failed1,204 passed, 2 flaky")
                .contains("Installed188.2 MBin 1,412 files");
    }

    @Test
    void onlyItsOwnerReadsThePage() throws Exception {
        Files.writeString(directory.resolve("report.json"), "{}");
        assertThat(Files.getPosixFilePermissions(ReportPage.write(directory)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** Those that were too short to be seen count as well. */
    private static long compiled(Map<String, Object> report) {
        return SampleReport.list(report, "commands").stream()
                        .filter(command -> "compile".equals(((Map<?, ?>) command).get("kind")))
                        .count()
                + ((Number) report.get("unseen")).longValue();
    }

    @Test
    void aRunningOrInterruptedBuildIsNotASuccess() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        report.put("verdict", "running");
        assertThat(header(Pages.parsed(page(report))))
                .contains("Still running")
                .contains("The build was running when this page was written.");
        report.put("verdict", "interrupted");
        assertThat(header(Pages.parsed(page(report))))
                .contains("Interrupted")
                .contains("The build was interrupted: this is what was recorded until then.");
    }

    @Test
    void aResumedBuildHasSeveralRuns() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(5, 1);
        report.put("runs", List.of(entries("at", 0.0), entries("at", 80.5)));
        assertThat(header(Pages.parsed(page(report))))
                .contains("UTC. The build was resumed: these are 2 runs without the time between them.");
        report.put("runs", List.of(entries("at", 0.0)));
        assertThat(header(Pages.parsed(page(report)))).doesNotContain("resumed");
    }

    @Test
    void theSummaryHasStepsFactsAndQuirks() throws Exception {
        assertThat(Pages.section(page(SUCCEEDED), "summary"))
                .contains("configure2 min 22 s")
                .contains("Archivemesos-1.11.0.tar.gz, 34.0 MB")
                .contains("TrustSigned on 2020-11-10 by a key of the release managers, and the pinned SHA-256 matches.")
                .contains("MachineDebian 12 on x86_64, 2 cores, 8.6 GB of memory")
                .contains("ToolchainMeasured: this release was built and tested with GCC 12.")
                .contains("Toolsgcc 12.2.0, glibc 2.36, make 4.3, jdk 1.8.0")
                .contains("Compiler cacheccache: 112 hits in 172 calls (65%)")
                .contains(
                        "warningsThe release compiles with -Wall -Werror, and newer compilers report more warnings.measured: GCC 11")
                .contains("1 quirk for tests only")
                .contains("check took 19 min 40 s, ")
                .contains(", mostly because another job would not fit into memory.");
    }

    @Test
    void theTimelineHasABarForACommandAndSaysWhatMoreCoresWouldDo() throws Exception {
        String page = page(SUCCEEDED);
        Map<String, Object> slow = map(list(SUCCEEDED, "commands").get(58));
        assertThat(Pages.section(page, "timeline"))
                .contains("37 more compilations were too short to be seen.")
                .contains("With 8 cores, the steps would take about ")
                .contains("Estimated time of the steps, with enough memory for all jobs")
                .contains("2 cores, as this machine")
                .contains("Critical path: 4 commands")
                .contains("All 60 commands")
                .contains("Jobs were lowered 2 times")
                .contains("Dotted areas are not to scale: nothing was recorded there.");
        assertThat(page)
                .contains("<title>" + slow.get("what") + ": " + Figures.duration((double) slow.get("seconds")) + ", "
                        + Figures.bytes((long) slow.get("peakMemory")) + "</title>");
        assertThat(page).contains("<text x=\"4\" y=\"12\">memory</text>");
    }

    @Test
    void slowestObjectsComeFirst() throws Exception {
        Document page = Pages.parsed(page(SUCCEEDED));
        Element table = Pages.elements(Pages.byId(page, "slowest"), "table").get(0);
        assertThat(Pages.text(table)).startsWith("The 20 slowest objects: ");
        List<String> expected = list(SUCCEEDED, "commands").stream()
                .map(SampleReport::map)
                .filter(command -> command.get("kind").equals("compile"))
                .sorted((a, b) -> Double.compare((double) b.get("seconds"), (double) a.get("seconds")))
                .limit(20)
                .map(command -> (String) command.get("what"))
                .toList();
        assertThat(Pages.elements(table, "code")).extracting(Pages::text).isEqualTo(expected);
    }

    @Test
    void aFailureComesFirst() throws Exception {
        Document page = Pages.parsed(page(FAILED));
        assertThat(Pages.elements(page, "section").get(0).getAttribute("id")).isEqualTo("failure");
        Element failure = Pages.byId(page, "failure");
        assertThat(Pages.text(failure))
                .startsWith(
                        "Failure The first error of make:'makedev' was not declared in this scope; did you mean 'makecontext'?"
                                + "What to doRun the goal again after fixing the error. Completed work is kept."
                                + "Log: ../logs/make.log, line 18211In the log")
                .contains("This command runs the failed one again. A click selects it.cd /home/ana/web/");
        assertThat(Pages.elements(failure, "a").get(0).getAttribute("href")).isEqualTo("../logs/make.log");
        assertThat(Pages.elements(failure, "strong").get(1).getTextContent())
                .isEqualTo(
                        "../../src/linux/fs.cpp:614:28: error: 'makedev' was not declared in this scope; did you mean 'makecontext'?");
        assertThat(Pages.section(page(FAILED), "tests"))
                .endsWith("No results of tests are recorded: they were left out, or did not run yet.");
        assertThat(Pages.section(page(FAILED), "installation")).endsWith("Nothing is installed yet.");
        assertThat(page(SUCCEEDED)).doesNotContain("id=\"failure\"");
    }

    @Test
    void aFailureBeforeTheFirstStepNamesWhatToDo() throws Exception {
        Map<String, Object> report = SampleReport.failedEarly();
        Element failure = Pages.byId(Pages.parsed(page(report)), "failure");
        assertThat(Pages.text(failure))
                .isEqualTo("Failure The build failed outside of a step:"
                        + "This machine cannot build mesos-1.11.0: libcurl is missing."
                        + "What to doInstall the missing packages as root:apt-get install -y libcurl4-openssl-dev"
                        + "If CC names a compiler, it must be on the PATH."
                        + "Detailsrequirement status found libcurl missing -");
        assertThat(Pages.elements(failure, "pre"))
                .filteredOn(pre -> pre.getAttribute("class").equals("paste"))
                .extracting(Element::getTextContent)
                .containsExactly("apt-get install -y libcurl4-openssl-dev");

        map(report.get("failure")).put("remedy", null);
        map(report.get("failure")).put("context", List.of());
        assertThat(Pages.section(page(report), "failure"))
                .endsWith("This machine cannot build mesos-1.11.0: libcurl is missing.");
    }

    @Test
    void secretsInOutputsAreNotShown() {
        Map<String, Object> report = SampleReport.failed(5, 1);
        map(report.get("failure")).put("command", "curl --password hunter2secret x");
        map(report.get("failure")).put("context", List.of("GITHUB_TOKEN=abcdef123456"));
        assertThat(page(report)).doesNotContain("hunter2secret", "abcdef123456").contains("--password ***");
    }

    @Test
    void testsHaveTotalsFailuresAndReasons() throws Exception {
        Document page = Pages.parsed(page(SUCCEEDED));
        Element tests = Pages.byId(page, "tests");
        assertThat(Pages.text(tests))
                .contains("Passed1,204 testsFailed2 testsSkipped5 testsLeft out61 testsFlaky2 testsTime19 min 31 s")
                .contains("HierarchicalAllocatorTest.Weights3 runsThe test expects two events in one order.")
                .contains("No Docker daemon is running.*DOCKER* *Docker* 48 tests")
                .contains("The 20 slowest tests");
        List<Element> failures = Pages.elements(tests, "details");
        assertThat(failures).hasSize(2);
        assertThat(failures.get(0).hasAttribute("open")).isTrue();
        assertThat(Pages.text(failures.get(1)))
                .isEqualTo("OsTest.User of stout-tests../../3rdparty/stout/tests/os_tests.cpp:511: Failure"
                        + " Value of: os::user().isError() Actual: true Expected: false");
    }

    @Test
    void theInstallationHasFilesLibrariesAndLicenses() throws Exception {
        assertThat(Pages.section(page(SUCCEEDED), "installation"))
                .contains("installations/mesos-1.11.0-4d1f, 1,412 files, 188.2 MB")
                .contains("lib/libmesos-1.11.0.so92.1 MB")
                .contains("libapr-1.so.0libc.so.6")
                .contains("boost1.65.0BSL-1.0");
    }

    @Test
    void headingsAreInOrderAndIdsAreUnique() throws Exception {
        for (Map<String, Object> report : List.of(SUCCEEDED, FAILED)) {
            Document page = Pages.parsed(page(report));
            int before = 0;
            List<String> ids = new ArrayList<>();
            for (Element element : Pages.elements(page, "*")) {
                if (element.getTagName().matches("h[1-6]")) {
                    int level = element.getTagName().charAt(1) - '0';
                    assertThat(level).as(Pages.text(element)).isBetween(1, before + 1);
                    before = level;
                }
                if (element.hasAttribute("id")) {
                    ids.add(element.getAttribute("id"));
                }
            }
            assertThat(Pages.elements(page, "h1")).hasSize(1);
            assertThat(ids).doesNotHaveDuplicates();
            for (Element element : Pages.elements(page, "*")) {
                for (String id : element.getAttribute("aria-labelledby").split(" ")) {
                    assertThat(id.isEmpty() || ids.contains(id)).as(id).isTrue();
                }
                String link = element.getAttribute("href");
                assertThat(!link.startsWith("#") || ids.contains(link.substring(1)))
                        .as(link)
                        .isTrue();
            }
        }
    }

    @Test
    void tablesAndPicturesHaveNames() throws Exception {
        Document page = Pages.parsed(page(SUCCEEDED));
        assertThat(Pages.elements(page, "table")).hasSizeGreaterThan(8).allSatisfy(table -> {
            assertThat(Pages.text(Pages.elements(table, "caption").get(0))).isNotEmpty();
            assertThat(Pages.elements(table, "th"))
                    .allSatisfy(head -> assertThat(head.getAttribute("scope")).matches("col|row"));
            int columns = 0;
            Element head = Pages.elements(table, "thead").get(0);
            columns += Pages.elements(head, "th").size()
                    + Pages.elements(head, "td").size();
            for (Element row : Pages.elements(Pages.elements(table, "tbody").get(0), "tr")) {
                assertThat(Pages.elements(row, "th")).hasSize(1);
                assertThat(Pages.elements(row, "td")).hasSize(columns - 1);
            }
        });
        List<Element> pictures = Pages.elements(page, "svg").stream()
                .filter(picture -> picture.getAttribute("role").equals("img"))
                .toList();
        assertThat(pictures).hasSize(4).allSatisfy(picture -> {
            assertThat(Pages.text(Pages.elements(picture, "title").get(0))).endsWith("over time");
            assertThat(Pages.text(Pages.elements(picture, "desc").get(0))).startsWith("From 0 s to ");
        });
        assertThat(Pages.elements(page, "svg"))
                .filteredOn(picture -> !(picture.getParentNode() instanceof Element parent && isPicture(parent)))
                .allSatisfy(picture -> assertThat(picture.getAttribute("role") + picture.getAttribute("aria-hidden"))
                        .isIn("img", "true"));
    }

    private static boolean isPicture(Element element) {
        return element.getTagName().matches("svg|g");
    }

    /** Only the page's own style and script are allowed, and nothing is loaded. */
    @Test
    void thePolicyAllowsNothingFromElsewhere() throws Exception {
        Document page = Pages.parsed(page(SUCCEEDED));
        String policy = Pages.elements(page, "meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .findFirst()
                .orElseThrow()
                .getAttribute("content");
        assertThat(policy)
                .isEqualTo("default-src 'none'; style-src '" + digest(page, "style") + "'; script-src '"
                        + digest(page, "script") + "'; img-src data:; base-uri 'none'; form-action 'none'");
        assertThat(Pages.elements(page, "*")).allSatisfy(element -> {
            assertThat(element.getAttribute("src")).isEmpty();
            assertThat(element.getAttribute("href")).doesNotContain("http").doesNotStartWith("/");
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName())
                        .doesNotStartWith("on")
                        .isNotEqualTo("style");
            }
        });
        assertThat(Pages.elements(page, "style").get(0).getTextContent()).doesNotContain("url(", "@import");
    }

    private static String digest(Document page, String element) throws Exception {
        assertThat(Pages.elements(page, element)).hasSize(1);
        byte[] code = Pages.elements(page, element).get(0).getTextContent().getBytes(StandardCharsets.UTF_8);
        return "sha256-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(code));
    }

    @Test
    void theSameReportGivesTheSamePage() {
        assertThat(page(SampleReport.succeeded(60, 2))).isEqualTo(page(SUCCEEDED));
    }

    @Test
    void thePageIsWrittenBesideItsReport() throws Exception {
        Files.writeString(directory.resolve("report.json"), SampleReport.json(SUCCEEDED));
        assertThat(ReportPage.write(directory)).isEqualTo(directory.resolve("index.html"));
        assertThat(directory.resolve("index.html")).hasContent(page(SUCCEEDED));
    }

    @Test
    void aDamagedReportGivesAPageThatNamesTheProblem() throws Exception {
        Files.writeString(directory.resolve("report.json"), "{\"verdict\": \"succeeded\", ");
        ReportPage.write(directory);
        assertThat(Pages.section(Files.readString(directory.resolve("index.html")), "content"))
                .startsWith("No datareport.json cannot be used: Invalid YAML in line 1, column ");
        Files.write(directory.resolve("report.json"), new byte[] {'{', (byte) 0xff, '}'});
        ReportPage.write(directory);
        assertThat(Pages.section(Files.readString(directory.resolve("index.html")), "content"))
                .isEqualTo("No datareport.json cannot be used: it is not UTF-8");
        Files.delete(directory.resolve("report.json"));
        ReportPage.write(directory);
        assertThat(Pages.section(Files.readString(directory.resolve("index.html")), "content"))
                .startsWith("No datareport.json cannot be used: it cannot be read: ");
    }

    @Test
    void aReportWithoutEndIsNotRead() throws Exception {
        Files.write(directory.resolve("report.json"), new byte[17 * 1024 * 1024]);
        ReportPage.write(directory);
        assertThat(Pages.section(Files.readString(directory.resolve("index.html")), "content"))
                .isEqualTo("No datareport.json cannot be used: it is larger than 16.8 MB");
    }
}
