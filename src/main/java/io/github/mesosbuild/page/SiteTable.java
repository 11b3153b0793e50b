package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table of a report's gist, for a page that this package does not lay out.
 *
 * @param rows as many cells each as the head
 */
public record SiteTable(String title, List<Column> head, List<List<String>> rows) {
    /**
     * A column.
     *
     * @param numbers whether its cells are numbers, which are easier to compare if they end at the same place
     */
    public record Column(String name, boolean numbers) {}

    public SiteTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /**
     * Returns the release with its version and verdict.
     *
     * @param report the content of {@code report.json}
     */
    public static String title(ConfigNode report) {
        return PageHeader.title(report);
    }

    /**
     * Returns the tables of a report; those that have no rows are left out.
     *
     * @param report the content of {@code report.json}
     */
    public static List<SiteTable> of(ConfigNode report) {
        List<SiteTable> tables = new ArrayList<>(List.of(
                table("Summary", summary(report), "Fact", "Value"),
                table("Steps", steps(report), "Step", "#Time", "Result"),
                table("Slowest objects", objects(report), "Object", "#Time", "#Memory"),
                table("Tests of the release", tests(report), "Tests", "#Number"),
                table("Failed tests", failures(report), "Test", "Program")));
        tables.removeIf(table -> table.rows().isEmpty());
        return tables;
    }

    private static SiteTable table(String title, List<List<String>> rows, String... columns) {
        return new SiteTable(
                title,
                Stream.of(columns)
                        .map(column -> new Column(column.replaceFirst("^#", ""), column.startsWith("#")))
                        .toList(),
                rows);
    }

    private static List<List<String>> summary(ConfigNode report) {
        List<List<String>> rows = new ArrayList<>();
        ComparedBuild build = ComparedBuild.of(report);
        fact(rows, "Result", Optional.of(build.verdict()));
        fact(rows, "Failure", Fields.text(report.get("failure"), "message"));
        fact(rows, "Started", build.started().map(Quantities::time));
        fact(rows, "Archive", Fields.text(report.get("archive"), "file"));
        fact(rows, "Trust", Fields.paragraph(report.get("archive"), "trust"));
        fact(rows, "Bundle", Fields.text(report.get("bundle"), "coordinates"));
        fact(rows, "Machine", build.machine());
        fact(rows, "Toolchain", Fields.text(report.get("toolchain"), "sentence"));
        fact(rows, "Processor time", build.processorTime().map(Unit.TIME::of));
        fact(rows, "Memory at most", build.peakMemory().map(Unit.SIZE::of));
        fact(rows, "Installed", build.installedBytes().map(Unit.SIZE::of));
        return rows;
    }

    private static void fact(List<List<String>> to, String name, Optional<String> value) {
        value.ifPresent(text -> to.add(List.of(name, text)));
    }

    private static List<List<String>> steps(ConfigNode report) {
        return StepTime.read(report).stream()
                .map(step -> List.of(step.name(), Unit.TIME.of(step.seconds()), step.result()))
                .toList();
    }

    private static List<List<String>> objects(ConfigNode report) {
        return CommandList.read(report).slowestObjects().stream()
                .map(command -> List.of(command.what(), Unit.TIME.of(command.seconds()), command.memory()))
                .toList();
    }

    private static List<List<String>> tests(ConfigNode report) {
        List<List<String>> rows = new ArrayList<>();
        ConfigNode tests = report.get("tests");
        for (String[] total : new String[][] {
            {"Passed", "passed"}, {"Failed", "failed"}, {"Skipped", "skipped"}, {"Left out", "leftOut"}
        }) {
            fact(rows, total[0], Fields.count(tests, total[1]).map(Figures::number));
        }
        return rows;
    }

    private static List<List<String>> failures(ConfigNode report) {
        return report.get("tests").get("failures").list().stream()
                .limit(Views.MOST_ROWS)
                .map(test -> List.of(Fields.textOr(test, "name", "unnamed"), Fields.textOr(test, "program", "-")))
                .toList();
    }
}
