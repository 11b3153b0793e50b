package io.github.mesosbuild.page;

import static io.github.mesosbuild.page.SampleReport.map;
import static io.github.mesosbuild.page.SampleReport.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.config.ConfigNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in Chromium, which {@code .ci/packages} installs. */
class BrowserTest {
    private static final String HOSTILE =
            "\"><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">\u202e";

    @TempDir
    private static Path directory;

    private static Chromium chromium;
    private static Path succeeded;
    private static Path failed;
    private static Path compared;
    private static Path cluster;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/chromium")), "Debian's package chromium is not installed");
        succeeded = Files.writeString(directory.resolve("succeeded.html"), page(SampleReport.succeeded(40, 2)));
        Map<String, Object> report = SampleReport.failed(40, 2);
        report.put("tests", SampleReport.succeeded(1, 1).get("tests"));
        map(report.get("failure")).put("message", HOSTILE);
        map(report.get("release")).put("title", "Sample " + HOSTILE);
        map(SampleReport.list(report, "commands").get(20)).put("what", HOSTILE);
        failed = Files.writeString(directory.resolve("failed.html"), page(report));
        Map<String, Object> before = SampleReport.succeeded(60, 4);
        map(before.get("release")).put("title", HOSTILE);
        Map<String, Object> now = SampleReport.succeeded(60, 2);
        map(SampleReport.list(now, "commands").get(20))
                .putAll(Map.of("what", HOSTILE, "kind", "compile", "seconds", 900));
        map(SampleReport.list(before, "commands").get(20)).putAll(Map.of("what", HOSTILE, "kind", "compile"));
        map(now.get("tests")).put("results", List.of(SampleResults.result(HOSTILE, "failed")));
        map(now.get("installation")).put("contents", List.of(SampleResults.file(HOSTILE, 1, null)));
        compared = Files.writeString(
                directory.resolve("compared.html"), ComparisonPage.of(ComparisonTest.of(before, now), HOSTILE));
        Map<String, Object> crashed = SampleClusterReport.crashed();
        map(SampleReport.list(crashed, "nodes").get(1)).put("name", HOSTILE);
        map(SampleReport.list(map(crashed.get("tasks")), "list").get(0)).put("name", HOSTILE);
        map(SampleReport.list(crashed, "nodes").get(3))
                .put("logEnd", Collections.nCopies(60, "I1129 23:00:00.000000 1 a.cpp:1] " + "x".repeat(300)));
        cluster = Files.writeString(directory.resolve("cluster.html"), SampleClusterReport.page(crashed));
        chromium = new Chromium(directory);
    }

    @AfterAll
    static void end() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static void assertNoErrors() {
        assertThat(chromium.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(chromium.events("Runtime.consoleAPICalled")).isEmpty();
        assertThat(chromium.events("Log.entryAdded"))
                .extracting(
                        event -> event.get("params").get("entry").get("text").textOrEmpty())
                .isEmpty();
    }

    @Test
    void thePageLoadsNothingAndReportsNoErrors() throws Exception {
        for (Path page : List.of(succeeded, failed, compared, cluster)) {
            chromium.open(page);
            chromium.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))");
            assertThat(chromium.events("Network.requestWillBeSent"))
                    .extracting(event ->
                            event.get("params").get("request").get("url").textOrEmpty())
                    .filteredOn(url -> !url.startsWith("data:"))
                    .containsExactly(page.toUri().toString());
            assertNoErrors();
        }
    }

    @Test
    void hostileNamesAreText() throws Exception {
        chromium.open(failed);
        assertThat(chromium.evaluate("document.title"))
                .isEqualTo("Sample " + HOSTILE.replace("\u202e", "\\u{202e}") + " 1.11.0: build failed");
        assertThat(chromium.evaluate("document.images.length + document.scripts.length"))
                .isEqualTo("1");
        assertThat(chromium.evaluate("document.querySelector('.error').textContent"))
                .isEqualTo(HOSTILE.replace("\u202e", "\\u{202e}"));
        chromium.open(compared);
        assertThat(chromium.evaluate("document.title")).isEqualTo("Apache Mesos 1.11.0: comparison of two builds");
        assertThat(chromium.evaluate("document.images.length + document.scripts.length"))
                .isEqualTo("1");
        assertThat(chromium.evaluate("document.querySelector('#objects tbody th').textContent"))
                .isEqualTo(HOSTILE.replace("\u202e", "\\u{202e}"));
        assertNoErrors();
    }

    /** What a screen reader gets of the open page. */
    private static List<ConfigNode> accessible() throws Exception {
        return chromium.call("Accessibility.getFullAXTree", "").get("nodes").list().stream()
                .filter(node -> !node.get("ignored").flag())
                .toList();
    }

    @Test
    void theComparisonIsReadThroughItsTables() throws Exception {
        chromium.open(compared);
        List<ConfigNode> nodes = accessible();
        assertThat(names(nodes, "heading"))
                .containsSubsequence(
                        "Apache Mesos 1.11.0",
                        "What is not equal",
                        "The builds",
                        "Steps",
                        "Objects",
                        "Slower now",
                        "Tests of the release",
                        "Installation");
        assertThat(names(nodes, "table"))
                .contains("What differs", "The time of each step")
                .doesNotContain("");
        assertThat(names(nodes, "rowheader")).contains("configure", "Machine").doesNotContain("");
        for (String landmark : List.of("banner", "navigation", "main", "contentinfo")) {
            assertThat(names(nodes, landmark)).as(landmark).hasSize(1);
        }
    }

    @Test
    void theAccessibilityTreeHasHeadingsTablesAndNamedPictures() throws Exception {
        chromium.open(succeeded);
        List<ConfigNode> nodes = accessible();
        assertThat(names(nodes, "heading"))
                .containsSubsequence(
                        "Apache Mesos 1.11.0",
                        "Summary",
                        "Steps",
                        "Quirks",
                        "Timeline",
                        "With more cores",
                        "Where the time went",
                        "Tests of the release",
                        "Installation");
        assertThat(names(nodes, "table"))
                .contains("The time of each step and its part of all steps", "The largest files of the installation")
                .doesNotContain("");
        assertThat(names(nodes, "image"))
                .contains("Commands over time", "Jobs over time", "Memory over time", "Memory pressure over time")
                .doesNotContain("");
        assertThat(names(nodes, "rowheader"))
                .extracting(name -> name.replaceAll("(?<=[/._]) ", ""))
                .as("names, with a space where a line may break")
                .contains("configure", "lib/libmesos-1.11.0.so")
                .doesNotContain("");
        assertThat(names(nodes, "button")).containsExactly("Zoom in", "Zoom out", "Show all");
        for (String landmark : List.of("banner", "navigation", "main", "contentinfo")) {
            assertThat(names(nodes, landmark)).as(landmark).hasSize(1);
        }
        assertThat(nodes)
                .filteredOn(node -> node.get("role").get("value").textOrEmpty().equals("image"))
                .allSatisfy(
                        node -> assertThat(node.get("description").get("value").textOrEmpty())
                                .startsWith("From 0 s to "));
        assertThat(names(nodes, "region")).contains("Summary", "Timeline, scrolls sideways");
    }

    private static List<String> names(List<ConfigNode> nodes, String role) {
        return nodes.stream()
                .filter(node -> node.get("role").get("value").textOrEmpty().equals(role))
                .map(node -> node.get("name").get("value").textOrEmpty())
                .toList();
    }

    @Test
    void theTreeOfAClusterHasItsViewsAndHostileNamesAreText() throws Exception {
        chromium.open(cluster);
        assertThat(chromium.evaluate("document.title")).isEqualTo("Mesos 1.11.0: cluster a node ended unexpectedly");
        assertThat(chromium.evaluate("document.images.length + document.scripts.length"))
                .isEqualTo("1");
        List<ConfigNode> nodes = accessible();
        assertThat(names(nodes, "heading"))
                .containsSubsequence(
                        "Mesos 1.11.0",
                        "Summary",
                        "Nodes",
                        "Life of the nodes",
                        "What happened",
                        "Tasks",
                        "Ends of the logs");
        assertThat(names(nodes, "table")).hasSize(3).doesNotContain("");
        assertThat(names(nodes, "image")).contains("Life lines of the nodes");
        assertThat(names(nodes, "rowheader"))
                .contains(
                        HOSTILE.replace("\u202e", "\\u{202e}") + " 127.0.0.1:5050", "master-2 127.0.0.1:5050", "0:04.0")
                .doesNotContain("");
        assertThat(names(nodes, "region")).contains("Life lines, scroll sideways");
        chromium.evaluate("document.getElementById('timeline-view').focus()");
        key("+");
        assertThat(chromium.evaluate("document.querySelector('.tools output').textContent"))
                .isEqualTo("200%");
        key("0");
        assertNoErrors();
    }

    @Test
    void labelsOfTheLifeLinesDoNotCoverEachOtherOnAPhone() throws Exception {
        chromium.width(360);
        chromium.open(cluster);
        assertThat(chromium.evaluate("document.querySelectorAll('#life .axis > text').length"))
                .isEqualTo("5");
        assertThat(chromium.evaluate("(() => { const view = document.querySelector('.view').getBoundingClientRect();"
                        + " const boxes = [...document.querySelectorAll('#life .axis > text')]"
                        + ".map(t => t.getBoundingClientRect());"
                        + " return boxes.every((box, i) => box.left >= view.left && box.right <= view.right"
                        + " && (i === 0 || boxes[i - 1].right < box.left)); })()"))
                .isEqualTo("true");
        chromium.width(1280);
    }

    @Test
    void onlyAFailedStepIsMarkedInTheTimeline() throws Exception {
        String strokes = "[...new Set([...document.querySelectorAll('.step rect')]"
                + ".map(r => getComputedStyle(r).stroke))].length";
        String marked = "[...document.querySelectorAll('.step rect')].filter(r => getComputedStyle(r).stroke"
                + " === getComputedStyle(document.querySelector('.bad')).color).length";
        chromium.scheme("light");
        chromium.open(succeeded);
        assertThat(chromium.evaluate(strokes)).isEqualTo("1");
        chromium.open(failed);
        assertThat(chromium.evaluate(strokes)).isEqualTo("2");
        assertThat(chromium.evaluate(marked)).isEqualTo("1");
    }

    /** The last line tells most. */
    @Test
    void aLogIsShownFromItsEnd() throws Exception {
        chromium.width(1280);
        chromium.open(cluster);
        assertThat(chromium.evaluate("(() => { const log = document.querySelector('#logs details[open] pre');"
                        + " const lines = log.firstElementChild.getBoundingClientRect();"
                        + " const shown = log.getBoundingClientRect();"
                        + " return lines.bottom <= shown.bottom && lines.top < shown.top - 100; })()"))
                .isEqualTo("true");
    }

    /** The colors that the browser really paints texts with, in both schemes, links and figures included. */
    @Test
    void everyTextIsReadableInBothSchemes() throws Exception {
        for (Path page : List.of(succeeded, failed, compared, cluster)) {
            for (String scheme : List.of("light", "dark")) {
                chromium.scheme(scheme);
                chromium.open(page);
                chromium.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
                for (String pair : chromium.evaluate(PAINTED).split("\n")) {
                    String[] colors = pair.split(" ", 3);
                    assertThat(ContrastTest.contrast(Integer.parseInt(colors[0]), Integer.parseInt(colors[1])))
                            .as(scheme + ": " + colors[2])
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
        }
        assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(17, 21, 26)");
    }

    /** Lines of a text's color, the color behind it and the text, for each kind of element. */
    private static final String PAINTED = """
            (() => {
              const number = c => { const p = c.match(/[\\d.]+/g).map(Number); return p[3] === 0 ? -1 : p[0] * 65536 + p[1] * 256 + p[2]; };
              const seen = new Map();
              for (const e of document.querySelectorAll('body *')) {
                const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                if (!own || e.closest('svg') || e.matches('script, style')) continue;
                let behind = e;
                while (number(getComputedStyle(behind).backgroundColor) < 0 && behind !== document.documentElement) behind = behind.parentElement;
                const pair = number(getComputedStyle(e).color) + ' ' + number(getComputedStyle(behind).backgroundColor);
                if (!seen.has(pair)) seen.set(pair, e.tagName + ' ' + e.textContent.trim().slice(0, 40).replace(/\\s+/g, ' '));
              }
              return [...seen].map(([pair, text]) => pair + ' ' + text).join('\\n');
            })()
            """;

    @Test
    void nothingIsWiderThanAPhone() throws Exception {
        for (Path page : List.of(succeeded, failed, compared, cluster)) {
            chromium.width(360);
            chromium.open(page);
            chromium.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
            assertThat(
                            chromium.evaluate(
                                    "[...document.querySelectorAll('body *')].filter(e => !e.closest('.view, .scroll, pre') && !e.matches('.skip')"
                                            + " && e.getBoundingClientRect().right > 360.5).map(e => e.tagName + ' ' + e.textContent.slice(0, 60)).join('\\n')"))
                    .isEmpty();
            assertThat(chromium.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo("360");
        }
        chromium.width(1280);
    }

    @Test
    void theTimelineZoomsByKeyboard() throws Exception {
        chromium.width(1280);
        chromium.open(succeeded);
        String wide =
                "Math.round(document.querySelector('.wide').offsetWidth / document.querySelector('.view').clientWidth)";
        String names = "document.querySelectorAll('.view g > text[pointer-events]').length";
        assertThat(chromium.evaluate(wide)).isEqualTo("1");
        assertThat(chromium.evaluate(names)).isEqualTo("0");
        chromium.evaluate("document.getElementById('timeline-view').focus()");
        key("+");
        key("+");
        assertThat(chromium.evaluate(wide)).isEqualTo("4");
        assertThat(chromium.evaluate(names)).isNotEqualTo("0");
        String minor = "getComputedStyle(document.querySelector('.minor')).display";
        assertThat(chromium.evaluate(minor)).isEqualTo("none");
        key("+");
        assertThat(chromium.evaluate(minor)).isEqualTo("inline");
        key("-");
        assertThat(chromium.evaluate("document.querySelector('.tools output').textContent"))
                .isEqualTo("400%");
        assertThat(chromium.evaluate("document.getElementById('timeline-view').scrollLeft > 100"))
                .isEqualTo("true");
        key("-");
        assertThat(chromium.evaluate(wide)).isEqualTo("2");
        key("0");
        assertThat(chromium.evaluate(wide)).isEqualTo("1");
        assertThat(chromium.evaluate(names)).isEqualTo("0");
        assertNoErrors();
    }

    @Test
    void aPhoneIsToldToSwipeAndBarsHaveTheNamesThatFit() throws Exception {
        String hints = "[...document.querySelectorAll('.tools span')].filter(s => s.getBoundingClientRect().width > 0)"
                + ".map(s => s.textContent).join()";
        String covered = "[...document.querySelectorAll('#timeline g > svg')]"
                + ".filter(b => b.lastElementChild.getBoundingClientRect().right > b.getBoundingClientRect().right).length";
        String letters =
                "[...document.querySelectorAll('#timeline g > svg > text')].map(t => t.textContent).join('').length";
        chromium.width(360);
        chromium.open(succeeded);
        assertThat(chromium.evaluate(hints)).isEqualTo("Swipe sideways");
        assertThat(chromium.evaluate(covered)).isEqualTo("0");
        int few = Integer.parseInt(chromium.evaluate(letters));
        chromium.open(cluster);
        assertThat(chromium.evaluate(hints)).doesNotContain("Swipe");
        chromium.width(1280);
        chromium.open(succeeded);
        assertThat(chromium.evaluate(hints)).isEqualTo("Ctrl and wheel, or + - 0 on the keyboard");
        assertThat(chromium.evaluate(covered)).isEqualTo("0");
        assertThat(Integer.parseInt(chromium.evaluate(letters))).isGreaterThan(few);
        assertNoErrors();
    }

    private static void key(String key) throws Exception {
        chromium.call(
                "Input.dispatchKeyEvent", "\"type\":\"keyDown\",\"key\":\"" + key + "\",\"text\":\"" + key + "\"");
        chromium.call("Input.dispatchKeyEvent", "\"type\":\"keyUp\",\"key\":\"" + key + "\"");
    }

    @Test
    void paperShowsClosedDetailsAndIsLight() throws Exception {
        chromium.scheme("dark");
        chromium.open(succeeded);
        chromium.call(
                "Emulation.setEmulatedMedia",
                "\"media\":\"print\",\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"dark\"}]");
        assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(chromium.evaluate("getComputedStyle(document.querySelector('nav')).display"))
                .isEqualTo("none");
        assertThat(chromium.evaluate("document.querySelectorAll('details:not([open])').length > 3"))
                .isEqualTo("true");
        assertThat(
                        chromium.evaluate(
                                "[...document.querySelectorAll('details:not([open]) table')].every(t => t.getBoundingClientRect().height > 20)"))
                .isEqualTo("true");
        chromium.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(chromium.evaluate("document.querySelectorAll('details:not([open])').length"))
                .isEqualTo("0");
        chromium.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(chromium.evaluate("document.querySelectorAll('details:not([open])').length > 3"))
                .isEqualTo("true");
        chromium.call("Emulation.setEmulatedMedia", "\"media\":\"\",\"features\":[]");
    }

    /** Without a script, nothing is missing but the zoom. */
    @Test
    void thePageIsCompleteWithoutScripts() throws Exception {
        chromium.call("Emulation.setScriptExecutionDisabled", "\"value\":true");
        try {
            chromium.open(succeeded);
            assertThat(outerHtml())
                    .contains("Slowest objects", "Commands over time")
                    .doesNotContain("aria-label=\"Zoom in\"");
        } finally {
            chromium.call("Emulation.setScriptExecutionDisabled", "\"value\":false");
        }
        chromium.open(succeeded);
        assertThat(outerHtml()).contains("Slowest objects", "Commands over time", "aria-label=\"Zoom in\"");
    }

    private static String outerHtml() throws Exception {
        String root = chromium.call("DOM.getDocument", "\"depth\":0")
                .get("root")
                .get("nodeId")
                .textOrEmpty();
        return chromium.call("DOM.getOuterHTML", "\"nodeId\":" + root)
                .get("outerHTML")
                .textOrEmpty();
    }
}
