package io.github.mesosbuild.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The times in steps in which no command and no load was recorded, such as those of googletest programs, which are not watched. */
final class UnrecordedTimes {
    /** In percent of the timeline: a shorter time is not marked. */
    private static final double LEAST = 2;

    /** In seconds: samples of the load that are no farther from each other stand for the time between them. */
    private static final double MOST_BETWEEN_SAMPLES = 30;

    private static final String WORDS = "no command recorded";

    private final TimeAxis axis;
    private final List<TimeAxis.Span> spans;

    private UnrecordedTimes(TimeAxis axis, List<TimeAxis.Span> spans) {
        this.axis = axis;
        this.spans = List.copyOf(spans);
    }

    /**
     * Returns those that the timeline shows to scale.
     *
     * @param commands those whose start is known
     * @param load the samples by their time
     */
    static UnrecordedTimes of(TimeAxis axis, List<StepTime> steps, List<Command> commands, List<LoadPoint> load) {
        List<TimeAxis.Span> recorded = new ArrayList<>(axis.gaps());
        commands.forEach(command -> recorded.add(new TimeAxis.Span(command.start(), command.end())));
        for (int i = 0; i < load.size(); i++) {
            double at = load.get(i).at();
            double next = i + 1 < load.size() ? load.get(i + 1).at() : at;
            recorded.add(new TimeAxis.Span(at, next - at <= MOST_BETWEEN_SAMPLES ? next : at));
        }
        recorded.sort(Comparator.comparingDouble(TimeAxis.Span::from));
        List<TimeAxis.Span> spans = new ArrayList<>();
        for (StepTime step : steps) {
            step.span()
                    .ifPresent(span -> without(recorded, span).stream()
                            .filter(some -> axis.at(some.to()) - axis.at(some.from()) > LEAST)
                            .forEach(spans::add));
        }
        return new UnrecordedTimes(axis, spans);
    }

    /** Returns what is left of a time. */
    private static List<TimeAxis.Span> without(List<TimeAxis.Span> recorded, TimeAxis.Span time) {
        List<TimeAxis.Span> left = new ArrayList<>();
        double from = time.from();
        for (TimeAxis.Span span : recorded) {
            if (span.from() >= time.to()) {
                break;
            }
            if (span.from() > from) {
                left.add(new TimeAxis.Span(from, span.from()));
            }
            from = Math.max(from, span.to());
        }
        if (from < time.to()) {
            left.add(new TimeAxis.Span(from, time.to()));
        }
        return left;
    }

    List<TimeAxis.Span> spans() {
        return spans;
    }

    /** Writes them as hatched areas of a picture, with their meaning if a line of text has room. */
    void write(Html html, int height, boolean named) {
        for (TimeAxis.Span span : spans) {
            double left = axis.at(span.from());
            double width = axis.at(span.to()) - left;
            html.open(
                    "svg",
                    "class",
                    "idle",
                    "x",
                    Figures.position(left),
                    "width",
                    Figures.position(width),
                    "height",
                    String.valueOf(height));
            html.element("title", "No command was recorded for " + Figures.duration(span.seconds()));
            String middle = Figures.coordinate(height / 2.0);
            html.empty("line", "x2", "100%", "y1", middle, "y2", middle, "stroke-width", String.valueOf(height));
            if (named && width > WORDS.length() * TimelineChart.CHARACTER) {
                html.element("text", WORDS, "x", "6", "y", Figures.coordinate(height / 2.0 + 14));
            }
            html.close();
        }
    }
}
