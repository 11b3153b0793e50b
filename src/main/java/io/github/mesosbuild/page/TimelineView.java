package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What ran when, how many jobs could run, and how memory limited them. */
final class TimelineView {
    /** A step without records that is longer than this part of those with records is cut. */
    private static final double MOST_EMPTY = 0.25;

    private final Html html;
    private final ConfigNode report;
    private final CommandList commands;
    private final List<StepTime> steps;
    private final List<LoadPoint> load;

    TimelineView(Html html, ConfigNode report, CommandList commands) {
        this.html = html;
        this.report = report;
        this.commands = commands;
        this.steps = StepTime.read(report);
        this.load = LoadPoint.read(report);
    }

    void write() {
        Views.begin(html, "timeline", "Timeline");
        String commandsRan = ran();
        html.element("p", commandsRan);
        notes();
        if (axis().isPresent()) {
            pictures(axis().get(), commandsRan);
        }
        new EstimatesTable(
                        html,
                        report.get("criticalPath"),
                        Fields.count(report.get("machine"), "cores"),
                        commands,
                        steps.stream().anyMatch(StepTime::isOfTests))
                .write();
        new TimelineTables(html, commands, load).write();
        Views.end(html);
    }

    private String ran() {
        if (commands.all().isEmpty()) {
            return "Not recorded: compilers and other commands.";
        }
        double busy = CommandList.seconds(commands.all());
        List<StepTime> with = StepTime.with(commands, steps);
        double time = StepTime.worked(with);
        return commands.kinds() + " took " + Figures.duration(busy) + " in total"
                + (time > 0
                        ? ", " + Figures.decimal(busy / time) + " at once on average in the " + Figures.duration(time)
                                + " of " + StepTime.names(with) + "."
                        : ".");
    }

    private void notes() {
        List<String> notes = new ArrayList<>();
        Fields.count(report, "unseen")
                .filter(unseen -> unseen > 0)
                .ifPresent(unseen -> notes.add(Figures.count(unseen, "more compilation")
                        + (unseen == 1 ? " was" : " were") + " too short to be seen."));
        if (commands.damaged() > 0) {
            notes.add(Figures.count(commands.damaged(), "record") + " without a name or a time "
                    + (commands.damaged() == 1 ? "is" : "are") + " left out.");
        }
        if (!notes.isEmpty()) {
            html.element("p", String.join(" ", notes), "class", "note");
        }
    }

    /** The axis for all that was recorded; empty if nothing has a time. */
    private Optional<TimeAxis> axis() {
        List<TimeAxis.Span> busy = new ArrayList<>();
        commands.placed().forEach(command -> busy.add(new TimeAxis.Span(command.start(), command.end())));
        load.forEach(point -> busy.add(new TimeAxis.Span(point.at(), point.at())));
        double recorded = busy.stream().mapToDouble(TimeAxis.Span::to).max().orElse(0)
                - busy.stream().mapToDouble(TimeAxis.Span::from).min().orElse(0);
        for (StepTime step : steps) {
            if (step.span().isPresent()) {
                double from = step.span().get().from();
                double to = step.span().get().to();
                boolean cut = recorded > 0
                        && to - from > MOST_EMPTY * recorded
                        && busy.stream().noneMatch(span -> span.from() < to && span.to() > from);
                busy.add(new TimeAxis.Span(from, cut ? from : to));
                busy.add(new TimeAxis.Span(to, to));
            }
        }
        return busy.isEmpty() ? Optional.empty() : Optional.of(new TimeAxis(busy));
    }

    private void pictures(TimeAxis axis, String commandsRan) {
        UnrecordedTimes unrecorded = UnrecordedTimes.of(axis, steps, commands.placed(), load);
        html.open("ul", "class", "legend");
        for (String[] kind : new String[][] {
            {"c", "compilation"},
            {"s", "one of the slowest objects"},
            {"l", "link or static library"},
            {"o", "other"},
            {"k", "on the critical path"}
        }) {
            html.element("li", kind[1], "class", kind[0]);
        }
        if (!unrecorded.spans().isEmpty()) {
            html.element("li", "no command recorded, such as while tests run", "class", "idle");
        }
        html.close();
        if (!axis.gaps().isEmpty()) {
            html.element("p", "Dotted areas are not to scale: nothing was recorded there.", "class", "note");
        }
        Views.scrolling(html, "Timeline, scrolls sideways", "wide");
        String ends =
                "From " + Figures.duration(axis.from()) + " to " + Figures.duration(axis.to()) + " after the start. ";
        row("Steps and commands", "one bar a command, one row a job");
        new TimelineChart(html, axis, unrecorded)
                .write(steps, commands.placed(), Set.copyOf(commands.outliers()), ends + commandsRan);
        LoadCharts charts = new LoadCharts(html, axis, unrecorded, load);
        if (load.isEmpty()) {
            Views.missing(html, "jobs, memory and pressure over time");
        } else {
            charts(axis, charts, ends);
        }
        html.close().close().newline();
    }

    private void charts(TimeAxis axis, LoadCharts charts, String ends) {
        if (charts.has(LoadPoint::running) || charts.has(LoadPoint::allowed)) {
            row("Jobs", "area: running, line: allowed, shaded: lowered by the plugin");
            charts.jobs(ends + "At most " + Figures.count(Math.round(charts.most(LoadPoint::running)), "job")
                    + " ran, and at most " + Figures.number(Math.round(charts.most(LoadPoint::allowed)))
                    + " could run.");
        } else {
            Views.missing(html, "jobs");
        }
        if (charts.has(LoadPoint::memory)) {
            row("Memory", "area: used by the build, line: available");
            charts.memory(
                    ends + "The build used at most " + Figures.bytes(Math.round(charts.most(LoadPoint::memory))) + ".",
                    Fields.count(report.get("machine"), "memory").orElse(0L));
        } else {
            Views.missing(html, "memory");
        }
        if (charts.has(LoadPoint::pressure)) {
            row("Memory pressure", "part of the time in which processes waited for memory");
            charts.pressure(ends + "At most " + Figures.decimal(charts.most(LoadPoint::pressure)) + "%.");
        } else {
            Views.missing(html, "memory pressure");
        }
        html.open("svg", "aria-hidden", "true", "width", "100%", "height", "16");
        TimelineChart.labels(axis, html, 12);
        html.close();
    }

    private void row(String title, String explanation) {
        html.open("p", "class", "row")
                .element("strong", title)
                .text(" " + explanation)
                .close();
    }
}
