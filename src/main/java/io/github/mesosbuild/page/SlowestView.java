package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the time went: the slowest objects, links and directories, and the part of configure. */
final class SlowestView {
    private static final int FEW = 10;
    private static final int LONGEST_NAME = 90;

    private final Html html;
    private final ConfigNode report;
    private final CommandList commands;

    SlowestView(Html html, ConfigNode report, CommandList commands) {
        this.html = html;
        this.report = report;
        this.commands = commands;
    }

    void write() {
        Views.begin(html, "slowest", "Where the time went");
        configure();
        if (commands.all().isEmpty()) {
            Views.missing(html, "compilers and other commands");
        } else {
            objects();
            html.open("div", "class", "columns").open("div");
            links();
            html.close().open("div");
            directories();
            html.close().close();
        }
        Views.end(html);
    }

    private void configure() {
        List<StepTime> steps = StepTime.read(report);
        Optional<StepTime> configure = steps.stream()
                .filter(step -> step.name().equals("configure"))
                .filter(step -> step.seconds().isPresent())
                .findFirst();
        if (configure.isEmpty()) {
            Views.missing(html, "the time of configure");
            return;
        }
        double seconds = configure.get().seconds().get();
        html.open("p")
                .element("strong", "configure")
                .text(" took " + Figures.duration(seconds) + ", " + Figures.percent(seconds, StepTime.total(steps))
                        + " of all steps.")
                .close();
    }

    private void objects() {
        html.element("h3", "Slowest objects");
        List<Command> slowest = commands.slowestObjects();
        if (slowest.isEmpty()) {
            Views.missing(html, "compilations");
            return;
        }
        double all = CommandList.seconds(commands.all());
        rows(
                slowest,
                "The " + slowest.size() + " slowest objects: " + Figures.percent(CommandList.seconds(slowest), all)
                        + " of the time of all commands",
                "Object");
    }

    private void links() {
        html.element("h3", "Libraries and programs");
        List<Command> slowest = commands.slowest(
                command -> command.kind().equals("link") || command.kind().equals("archive"), FEW);
        if (slowest.isEmpty()) {
            Views.missing(html, "links");
            return;
        }
        rows(slowest, "The slowest links", "File");
    }

    private void rows(List<Command> slowest, String caption, String name) {
        Table table = new Table(html, caption, name, "=Time", "#Memory");
        for (Command command : slowest) {
            table.file(Figures.shortened(command.what(), LONGEST_NAME))
                    .bar(
                            Figures.duration(command.seconds()),
                            command.seconds(),
                            slowest.get(0).seconds())
                    .number(command.memory())
                    .end();
        }
        table.close();
    }

    private void directories() {
        html.element("h3", "Directories");
        Map<String, List<Command>> byDirectory =
                commands.all().stream().collect(Collectors.groupingBy(SlowestView::directory));
        Table table = new Table(html, "The directories that took most of the time", "Directory", "=Time", "#Commands");
        List<Map.Entry<String, List<Command>>> most = byDirectory.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        (Map.Entry<String, List<Command>> entry) -> -CommandList.seconds(entry.getValue())))
                .limit(FEW)
                .toList();
        for (Map.Entry<String, List<Command>> entry : most) {
            double seconds = CommandList.seconds(entry.getValue());
            table.file(Figures.shortened(entry.getKey(), LONGEST_NAME))
                    .bar(
                            Figures.duration(seconds),
                            seconds,
                            CommandList.seconds(most.get(0).getValue()))
                    .number(Figures.number(entry.getValue().size()))
                    .end();
        }
        table.close();
        Views.leftOut(html, byDirectory.size(), FEW);
    }

    /** The directory of what a command made. */
    private static String directory(Command command) {
        int end = command.what().lastIndexOf('/');
        return end > 0 ? command.what().substring(0, end) : command.directory().isEmpty() ? "." : command.directory();
    }
}
