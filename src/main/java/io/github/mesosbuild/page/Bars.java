package io.github.mesosbuild.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The bars of the timeline: one for each command, and one for several neighbours that would be narrower than a pixel. */
final class Bars {
    /** A pixel of a page of usual width, in percent. */
    private static final double PIXEL = 0.1;

    private static final int MOST = 1500;

    /**
     * A bar.
     *
     * @param left in percent of the width
     * @param commands what it stands for; never empty
     */
    record Bar(int lane, double left, double right, List<Command> commands) {
        double width() {
            return right - left;
        }

        boolean isCritical() {
            return commands.get(0).critical();
        }

        Optional<Command> single() {
            return commands.size() == 1 ? Optional.of(commands.get(0)) : Optional.empty();
        }
    }

    private Bars() {}

    static List<Bar> of(List<Command> commands, TimeAxis axis) {
        double pixel = PIXEL;
        List<Bar> bars = of(commands, axis, pixel);
        while (bars.size() > MOST && pixel < 100) {
            pixel *= 2;
            bars = of(commands, axis, pixel);
        }
        return bars;
    }

    private static List<Bar> of(List<Command> commands, TimeAxis axis, double pixel) {
        List<Bar> bars = new ArrayList<>();
        Bar last = null;
        for (Command command : commands.stream()
                .sorted(Comparator.comparingInt(Command::lane).thenComparingDouble(Command::start))
                .toList()) {
            Bar bar = new Bar(command.lane(), axis.at(command.start()), axis.at(command.end()), List.of(command));
            if (last != null && isJoined(last, bar, pixel)) {
                List<Command> both = new ArrayList<>(last.commands());
                both.add(command);
                last = new Bar(bar.lane(), last.left(), Math.max(last.right(), bar.right()), both);
                bars.set(bars.size() - 1, last);
            } else {
                last = bar;
                bars.add(bar);
            }
        }
        return bars;
    }

    private static boolean isJoined(Bar last, Bar bar, double pixel) {
        boolean narrow =
                bar.width() < pixel && (last.commands().size() > 1 ? last.width() < 4 * pixel : last.width() < pixel);
        return narrow
                && last.lane() == bar.lane()
                && last.isCritical() == bar.isCritical()
                && bar.left() - last.right() < pixel;
    }
}
