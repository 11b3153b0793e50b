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
    },

    /** Bytes. */
    SIZE {
        @Override
        String of(double value) {
            return Figures.bytes(Math.round(value));
        }
    };

    abstract String of(double value);

    /** Returns a figure with its unit, or a dash. */
    String of(Optional<Double> value) {
        return value.map(this::of).orElse("-");
    }

    /** Returns a difference with its sign and unit. */
    String difference(double value) {
        return value == 0 ? "0" : (value > 0 ? "+" : "-") + of(Math.abs(value));
    }
}
