package io.github.mesosbuild.page;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The facts of the timeline's pictures in tables. */
final class TimelineTables {
    private static final int MOST_POINTS = 30;
    private static final int MOST_LOWERED = 30;
    private static final int MOST_COMMANDS = 1000;
    private static final int LONGEST_NAME = 64;

    private final Html html;
    private final CommandList commands;
    private final List<LoadPoint> load;

    TimelineTables(Html html, CommandList commands, List<LoadPoint> load) {
        this.html = html;
        this.commands = commands;
        this.load = load;
    }

    void write() {
        if (load.isEmpty() && commands.all().isEmpty()) {
            return;
        }
        html.element("h3", "The timeline in tables");
        if (!load.isEmpty()) {
            lowered();
            load();
        }
        if (!commands.all().isEmpty()) {
            commands();
        }
    }

    private void lowered() {
        List<Lowered> lowered = Lowered.of(load);
        if (lowered.isEmpty()) {
            html.element("p", "The plugin never lowered the number of jobs.");
            return;
        }
        html.open("details")
                .element(
                        "summary",
                        "Jobs were lowered " + (lowered.size() == 1 ? "once" : Figures.count(lowered.size(), "time")));
        Table table = new Table(html, "When fewer jobs could run, and why", "Reason", "#Start", "#Time", "#Allowed");
        for (Lowered some : lowered.subList(0, Math.min(lowered.size(), MOST_LOWERED))) {
            table.row(some.reason())
                    .number(Figures.duration(some.from()))
                    .number(Figures.duration(some.seconds()))
                    .number(Figures.count(Math.round(some.allowed()), "job"))
                    .end();
        }
        table.close();
        Views.leftOut(html, lowered.size(), MOST_LOWERED);
        html.close();
    }

    private void load() {
        html.open("details").element("summary", "Jobs and memory over time");
        html.open(
                "div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", "Jobs and memory over time");
        Table table = new Table(
                html,
                "The most that ran and was used, and the least that was allowed and available, until the next row",
                "Time",
                "#Jobs",
                "#Used",
                "#Available",
                "#Pressure");
        for (LoadPoint point : LoadCharts.reduced(load, MOST_POINTS)) {
            table.row(Figures.duration(point.at()))
                    .number(jobs(point))
                    .number(shown(point.memory(), bytes -> Figures.bytes(Math.round(bytes))))
                    .number(shown(point.available(), bytes -> Figures.bytes(Math.round(bytes))))
                    .number(shown(point.pressure(), percent -> Figures.decimal(percent) + "%"))
                    .end();
        }
        table.close();
        html.close();
        html.close();
    }

    private static String jobs(LoadPoint point) {
        String running = shown(point.running(), number -> Figures.number(Math.round(number)));
        return point.allowed()
                .map(number -> running + " of " + Figures.count(Math.round(number), "job"))
                .orElse(running);
    }

    private static String shown(Optional<Double> number, Function<Double, String> words) {
        return number.map(words).orElse("-");
    }

    private void commands() {
        List<Command> shown = commands.slowest(command -> true, MOST_COMMANDS).stream()
                .sorted(Comparator.comparingDouble(Command::start))
                .toList();
        boolean all = shown.size() == commands.all().size();
        html.open("details")
                .element("summary", (all ? "All " : "The longest ") + Figures.count(shown.size(), "command"));
        Table table = new Table(html, "Commands by their start", "Command", "#Start", "#Time", "#Memory");
        for (Command command : shown) {
            table.file(Figures.shortened(command.what(), LONGEST_NAME))
                    .number(command.at().map(Figures::duration).orElse("-"))
                    .number(Figures.duration(command.seconds()))
                    .number(command.memory())
                    .end();
        }
        table.close();
        Views.leftOut(html, commands.all().size(), MOST_COMMANDS);
        html.close();
    }
}
