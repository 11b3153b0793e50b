package io.github.mesosbuild.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The horizontal axis of the timeline, in percent of its width. A long time without anything to show, such as the night between a build
 * that was killed and the one that resumed it, is cut to a narrow gap.
 */
final class TimeAxis {
    private static final double[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400, 604800, 2592000, 31536000
    };
    private static final int MOST_TICKS = 9;
    private static final int MOST_MINOR_TICKS = 60;
    private static final double GAP_PERCENT = 6;
    private static final int MOST_SPANS = 8;
    private static final double MINUTE = 60;
    private static final double MOST_SECONDS = 300;

    /**
     * A time.
     *
     * @param from in seconds from the start of the build
     */
    record Span(double from, double to) {
        double seconds() {
            return to - from;
        }
    }

    private final List<Span> spans;
    private final double scale;

    /** Creates an axis for the times that have something to show, in any order. */
    TimeAxis(List<Span> busy) {
        spans = joined(busy);
        double shown = spans.stream().mapToDouble(Span::seconds).sum();
        scale = (100 - GAP_PERCENT * (spans.size() - 1)) / Math.max(shown, 1e-3);
    }

    private static List<Span> joined(List<Span> busy) {
        List<Span> all = merged(busy, 0);
        double gap = Math.max(60, 0.1 * all.stream().mapToDouble(Span::seconds).sum());
        List<Span> few = merged(all, gap);
        while (few.size() > MOST_SPANS) {
            gap *= 2;
            few = merged(all, gap);
        }
        return few.isEmpty() ? List.of(new Span(0, 1)) : few;
    }

    private static List<Span> merged(List<Span> spans, double gap) {
        List<Span> merged = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparingDouble(Span::from)).toList()) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.from() - last.to() <= gap) {
                merged.set(merged.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    /** Returns the place of a time in percent. */
    double at(double seconds) {
        double left = 0;
        for (Span span : spans) {
            if (seconds <= span.to()) {
                return left + Math.max(0, seconds - span.from()) * scale;
            }
            left += span.seconds() * scale + GAP_PERCENT;
        }
        return 100;
    }

    /** The times that are cut out. */
    List<Span> gaps() {
        List<Span> gaps = new ArrayList<>();
        for (int i = 1; i < spans.size(); i++) {
            gaps.add(new Span(spans.get(i - 1).to(), spans.get(i).from()));
        }
        return gaps;
    }

    /** Round times for marks, in seconds. */
    List<Double> ticks() {
        return ticks(MOST_TICKS);
    }

    /** More round times, for a timeline that is zoomed. */
    List<Double> minorTicks() {
        List<Double> minor = new ArrayList<>(ticks(MOST_MINOR_TICKS));
        minor.removeAll(ticks());
        return minor;
    }

    /**
     * Returns those of {@link #ticks} that get a label. They are as far from each other that none covers the next one.
     *
     * @param character the width of a character in percent
     */
    List<Double> labelled(double character) {
        List<Double> ticks = ticks();
        List<Double> some = ticks;
        double step = step(MOST_TICKS);
        for (double distance : STEPS) {
            if (distance >= step && distance % step == 0) {
                some = ticks.stream().filter(tick -> tick % distance == 0).toList();
                if (!overlap(some, distance, tick -> label(tick).length() * character)) {
                    return some;
                }
            }
        }
        return some;
    }

    /** Returns the label of a time with its unit: seconds as long as they are few, as in {@code 90 s}. */
    String label(double tick) {
        return to() <= MOST_SECONDS && step(MOST_TICKS) < MINUTE ? Math.round(tick) + " s" : Figures.exact(tick);
    }

    private boolean overlap(List<Double> ticks, double distance, DoubleUnaryOperator width) {
        return ticks.stream()
                .filter(tick -> ticks.contains(tick + distance))
                .anyMatch(tick -> start(tick, width) + width.applyAsDouble(tick) > start(tick + distance, width));
    }

    /** Labels are to the right of their ticks. One that does not fit there is on the left. */
    private double start(double tick, DoubleUnaryOperator width) {
        double place = at(tick);
        double own = width.applyAsDouble(tick);
        return place + own > 100 ? place - own : place;
    }

    private double step(int most) {
        double shown = spans.stream().mapToDouble(Span::seconds).sum();
        double step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && shown / STEPS[i] <= most; i--) {
            step = STEPS[i];
        }
        return step;
    }

    private List<Double> ticks(int most) {
        double step = step(most);
        List<Double> ticks = new ArrayList<>();
        for (Span span : spans) {
            double first = Math.ceil(span.from() / step);
            for (double tick = first; tick * step <= span.to(); tick++) {
                if (ticks.isEmpty() || tick * step > ticks.get(ticks.size() - 1)) {
                    ticks.add(tick * step);
                }
            }
        }
        return ticks;
    }

    double from() {
        return spans.get(0).from();
    }

    double to() {
        return spans.get(spans.size() - 1).to();
    }
}
