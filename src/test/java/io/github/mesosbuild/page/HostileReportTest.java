package io.github.mesosbuild.page;

import static io.github.mesosbuild.page.SampleReport.map;
import static io.github.mesosbuild.page.SampleReport.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reports with names from outside, with missing fields, and of sizes that nobody expects. */
class HostileReportTest {
    private static final String HOSTILE =
            "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u202egpj\u0007\u0000 ]]>--><!--";

    /** Returns a copy of a report in which each value is replaced by what a function returns for it. */
    static Object replaced(Object value, Function<Object, Object> with) {
        if (value instanceof Map<?, ?> fields) {
            Map<String, Object> copy = new LinkedHashMap<>();
            fields.forEach((key, child) -> copy.put((String) key, replaced(child, with)));
            return copy;
        }
        if (value instanceof List<?> items) {
            List<Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(replaced(item, with)));
            return copy;
        }
        return with.apply(value);
    }

    @Test
    void hostileTextIsShownAndDoesNothing() throws Exception {
        for (Map<String, Object> report : List.of(SampleReport.succeeded(12, 2), SampleReport.failed(12, 2))) {
            String page = page(map(replaced(report, value -> value instanceof String ? HOSTILE : value)));
            Document parsed = Pages.parsed(page);
            assertThat(Pages.elements(parsed, "script")).hasSize(1);
            assertThat(Pages.elements(parsed, "img")).isEmpty();
            assertThat(page)
                    .doesNotContain("<script>alert", "\u202e", "\u0007", "\u0000")
                    .contains("\\u{202e}gpj\\u{7}\\u{0}");
            assertThat(Pages.text(Pages.byId(parsed, "summary"))).contains("<script>alert(1)</script>");
            for (Element link : Pages.elements(parsed, "a")) {
                assertThat(link.getAttribute("href")).matches("#[a-z]+|[\\w.-]+|[\\w.%~/-]+");
            }
        }
    }

    @Test
    void hostileTextOfAClusterIsShownAndDoesNothing() throws Exception {
        Map<String, Object> report = SampleClusterReport.crashed();
        String page = SampleClusterReport.page(map(replaced(
                report, value -> value instanceof String text && !text.equals("log") ? HOSTILE : value)));
        Document parsed = Pages.parsed(page);
        assertThat(Pages.elements(parsed, "script")).hasSize(1);
        assertThat(Pages.elements(parsed, "img")).isEmpty();
        assertThat(page).doesNotContain("<script>alert", "\u202e", "\u0007", "\u0000");
        for (String section : List.of("summary", "life", "tasks", "logs")) {
            assertThat(Pages.text(Pages.byId(parsed, section))).as(section).contains("<script>alert(1)</script>");
        }
        for (Element link : Pages.elements(parsed, "a")) {
            assertThat(link.getAttribute("href")).matches("#[a-z]+|[\\w.-]+|[\\w.%~/-]+");
        }
    }

    @Test
    void noFieldIsNeededForThePageOfACluster() throws Exception {
        List<Object> others =
                new ArrayList<>(List.of("x", -1, 1e300, Double.NaN, true, List.of(List.of()), Map.of("a", Map.of())));
        others.add(null);
        Map<String, Object> report = SampleClusterReport.crashed();
        List<String> paths = new ArrayList<>();
        paths(report, "", paths);
        assertThat(paths).contains(".nodes[0].phases[1].seconds", ".tasks.list[1].at");
        int other = 0;
        for (String path : paths) {
            Object instead = others.get(other++ % others.size());
            String page = SampleClusterReport.page(map(with(report, "", path, instead)));
            assertThat(Pages.elements(Pages.parsed(page), "main"))
                    .as(path + " is " + instead)
                    .hasSize(1);
        }
    }

    /** More of everything than any cluster has, with long names. */
    @Test
    void thePageOfAnyClusterIsBounded() throws Exception {
        Map<String, Object> report = SampleClusterReport.crashed();
        for (Object node : SampleReport.list(report, "nodes")) {
            map(node).replaceAll((name, value) -> value instanceof List<?> items ? repeated(items) : value);
            map(node).put("logEnd", repeated(List.of("y".repeat(10_000))));
        }
        report.put("nodes", repeated(SampleReport.list(report, "nodes")));
        map(report.get("tasks")).put("list", repeated(SampleReport.list(map(report.get("tasks")), "list")));
        assertThat(SampleClusterReport.page(report).length()).isLessThan(90_000_000);
    }

    @Test
    void hostileKeysAndKindsDoNothing() throws Exception {
        Map<String, Object> report = SampleReport.succeeded(12, 2);
        report.put(HOSTILE, HOSTILE);
        SampleReport.list(report, "commands").forEach(command -> map(command).put("kind", "c\" onload=\"x"));
        assertThat(Pages.section(page(report), "timeline")).startsWith("Timeline 12 other commands took ");
    }

    /** Each field in turn is missing, and is of another kind. */
    @Test
    void noFieldIsNeededForAPage() throws Exception {
        List<Object> others =
                new ArrayList<>(List.of("x", -1, 1e300, Double.NaN, true, List.of(List.of()), Map.of("a", Map.of())));
        others.add(null);
        Map<String, Object> report = SampleReport.failed(2, 1);
        Map<String, Object> complete = SampleReport.succeeded(2, 1);
        report.put("tests", complete.get("tests"));
        report.put("installation", complete.get("installation"));
        List<String> paths = new ArrayList<>();
        paths(report, "", paths);
        assertThat(paths)
                .hasSizeGreaterThan(120)
                .contains(".steps[0].log", ".failure.context[0]", ".tests.flaky[1].known");
        int other = 0;
        for (String path : paths) {
            Object instead = others.get(other++ % others.size());
            assertThat(Pages.elements(Pages.parsed(page(map(with(report, "", path, instead)))), "main"))
                    .as(path + " is " + instead)
                    .hasSize(1);
        }
        for (String field : report.keySet()) {
            for (Object instead : others) {
                assertThat(Pages.elements(Pages.parsed(page(map(with(report, "", "." + field, instead)))), "main"))
                        .as(field + " is " + instead)
                        .hasSize(1);
            }
        }
    }

    static void paths(Object value, String path, List<String> to) {
        if (!path.isEmpty()) {
            to.add(path);
        }
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((key, child) -> paths(child, path + "." + key, to));
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < Math.min(2, items.size()); i++) {
                paths(items.get(i), path + "[" + i + "]", to);
            }
        }
    }

    static Object with(Object value, String path, String changed, Object instead) {
        if (path.equals(changed)) {
            return instead;
        }
        if (value instanceof Map<?, ?> fields) {
            Map<String, Object> copy = new LinkedHashMap<>();
            fields.forEach((key, child) -> copy.put((String) key, with(child, path + "." + key, changed, instead)));
            return copy;
        }
        if (value instanceof List<?> items) {
            List<Object> copy = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                copy.add(with(items.get(i), path + "[" + i + "]", changed, instead));
            }
            return copy;
        }
        return value;
    }

    @Test
    void anEmptyReportNamesWhatIsMissing() throws Exception {
        String page = page(new LinkedHashMap<>());
        assertThat(Pages.text(Pages.elements(Pages.parsed(page), "header").get(0)))
                .isEqualTo("Build reportUnknown releaseWithout a verdictNot recorded: when the build ran."
                        + "TimenoneCompilednoneMemorynoneTestsnoneInstallednone");
        assertThat(Pages.section(page, "summary"))
                .contains("Not recorded: the times of the steps.")
                .contains("Archivenot recorded")
                .contains("Not recorded: the quirks that were applied.");
        assertThat(Pages.section(page, "timeline"))
                .isEqualTo(
                        "Timeline Not recorded: compilers and other commands.With more coresNot recorded: the critical path.");
        assertThat(Pages.section(page, "slowest"))
                .isEqualTo(
                        "Where the time went Not recorded: the time of configure.Not recorded: compilers and other commands.");
    }

    @Test
    void eachPartOfTheLoadCanBeMissing() throws Exception {
        for (String[] field : new String[][] {
            {"memory", "Not recorded: memory."},
            {"pressure", "Not recorded: memory pressure."},
            {"available", "Memory area"}
        }) {
            Map<String, Object> report = SampleReport.succeeded(12, 2);
            SampleReport.list(report, "load").forEach(point -> map(point).remove(field[0]));
            assertThat(Pages.section(page(report), "timeline")).contains(field[1]);
        }
        Map<String, Object> report = SampleReport.succeeded(12, 2);
        report.remove("load");
        assertThat(Pages.section(page(report), "timeline"))
                .contains("Not recorded: jobs, memory and pressure over time.");
    }

    @Test
    void thePageOfMesosIsSmall() {
        assertThat(page(SampleReport.succeeded(900, 2)).length()).isBetween(100_000, 400_000);
        assertThat(page(SampleReport.succeeded(1200, 2)).length()).isLessThan(400_000);
        assertThat(page(SampleReport.succeeded(1200, 16)).length()).isLessThan(400_000);
    }

    /** More of everything than any build has, with long names. */
    @Test
    void thePageOfAnythingIsBounded() throws Exception {
        Map<String, Object> report = SampleReport.failed(20_000, 64);
        Map<String, Object> complete = SampleReport.succeeded(12, 2);
        SampleReport.list(report, "commands")
                .forEach(command -> map(command).merge("what", "x/<".repeat(500), (a, b) -> b + "/" + a));
        for (String key : List.of("tests", "installation")) {
            Map<String, Object> part = map(complete.get(key));
            part.replaceAll((name, value) -> value instanceof List<?> items ? repeated(items) : value);
            report.put(key, part);
        }
        map(report.get("tests"))
                .put("failures", repeated(List.of(Map.of("name", "A.b", "output", "<&".repeat(40_000)))));
        map(report.get("failure")).put("context", repeated(List.of("y".repeat(10_000))));
        report.put("quirks", repeated(List.of(Map.of("name", "q".repeat(1000), "because", "b".repeat(1000)))));
        String page = page(report);
        assertThat(page.length()).isLessThan(1_500_000);
        assertThat(Pages.section(page, "timeline"))
                .contains("The longest 1,000 commands")
                .contains("19,000 more in report.json.");
    }

    private static List<Object> repeated(List<?> items) {
        List<Object> many = new ArrayList<>();
        while (many.size() < 3000) {
            many.addAll(items);
        }
        return many;
    }
}
