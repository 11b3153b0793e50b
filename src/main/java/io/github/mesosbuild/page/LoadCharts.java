package io.github.mesosbuild.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** The pictures of jobs, memory and pressure over time. */
final class LoadCharts {
    private static final int HEIGHT = 64;
    private static final int HEADROOM = 16;
    private static final int MOST_POINTS = 400;
    private static final double PIXELS = 1000;

    /** Without a sample for so long, in percent of the width and in seconds, a line has a gap. */
    private static final double SILENCE = 3;

    private static final double SILENT_SECONDS = 30;

    /** In percent: a narrower time has no room for its reason. */
    private static final double LABELLED = 4;

    private final Html html;
    private final TimeAxis axis;
    private final UnrecordedTimes unrecorded;
    private final List<LoadPoint> points;

    LoadCharts(Html html, TimeAxis axis, UnrecordedTimes unrecorded, List<LoadPoint> points) {
        this.html = html;
        this.axis = axis;
        this.unrecorded = unrecorded;
        this.points = reduced(points, MOST_POINTS);
    }

    /** Returns at most some points. Each stands for its neighbours: with the most that they used, and the least that they had. */
    static List<LoadPoint> reduced(List<LoadPoint> points, int most) {
        int group = Math.max(1, (points.size() + most - 1) / most);
        List<LoadPoint> few = new ArrayList<>();
        for (int i = 0; i < points.size(); i += group) {
            List<LoadPoint> some = points.subList(i, Math.min(points.size(), i + group));
            few.add(new LoadPoint(
                    some.get(0).at(),
                    of(some, LoadPoint::running, Math::max),
                    of(some, LoadPoint::allowed, Math::min),
                    of(some, LoadPoint::memory, Math::max),
                    of(some, LoadPoint::available, Math::min),
                    of(some, LoadPoint::pressure, Math::max),
                    some.stream()
                            .filter(LoadPoint::isLowered)
                            .findFirst()
                            .or(() -> Optional.of(some.get(0)))
                            .flatMap(LoadPoint::why)));
        }
        return few;
    }

    private static Optional<Double> of(
            List<LoadPoint> points, Function<LoadPoint, Optional<Double>> field, BinaryOperator<Double> joined) {
        return points.stream().flatMap(point -> field.apply(point).stream()).reduce(joined);
    }

    double most(Function<LoadPoint, Optional<Double>> field) {
        return of(points, field, Math::max).orElse(0.0);
    }

    boolean has(Function<LoadPoint, Optional<Double>> field) {
        return points.stream().anyMatch(point -> field.apply(point).isPresent());
    }

    void jobs(String description) {
        double top = Math.max(1, Math.max(most(LoadPoint::running), most(LoadPoint::allowed)));
        begin("timeline-jobs", "Jobs over time", description);
        for (Lowered lowered : Lowered.of(points)) {
            double left = axis.at(lowered.from());
            double width = Math.max(0.1, axis.at(lowered.to()) - left);
            html.open(
                            "svg",
                            "class",
                            "why",
                            "x",
                            Figures.position(left),
                            "width",
                            Figures.position(width),
                            "height",
                            String.valueOf(HEIGHT))
                    .element(
                            "title",
                            "Jobs lowered for " + Figures.duration(lowered.seconds()) + ": " + lowered.reason())
                    .empty("rect", "width", "100%", "height", String.valueOf(HEIGHT));
            if (width > LABELLED) {
                html.element("text", lowered.word(), "x", "4", "y", "12");
            }
            html.close();
        }
        path("area", LoadPoint::running, top, true, true);
        path("limit", LoadPoint::allowed, top, true, false);
        end(Figures.count(Math.round(top), "job"));
    }

    void memory(String description, double machine) {
        double top = Math.max(machine, Math.max(most(LoadPoint::memory), most(LoadPoint::available)));
        begin("timeline-memory", "Memory over time", description);
        path("area", LoadPoint::memory, top, false, true);
        path("limit", LoadPoint::available, top, false, false);
        end(Figures.bytes(Math.round(top)));
    }

    void pressure(String description) {
        double top = Math.max(10, Math.ceil(most(LoadPoint::pressure) / 10) * 10);
        begin("timeline-pressure", "Memory pressure over time", description);
        path("area", LoadPoint::pressure, top, false, true);
        end(Math.round(top) + "%");
    }

    private void begin(String id, String title, String description) {
        TimelineChart.begin(html, id, title, description, HEIGHT + 1);
        TimelineChart.gaps(axis, html, HEIGHT);
        unrecorded.write(html, HEIGHT, false);
        TimelineChart.grid(axis, html, HEIGHT);
    }

    private void end(String top) {
        html.empty("line", "class", "base", "x2", "100%", "y1", "" + HEIGHT, "y2", "" + HEIGHT);
        html.empty("line", "class", "scale", "x2", "100%", "y1", "" + HEADROOM, "y2", "" + HEADROOM);
        html.element("text", top, "x", "4", "y", "12").close().newline();
    }

    private void path(
            String style, Function<LoadPoint, Optional<Double>> field, double top, boolean stepped, boolean filled) {
        StringBuilder path = new StringBuilder();
        List<LoadPoint> run = new ArrayList<>();
        for (LoadPoint point : points) {
            boolean known = field.apply(point).isPresent();
            if (!known || !run.isEmpty() && isSilent(run.get(run.size() - 1).at(), point.at())) {
                run(path, run, field, top, stepped, filled);
                run.clear();
            }
            if (known) {
                run.add(point);
            }
        }
        run(path, run, field, top, stepped, filled);
        html.open(
                        "svg",
                        "viewBox",
                        "0 0 1000 " + HEIGHT,
                        "preserveAspectRatio",
                        "none",
                        "width",
                        "100%",
                        "height",
                        String.valueOf(HEIGHT))
                .empty("path", "class", style, "d", path.toString())
                .close();
    }

    private boolean isSilent(double from, double to) {
        return to - from > SILENT_SECONDS && axis.at(to) - axis.at(from) > SILENCE;
    }

    private void run(
            StringBuilder path,
            List<LoadPoint> run,
            Function<LoadPoint, Optional<Double>> field,
            double top,
            boolean stepped,
            boolean filled) {
        String before = "";
        for (int i = 0; i < run.size(); i++) {
            String x = Figures.coordinate(Math.round(axis.at(run.get(i).at()) * PIXELS / 10) / 10.0);
            String y = Figures.coordinate(Math.round(10
                            * (HEIGHT
                                    - (HEIGHT - HEADROOM)
                                            * field.apply(run.get(i)).orElse(0.0)
                                            / top))
                    / 10.0);
            if (i == 0) {
                path.append('M').append(x).append(' ').append(filled ? String.valueOf(HEIGHT) : y);
                path.append(filled ? "V" + y : "");
            } else if (stepped) {
                path.append('H').append(x).append(y.equals(before) ? "" : "V" + y);
            } else {
                path.append('L').append(x).append(' ').append(y);
            }
            before = y;
        }
        if (filled && !run.isEmpty()) {
            path.append('V').append(HEIGHT).append('Z');
        }
    }
}
