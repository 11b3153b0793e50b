package io.github.mesosbuild.page;

import java.util.Optional;

/**
 * A figure of two builds.
 *
 * @param name what it is the figure of
 * @param before in the earlier build, if it is known
 * @param now in this build, if it is known
 */
record Change(String name, Optional<Double> before, Optional<Double> now) {
    Change(String name, double before, double now) {
        this(name, Optional.of(before), Optional.of(now));
    }

    boolean isKnown() {
        return before.isPresent() && now.isPresent();
    }

    double difference() {
        return isKnown() ? now.get() - before.get() : 0;
    }

    /** How many times the earlier figure this one is; empty if one is not known, or too small to be compared. */
    Optional<String> ratio(Unit unit) {
        return isKnown() && unit.compares(before.get(), now.get())
                ? Optional.of(Figures.ratio(now.get() / before.get()))
                : Optional.empty();
    }
}
