package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/** How long the steps would take on other machines, and the commands that no machine can run at once. */
final class EstimatesTable {
    private static final int MOST = 40;
    private static final int LONGEST_NAME = 90;

    private record Estimate(long cores, double seconds) {}

    private final Html html;
    private final ConfigNode path;
    private final Optional<Long> cores;
    private final CommandList commands;
    private final boolean tested;

    /**
     * Creates the table.
     *
     * @param cores those of the machine
     * @param tested whether the tests took some of the time
     */
    EstimatesTable(Html html, ConfigNode path, Optional<Long> cores, CommandList commands, boolean tested) {
        this.html = html;
        this.path = path;
        this.cores = cores;
        this.commands = commands;
        this.tested = tested;
    }

    void write() {
        html.element("h3", "With more cores");
        if (!path.isMap()) {
            Views.missing(html, "the critical path");
            return;
        }
        List<Estimate> estimates = path.get("estimates").list().stream()
                .flatMap(node -> Fields.count(node, "cores").stream()
                        .flatMap(number ->
                                Fields.seconds(node, "seconds").stream().map(seconds -> new Estimate(number, seconds))))
                .limit(MOST)
                .toList();
        html.open("p");
        estimates.stream()
                .filter(estimate -> estimate.cores() == 8)
                .findFirst()
                .ifPresent(eight -> html.text("With ")
                        .element("strong", "8 cores")
                        .text(", the steps would take about ")
                        .element("strong", Figures.duration(eight.seconds()))
                        .text(". "));
        Fields.seconds(path, "seconds").ifPresent(this::least);
        html.close();
        if (estimates.isEmpty()) {
            Views.missing(html, "estimates for other numbers of cores");
        } else {
            estimates(estimates);
        }
        criticalPath();
    }

    /** More cores shorten neither the critical path nor the time without commands. */
    private void least(double critical) {
        Optional<Double> unobserved = Fields.seconds(path, "unobserved").filter(seconds -> seconds > 0);
        if (unobserved.isPresent()) {
            html.text("No number of cores makes them faster than " + sum(critical, unobserved.get()) + ": "
                    + Figures.duration(critical) + " of critical path and " + Figures.duration(unobserved.get())
                    + " without a recorded command" + (tested ? ", such as the tests." : "."));
        } else {
            html.text("No number of cores makes them faster than their critical path of " + Figures.duration(critical)
                    + ".");
        }
    }

    /** Returns the sum of two times as they are shown: seconds without their parts, unless they are few. */
    private static String sum(double one, double other) {
        boolean few = Math.min(one, other) < 10;
        return Figures.duration(few ? one + other : Math.floor(one) + Math.floor(other));
    }

    private void estimates(List<Estimate> estimates) {
        double most = estimates.stream().mapToDouble(Estimate::seconds).max().orElse(0);
        html.open("div", "class", "few");
        Table table = new Table(html, "Estimated time of the steps, with enough memory for all jobs", "Cores", "=Time");
        for (Estimate estimate : estimates) {
            boolean here = cores.filter(number -> number == estimate.cores()).isPresent();
            table.row(Figures.count(estimate.cores(), "core") + (here ? ", as this machine" : ""))
                    .bar(Figures.duration(estimate.seconds()), estimate.seconds(), most)
                    .end();
        }
        table.close();
        html.close();
    }

    private void criticalPath() {
        List<Command> critical = commands.criticalPath();
        if (critical.isEmpty()) {
            return;
        }
        html.open("details").element("summary", "Critical path: " + Figures.count(critical.size(), "command"));
        Table table = new Table(html, "Commands of which each waits for the one before", "Command", "#Start", "#Time");
        for (Command command : critical.subList(0, Math.min(critical.size(), MOST))) {
            table.file(Figures.shortened(command.what(), LONGEST_NAME))
                    .number(command.at().map(Figures::duration).orElse("-"))
                    .number(Figures.duration(command.seconds()))
                    .end();
        }
        table.close();
        Views.leftOut(html, critical.size(), MOST);
        html.close();
    }
}
