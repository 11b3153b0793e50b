package io.github.mesosbuild.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A time in which fewer jobs could run, for one reason.
 *
 * @param from in seconds from the start of the build
 * @param allowed the fewest jobs that could run
 * @param word the reason in one word
 */
record Lowered(double from, double to, double allowed, String word, String reason) {
    static List<Lowered> of(List<LoadPoint> points) {
        List<Lowered> all = new ArrayList<>();
        boolean open = false;
        for (LoadPoint point : points) {
            Lowered last = open ? all.remove(all.size() - 1) : null;
            if (last != null) {
                all.add(new Lowered(last.from(), point.at(), last.allowed(), last.word(), last.reason()));
            }
            open = point.isLowered();
            if (open) {
                double allowed = point.allowed().orElse(0.0);
                boolean same = last != null && last.reason().equals(point.reason());
                if (same) {
                    all.remove(all.size() - 1);
                }
                all.add(new Lowered(
                        same ? last.from() : point.at(),
                        point.at(),
                        same ? Math.min(last.allowed(), allowed) : allowed,
                        point.why().orElse(""),
                        point.reason()));
            }
        }
        return all;
    }

    double seconds() {
        return to - from;
    }
}
