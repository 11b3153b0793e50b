package io.github.mesosbuild.page;

import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the console shows of a comparison: a summary in a few lines. */
public final class ComparisonLines {
    private static final int FEW = 3;
    private static final int LONGEST_NAME = 60;

    private final Comparison comparison;

    private ComparisonLines(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Prints a comparison.
     *
     * @param with the report that this build is compared with
     * @param lines receives the lines
     * @param warnings receives why the comparison is not fair
     */
    public static void print(Comparison comparison, String with, Consumer<String> lines, Consumer<String> warnings) {
        new ComparisonLines(comparison).print(with, lines, warnings);
    }

    private void print(String with, Consumer<String> lines, Consumer<String> warnings) {
        ComparedBuild before = comparison.before();
        lines.accept("Compared with " + before.title()
                + before.started()
                        .map(time -> ", built on " + Quantities.time(time))
                        .orElse("")
                + ": " + with);
        new Caveats(comparison).sentences().forEach(warnings);
        differences().ifPresent(lines);
        TextTable.lines(List.of("", "before", "now", "ratio"), rows()).forEach(lines);
        objects("Slower", comparison.slower()).ifPresent(lines);
        objects("Faster", comparison.faster()).ifPresent(lines);
        lines.accept(tests());
        lines.accept(files());
    }

    /** Facts that are not caveats. */
    private Optional<String> differences() {
        List<String> differences = comparison.facts().stream()
                .filter(Comparison.Fact::differs)
                .filter(fact -> !List.of("Release", "Archive", "Result", "Started", "Machine", "Jobs", "Build type")
                        .contains(fact.name()))
                .map(fact -> fact.name() + " " + fact.before() + " -> " + fact.now())
                .toList();
        return differences.isEmpty() ? Optional.empty() : Optional.of("Different: " + String.join("; ", differences));
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        comparison.steps().forEach(step -> rows.add(row(step, Unit.TIME)));
        rows.add(row(comparison.processorTime(), Unit.TIME));
        rows.add(row(comparison.peakMemory(), Unit.SIZE));
        rows.add(row(comparison.installedBytes(), Unit.SIZE));
        rows.removeIf(row -> row.get(1).equals("-") && row.get(2).equals("-"));
        return rows;
    }

    private static List<String> row(Change change, Unit unit) {
        return List.of(
                Quantities.capitalized(change.name()),
                unit.of(change.before()),
                unit.of(change.now()),
                change.ratio(unit).orElse("-"));
    }

    private static Optional<String> objects(String word, List<Change> objects) {
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = objects.stream()
                .limit(FEW)
                .map(object -> Figures.shortened(object.name(), LONGEST_NAME) + " " + Unit.TIME.of(object.before())
                        + " -> " + Unit.TIME.of(object.now()))
                .toList();
        return Optional.of(word + ": " + String.join(", ", named)
                + (objects.size() > FEW ? ", and " + (objects.size() - FEW) + " more" : ""));
    }

    private String tests() {
        if (!comparison.comparesTests()) {
            return "Tests: not recorded in both builds";
        }
        List<String> parts = new ArrayList<>();
        part(parts, comparison.failing().size(), "fail now");
        part(parts, comparison.repaired().size(), "no longer fail");
        part(parts, comparison.otherVerdicts().size(), "with another verdict");
        part(parts, comparison.newTests().size(), "new");
        part(parts, comparison.goneTests().size(), "gone");
        return "Tests: " + (parts.isEmpty() ? "the same verdicts" : String.join(", ", parts));
    }

    private String files() {
        if (!comparison.comparesFiles()) {
            return "Installed files: not recorded in both builds";
        }
        List<String> parts = new ArrayList<>();
        part(parts, comparison.changedFiles().size(), "differ");
        part(parts, comparison.newFiles().size(), "new");
        part(parts, comparison.goneFiles().size(), "gone");
        if (parts.isEmpty()) {
            parts.add("the same");
        }
        part(parts, comparison.comparedBySize(), "of them compared by size only");
        return "Installed files: " + String.join(", ", parts);
    }

    private static void part(List<String> to, long number, String what) {
        if (number > 0) {
            to.add(Figures.number(number) + " " + what);
        }
    }
}
