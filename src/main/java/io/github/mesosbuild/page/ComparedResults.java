package io.github.mesosbuild.page;

import java.util.List;

/** The tests and the installed files of two builds. */
final class ComparedResults {
    private static final int LONGEST_NAME = 100;

    private final Html html;
    private final Comparison comparison;

    ComparedResults(Html html, Comparison comparison) {
        this.html = html;
        this.comparison = comparison;
    }

    void write() {
        Views.begin(html, "tests", "Tests of the release");
        if (comparison.comparesTests()) {
            tests();
        } else {
            missing(
                    "the verdict of each test",
                    comparison.before().recordsTests(),
                    comparison.now().recordsTests());
        }
        Views.end(html);
        Views.begin(html, "installation", "Installation");
        if (comparison.comparesFiles()) {
            files();
        } else {
            missing(
                    "the installed files",
                    comparison.before().recordsFiles(),
                    comparison.now().recordsFiles());
        }
        Views.end(html);
    }

    private void missing(String what, boolean before, boolean now) {
        html.element(
                "p",
                "Not recorded " + (before ? "now" : now ? "before" : "in either build") + ": " + what + ".",
                "class",
                "missing");
    }

    private void tests() {
        boolean any = verdicts("Fail now", comparison.failing())
                | verdicts("No longer fail", comparison.repaired())
                | verdicts("Other verdicts", comparison.otherVerdicts())
                | only("New", "Verdict", comparison.newTests())
                | only("Gone", "Verdict before", comparison.goneTests());
        if (!any) {
            html.element("p", "Every test has the same verdict in both builds.");
        }
    }

    private boolean verdicts(String title, List<Comparison.Fact> tests) {
        if (tests.isEmpty()) {
            return false;
        }
        html.element("h3", title);
        Table table = new Table(html, title + ": " + Figures.count(tests.size(), "test"), "Test", "Before", "Now");
        for (Comparison.Fact test : shown(tests)) {
            table.file(Figures.shortened(test.name(), LONGEST_NAME)).text(test.before());
            if (test.now().equals("failed")) {
                table.bad(test.now());
            } else {
                table.text(test.now());
            }
            table.end();
        }
        table.close();
        more(tests);
        return true;
    }

    private boolean only(String title, String column, List<Comparison.Fact> tests) {
        if (tests.isEmpty()) {
            return false;
        }
        html.element("h3", title);
        Table table = new Table(html, title + ": " + Figures.count(tests.size(), "test"), "Test", column);
        for (Comparison.Fact test : shown(tests)) {
            table.file(Figures.shortened(test.name(), LONGEST_NAME))
                    .text(test.now())
                    .end();
        }
        table.close();
        more(tests);
        return true;
    }

    private void files() {
        List<Change> changed = comparison.changedFiles();
        List<String> added = comparison.newFiles();
        List<String> gone = comparison.goneFiles();
        if (changed.isEmpty() && added.isEmpty() && gone.isEmpty()) {
            html.element(
                    "p",
                    comparison.comparedBySize() == 0
                            ? "Both builds installed the same files."
                            : "No difference was found between the installed files.");
        }
        if (!changed.isEmpty()) {
            html.element("h3", "Files that differ");
            Table table = new Table(
                    html,
                    Figures.count(changed.size(), "file") + " in both installations with other contents",
                    "File",
                    "#Before",
                    "#Now",
                    "#Difference");
            for (Change file : shown(changed)) {
                table.file(Figures.shortened(file.name(), LONGEST_NAME))
                        .number(Unit.SIZE.of(file.before()))
                        .number(Unit.SIZE.of(file.now()))
                        .number(file.difference() == 0 ? "same size" : Unit.SIZE.difference(file.difference()))
                        .end();
            }
            table.close();
            more(changed);
        }
        names("New files", added);
        names("Files that are gone", gone);
        long bySize = comparison.comparedBySize();
        if (bySize > 0) {
            html.element(
                    "p",
                    Figures.count(bySize, "file") + " compared by size only: no digest of the larger ones is recorded.",
                    "class",
                    "note");
        }
    }

    private void names(String title, List<String> paths) {
        if (paths.isEmpty()) {
            return;
        }
        html.open("details").element("summary", title + ": " + Figures.number(paths.size()));
        html.open("ul");
        for (String path : shown(paths)) {
            html.open("li").element("code", path).close().newline();
        }
        html.close().close();
        more(paths);
    }

    private static <T> List<T> shown(List<T> items) {
        return items.subList(0, Math.min(items.size(), Views.MOST_ROWS));
    }

    private void more(List<?> items) {
        if (items.size() > Views.MOST_ROWS) {
            html.element("p", Figures.number(items.size() - Views.MOST_ROWS) + " more.", "class", "note");
        }
    }
}
