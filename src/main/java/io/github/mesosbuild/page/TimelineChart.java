package io.github.mesosbuild.page;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;

/** The picture of the steps and commands over time: a row for the steps and one for each lane. */
final class TimelineChart {
    private static final int STEPS = 20;
    private static final int GAP = 6;
    private static final int AXIS = 18;
    private static final int MOST_LANES = 64;

    /** In percent: a narrower bar has no room for a name. */
    private static final double LABELLED = 5;

    private static final int LONGEST_NAME = 64;

    /** Fewer characters of a name tell nothing. */
    private static final int LEAST_NAME = 8;

    /** The width of a character of a label in the narrowest timeline, in percent. */
    static final double CHARACTER = 1;

    private final Html html;
    private final TimeAxis axis;
    private final UnrecordedTimes unrecorded;

    TimelineChart(Html html, TimeAxis axis, UnrecordedTimes unrecorded) {
        this.html = html;
        this.axis = axis;
        this.unrecorded = unrecorded;
    }

    /**
     * Writes the picture.
     *
     * @param slowest the commands that the page lists as the slowest objects
     */
    void write(List<StepTime> steps, List<Command> commands, Set<Command> slowest, String description) {
        int lanes = Math.min(
                MOST_LANES, commands.stream().mapToInt(Command::lane).max().orElse(-1) + 1);
        int row = lanes <= 4 ? 26 : lanes <= 8 ? 18 : lanes <= 16 ? 13 : 7;
        int height = STEPS + GAP + lanes * row + AXIS;
        begin(html, "timeline-lanes", "Commands over time", description, height);
        gaps(axis, html, height - AXIS);
        grid(axis, html, height - AXIS);
        unrecorded.write(html, height - AXIS, lanes * row > STEPS);
        steps.forEach(this::step);
        html.newline();
        List<Bars.Bar> bars = Bars.of(
                commands.stream().filter(command -> command.lane() < MOST_LANES).toList(), axis);
        for (String group : List.of("c", "o", "l", "s", "k")) {
            html.open("g", "class", group);
            bars.stream()
                    .filter(bar -> group.equals(group(bar, slowest)))
                    .sorted(Comparator.comparingDouble(Bars.Bar::left))
                    .forEach(bar -> bar(bar, STEPS + GAP + bar.lane() * row, row - 2));
            html.close().newline();
        }
        labels(axis, html, height - 4);
        html.close().newline();
    }

    private static String group(Bars.Bar bar, Set<Command> slowest) {
        if (bar.isCritical()) {
            return "k";
        }
        if (bar.commands().stream().anyMatch(slowest::contains)) {
            return "s";
        }
        return switch (bar.commands().get(0).kind()) {
            case Command.COMPILE -> "c";
            case "link", "archive" -> "l";
            default -> "o";
        };
    }

    private void step(StepTime step) {
        Optional<TimeAxis.Span> span = step.span();
        if (span.isEmpty()) {
            return;
        }
        double left = axis.at(span.get().from());
        double right = axis.at(span.get().to());
        html.open(
                "svg",
                "class",
                step.state().equals("failed") ? "step bad" : "step",
                "x",
                Figures.position(left),
                "width",
                Figures.position(Math.max(0.1, right - left)),
                "height",
                String.valueOf(STEPS));
        html.element(
                "title",
                step.name() + ": "
                        + step.seconds()
                                .map(time -> Figures.duration(time) + ", ")
                                .orElse("")
                        + step.result());
        html.empty("rect", "width", "100%", "height", String.valueOf(STEPS));
        if (right - left > LABELLED) {
            html.element("text", step.name(), "x", "6", "y", "14");
        }
        html.close();
    }

    private void bar(Bars.Bar bar, int top, int height) {
        String name = name(bar);
        String x = Figures.position(bar.left());
        String width = Figures.position(Math.max(0.05, bar.width()));
        if (bar.width() < LABELLED || height < 12 || bar.single().isEmpty()) {
            html.open("rect", "x", x, "y", "" + top, "width", width, "height", "" + height)
                    .element("title", name)
                    .close();
            return;
        }
        html.open("svg", "x", x, "y", "" + top, "width", width, "height", "" + height)
                .open("rect", "width", "100%", "height", "" + height)
                .element("title", name)
                .close()
                .element(
                        "text",
                        fitting(fileName(bar.single().get().what()), bar.width()),
                        "x",
                        "6",
                        "y",
                        "" + (height / 2 + 4))
                .close();
    }

    private static String fileName(String path) {
        return Figures.shortened(path.substring(path.lastIndexOf('/') + 1), LONGEST_NAME);
    }

    /** Returns the end of a name that is too long for a bar of the narrowest timeline; the page's script writes more if it can. */
    private static String fitting(String name, double width) {
        int most = (int) ((width - 1) / CHARACTER);
        return most < LEAST_NAME && most < name.length() ? "" : Figures.shortened(name, most);
    }

    private static String name(Bars.Bar bar) {
        if (bar.single().isPresent()) {
            Command command = bar.single().get();
            return Figures.shortened(command.what(), LONGEST_NAME) + ": " + Figures.duration(command.seconds())
                    + command.peakMemory()
                            .map(bytes -> ", " + Figures.bytes(bytes))
                            .orElse("");
        }
        return bar.commands().size() + " short commands, "
                + Figures.duration(CommandList.seconds(bar.commands())) + " in total: "
                + fileName(bar.commands().get(0).what()) + " to "
                + fileName(bar.commands().get(bar.commands().size() - 1).what());
    }

    /** Starts a picture that is as wide as its place and has a fixed height. */
    static void begin(Html html, String id, String title, String description, int height) {
        html.open(
                        "svg",
                        "role",
                        "img",
                        "aria-labelledby",
                        id + "-title",
                        "aria-describedby",
                        id + "-desc",
                        "width",
                        "100%",
                        "height",
                        String.valueOf(height))
                .element("title", title, "id", id + "-title")
                .element("desc", description, "id", id + "-desc")
                .newline();
    }

    static void grid(TimeAxis axis, Html html, int height) {
        html.open("g", "class", "grid");
        for (double tick : axis.ticks()) {
            String x = Figures.position(axis.at(tick));
            html.empty("line", "x1", x, "x2", x, "y2", String.valueOf(height));
        }
        html.close().newline();
    }

    /** Writes the times of the axis. A label that would cover the one before is left out. */
    static void labels(TimeAxis axis, Html html, int baseline) {
        labels(axis, html, baseline, CHARACTER, axis.ticks(), tick -> tick == 0 ? "0 s" : Figures.duration(tick));
    }

    /**
     * @param character the width of a character in the narrowest picture, in percent
     * @param ticks the times that get a label
     * @param name the label of a time
     */
    static void labels(
            TimeAxis axis, Html html, int baseline, double character, List<Double> ticks, DoubleFunction<String> name) {
        html.open("g", "class", "axis");
        double free = Double.NEGATIVE_INFINITY;
        for (double tick : ticks) {
            String label = name.apply(tick);
            double place = axis.at(tick);
            boolean last = place + label.length() * character > 100;
            double start = last ? place - label.length() * character : place;
            if (start < free) {
                continue;
            }
            free = start + label.length() * character;
            label(html, label, place, last, baseline);
        }
        html.open("g", "class", "minor");
        axis.minorTicks().forEach(tick -> label(html, name.apply(tick), axis.at(tick), false, baseline));
        html.close().close();
    }

    private static void label(Html html, String label, double place, boolean last, int baseline) {
        html.element(
                "text",
                label,
                "x",
                Figures.position(place),
                "dx",
                last ? "-3" : "3",
                "text-anchor",
                last ? "end" : "start",
                "y",
                String.valueOf(baseline));
    }

    static void gaps(TimeAxis axis, Html html, int height) {
        for (TimeAxis.Span gap : axis.gaps()) {
            double left = axis.at(gap.from());
            html.open(
                            "rect",
                            "class",
                            "gap",
                            "x",
                            Figures.position(left),
                            "width",
                            Figures.position(axis.at(gap.to()) - left),
                            "height",
                            String.valueOf(height))
                    .element("title", "Not to scale: " + Figures.duration(gap.seconds()))
                    .close();
        }
    }
}
