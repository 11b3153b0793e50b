package io.github.mesosbuild.page;

import java.util.Optional;

/** How figures are shown. */
enum Unit {
    /** Seconds. */
    TIME {
        @Override
        String of(double value) {
            return Figures.duration(value);
        }

        /** Looks are a tenth of a second apart, and less than a second differs by chance. */
        @Override
        boolean compares(double before, double now) {
            return before >= 0.1 && Math.max(before, now) >= 1;
        }
    },

    /** Bytes. */
    SIZE {
        @Override
        String of(double value) {
            return Figures.bytes(Math.round(value));
        }

        @Override
        boolean compares(double before, double now) {
            return before > 0;
        }
    };

    abstract String of(double value);

    /** Returns whether the ratio of two figures tells anything. */
    abstract boolean compares(double before, double now);

    /** Returns a figure with its unit, or a dash. */
    String of(Optional<Double> value) {
        return value.map(this::of).orElse("-");
    }

    /** Returns a difference with its sign and unit. */
    String difference(double value) {
        return value == 0 ? "0" : (value > 0 ? "+" : "-") + of(Math.abs(value));
    }
}
