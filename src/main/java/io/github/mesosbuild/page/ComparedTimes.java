package io.github.mesosbuild.page;

import java.util.List;

/** The times of the steps and objects of two builds. */
final class ComparedTimes {
    private static final int OBJECTS = 20;
    private static final int LONGEST_NAME = 100;

    private final Html html;
    private final Comparison comparison;

    ComparedTimes(Html html, Comparison comparison) {
        this.html = html;
        this.comparison = comparison;
    }

    void write() {
        Views.begin(html, "steps", "Steps");
        Table steps = new Table(html, "The time of each step", "Step", "#Before", "#Now", "#Ratio");
        for (Change step : comparison.steps()) {
            steps.row(step.name());
            numbers(steps, step);
        }
        steps.close();
        Views.end(html);
        Views.begin(html, "objects", "Objects");
        objects();
        Views.end(html);
    }

    private static void numbers(Table table, Change change) {
        table.number(Unit.TIME.of(change.before()))
                .number(Unit.TIME.of(change.now()))
                .number(change.ratio(Unit.TIME).orElse("-"))
                .end();
    }

    private void objects() {
        if (comparison.objects().isEmpty()) {
            html.element("p", "No object was seen in both builds.");
        } else {
            Change all = comparison.commonObjects();
            html.element(
                    "p",
                    "Both builds compiled " + all.name() + ": " + Unit.TIME.of(all.before()) + " before, "
                            + Unit.TIME.of(all.now()) + " now"
                            + all.ratio(Unit.TIME)
                                    .map(ratio -> ", ratio " + ratio)
                                    .orElse("") + ".");
            table("Slower now", comparison.slower());
            table("Faster now", comparison.faster());
        }
        html.element(
                "p",
                "Only before: " + Figures.count(missing(comparison.before(), comparison.now()), "object")
                        + ". Only now: " + Figures.count(missing(comparison.now(), comparison.before()), "object")
                        + ".",
                "class",
                "note");
    }

    private static long missing(ComparedBuild of, ComparedBuild in) {
        return of.objects().keySet().stream()
                .filter(object -> !in.objects().containsKey(object))
                .count();
    }

    private void table(String title, List<Change> objects) {
        html.element("h3", title);
        if (objects.isEmpty()) {
            html.element("p", "None by at least 0.3 s and 10%.");
            return;
        }
        Table table = new Table(html, title + ": the largest differences first", "Object", "#Before", "#Now", "#Ratio");
        for (Change object : objects.subList(0, Math.min(objects.size(), OBJECTS))) {
            table.file(Figures.shortened(object.name(), LONGEST_NAME));
            numbers(table, object);
        }
        table.close();
        if (objects.size() > OBJECTS) {
            html.element("p", "And " + Figures.number(objects.size() - OBJECTS) + " more.", "class", "note");
        }
    }
}
