package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/** The results of the release's own tests. */
final class TestsView {
    private static final int SLOWEST = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_OUTPUT = 8000;

    /** The characters of all outputs: beyond it, the page would take seconds to open. */
    private static final int MOST_OUTPUT = 100_000;

    private final Html html;
    private final ConfigNode tests;

    TestsView(Html html, ConfigNode tests) {
        this.html = html;
        this.tests = tests;
    }

    void write() {
        Views.begin(html, "tests", "Tests of the release");
        if (tests.isMap()) {
            totals();
            failures();
            flaky();
            leftOut();
            slowest();
        } else {
            html.element("p", "No results of tests are recorded: they were left out, or did not run yet.");
        }
        Views.end(html);
    }

    private void totals() {
        html.open("dl", "class", "figures small");
        total("Passed", "passed");
        total("Failed", "failed");
        total("Skipped", "skipped");
        total("Left out", "leftOut");
        html.open("div")
                .element("dt", "Flaky")
                .element("dd", count(tests.get("flaky").list().size()))
                .close();
        Optional<Double> seconds = Fields.seconds(tests, "seconds");
        html.open("div").element("dt", "Time");
        html.element("dd", seconds.map(Figures::duration).orElse("not recorded"));
        html.close().close();
    }

    private void total(String name, String key) {
        Optional<Long> number = Fields.count(tests, key);
        boolean bad = key.equals("failed") && number.filter(some -> some > 0).isPresent();
        html.open("div", "class", bad ? "bad" : "plain").element("dt", name);
        html.element("dd", number.map(TestsView::count).orElse("not recorded")).close();
    }

    private static String count(long number) {
        return Figures.count(number, "test");
    }

    private void failures() {
        List<ConfigNode> failures = tests.get("failures").list();
        if (failures.isEmpty()) {
            return;
        }
        html.element("h3", "Failures");
        int written = 0;
        for (int i = 0; i < Math.min(failures.size(), Views.MOST_ROWS); i++) {
            ConfigNode failure = failures.get(i);
            Optional<String> output =
                    Fields.block(failure, "output", Math.min(LONGEST_OUTPUT, Math.max(200, MOST_OUTPUT - written)));
            if (i == 0) {
                html.open("details", "open", "open");
            } else {
                html.open("details");
            }
            html.open("summary").element("code", name(failure));
            Fields.text(failure, "program").ifPresent(program -> html.text(" of " + program));
            html.close();
            if (output.isPresent()) {
                html.open("pre", "tabindex", "0", "aria-label", "Output of " + name(failure))
                        .element("code", output.get())
                        .close();
                written += output.get().length();
            } else {
                Views.missing(html, "the output");
            }
            html.close().newline();
        }
        Views.leftOut(html, failures.size());
    }

    static String name(ConfigNode test) {
        return Figures.shortened(Fields.textOr(test, "name", "unnamed"), LONGEST_NAME);
    }

    private void flaky() {
        List<ConfigNode> flaky = tests.get("flaky").list();
        if (flaky.isEmpty()) {
            return;
        }
        html.element("h3", "Flaky tests");
        boolean known =
                flaky.stream().anyMatch(test -> Fields.text(test, "known").isPresent());
        Table table = new Table(
                html,
                "Tests that failed, and passed when they ran again",
                "Test",
                "#Runs",
                known ? "Known reason" : "");
        for (ConfigNode test : flaky.subList(0, Math.min(flaky.size(), Views.MOST_ROWS))) {
            table.file(name(test))
                    .number(Fields.count(test, "runs")
                            .map(runs -> Figures.count(runs, "run"))
                            .orElse("-"));
            if (known) {
                table.text(Fields.textOr(test, "known", "-"));
            }
            table.end();
        }
        table.close();
        Views.leftOut(html, flaky.size());
    }

    private void leftOut() {
        List<ConfigNode> reasons = tests.get("leftOutBecause").list();
        if (reasons.isEmpty()) {
            return;
        }
        html.element("h3", "Left out");
        boolean counted = reasons.stream()
                .anyMatch(reason -> Fields.count(reason, "tests").isPresent());
        Table table = new Table(
                html, "Tests that the plugin did not run, and why", "Reason", "Tests", counted ? "#Number" : "");
        for (ConfigNode reason : reasons.subList(0, Math.min(reasons.size(), Views.MOST_ROWS))) {
            List<String> names = Fields.texts(reason, "names");
            table.row(Fields.textOr(reason, "because", "not recorded"));
            html.open("td");
            for (String name : names.subList(0, Math.min(names.size(), SLOWEST))) {
                html.open("code");
                Table.breakable(html, name);
                html.close().text(" ");
            }
            if (names.size() > SLOWEST) {
                html.text("and " + Figures.number(names.size() - SLOWEST) + " more");
            }
            html.close();
            if (counted) {
                table.number(Fields.count(reason, "tests").map(TestsView::count).orElse("-"));
            }
            table.end();
        }
        table.close();
        Views.leftOut(html, reasons.size());
    }

    private void slowest() {
        html.element("h3", "Slowest tests");
        record Slow(String name, String program, double seconds) {}
        List<Slow> slowest = tests.get("slowest").list().stream()
                .flatMap(test -> Fields.seconds(test, "seconds").stream()
                        .map(seconds -> new Slow(name(test), Fields.textOr(test, "program", "-"), seconds)))
                .limit(SLOWEST)
                .toList();
        if (slowest.isEmpty()) {
            Views.missing(html, "the times of the tests");
            return;
        }
        double most = slowest.stream().mapToDouble(Slow::seconds).max().orElse(0);
        List<String> programs = slowest.stream().map(Slow::program).distinct().toList();
        boolean one = programs.size() == 1;
        String caption = "The " + slowest.size() + " slowest tests";
        String all = programs.get(0).equals("-") ? caption : caption + ", of " + programs.get(0);
        Table table = new Table(html, one ? all : caption, "Test", "=Time", one ? "" : "Program");
        for (Slow test : slowest) {
            table.file(test.name()).bar(Figures.duration(test.seconds()), test.seconds(), most);
            if (!one) {
                table.text(test.program());
            }
            table.end();
        }
        table.close();
    }
}
