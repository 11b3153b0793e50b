package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The head of the page: the release, the verdict and the figures that everybody asks for first. */
final class PageHeader {
    private final Html html;
    private final ConfigNode report;
    private final CommandList commands;

    PageHeader(Html html, ConfigNode report, CommandList commands) {
        this.html = html;
        this.report = report;
        this.commands = commands;
    }

    /** The release with its version. */
    static String release(ConfigNode report) {
        ConfigNode release = report.get("release");
        String name = Fields.text(release, "title")
                .or(() -> Fields.text(release, "name"))
                .orElse("Unknown release");
        return name
                + Fields.text(release, "version").map(version -> " " + version).orElse("");
    }

    static String title(ConfigNode report) {
        return release(report) + ": build " + verdict(report);
    }

    static String verdict(ConfigNode report) {
        return Fields.text(report, "verdict")
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.equals("running"))
                .orElse(report.get("verdict").isPresent() ? "still running" : "without a verdict");
    }

    void write() {
        String verdict = verdict(report);
        html.open("header").element("p", "Build report", "class", "kind");
        html.open("div", "class", "title").element("h1", release(report));
        html.element("p", Quantities.capitalized(verdict), "class", "verdict " + style(verdict))
                .close();
        when(verdict);
        if (report.isPresent()) {
            figures();
        }
        html.close().newline();
    }

    private static String style(String verdict) {
        return switch (verdict) {
            case "succeeded" -> "good";
            case "failed" -> "bad";
            default -> "open";
        };
    }

    private void when(String verdict) {
        Optional<Instant> started = Fields.instant(report, "started");
        Optional<Instant> finished = Fields.instant(report, "finished");
        html.open("p", "class", "when");
        started.ifPresent(
                time -> html.text("Started ").element("time", Quantities.time(time), "datetime", time.toString()));
        finished.ifPresent(
                time -> html.text(", ended ").element("time", Quantities.time(time), "datetime", time.toString()));
        if (started.isEmpty() && finished.isEmpty()) {
            html.text("Not recorded: when the build ran");
        }
        html.text(".");
        earlier();
        int runs = report.get("runs").list().size();
        if (runs > 1) {
            html.text(" The build was resumed: these are " + Figures.number(runs)
                    + " runs without the time between them.");
        }
        if (verdict.equals("interrupted")) {
            html.text(" The build was interrupted: this is what was recorded until then.");
        } else if (verdict.equals("still running")) {
            html.text(" The build was running when this page was written.");
        }
        html.close();
    }

    /** Names the run that the page is about, if it is not the last one. */
    private void earlier() {
        if (report.get("shown").isMap()) {
            html.text(" The last run"
                    + Fields.instant(report.get("shown"), "last")
                            .map(time -> ", on " + Quantities.time(time) + ",")
                            .orElse("")
                    + " failed before its first step. Everything but the failure is about the run before, which "
                    + ended(Fields.textOr(report.get("shown"), "verdict", "")) + ".");
        }
        if (report.get("bundle").isMap()) {
            html.text(" The installation was taken from a bundle: nothing was built here.");
        }
        Fields.count(report, "damaged").filter(lines -> lines > 0).ifPresent(lines -> html.text(" " + damage(lines)));
    }

    private static String ended(String verdict) {
        return switch (verdict) {
            case "succeeded", "failed" -> verdict;
            case "interrupted" -> "was interrupted";
            default -> "was still running";
        };
    }

    static String damage(long lines) {
        return lines == 1
                ? "1 line of the recording is damaged: what it recorded is missing here."
                : Figures.number(lines) + " lines of the recording are damaged: what they recorded is missing here.";
    }

    private void figures() {
        html.open("dl", "class", "figures");
        figure(
                "Time",
                Optional.of(StepTime.ran(StepTime.read(report)))
                        .filter(time -> time > 0)
                        .map(Figures::duration)
                        .or(this::between),
                "of the steps that ran",
                false);
        compiled();
        double peak = LoadPoint.read(report).stream()
                .flatMap(point -> point.memory().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        figure(
                "Memory",
                Optional.of(peak).filter(bytes -> bytes > 0).map(bytes -> Figures.bytes(Math.round(bytes))),
                Fields.count(report.get("machine"), "memory")
                        .map(bytes -> "at most, of " + Figures.bytes(bytes))
                        .orElse("at most"),
                false);
        tests();
        ConfigNode installation = report.get("installation");
        Optional<Long> installed = Fields.count(installation, "bytes");
        Views.figure(
                html,
                false,
                "Installed",
                installed.map(Figures::bytes),
                InstallationView.isNotReached(report) ? "not reached" : "none",
                Fields.count(installation, "files")
                        .filter(files -> installed.isPresent())
                        .map(files -> "in " + Figures.count(files, "file"))
                        .orElse(""));
        html.close();
    }

    /** The time is that of the compilations that were seen. */
    private void compiled() {
        List<Command> timed = commands.all().stream().filter(Command::isCompile).toList();
        long unseen = Fields.count(report, "unseen").orElse(0L);
        String time = Figures.duration(CommandList.seconds(timed)) + " in total";
        figure(
                "Compiled",
                Optional.of(timed.size() + unseen)
                        .filter(number -> number > 0)
                        .map(number -> Figures.count(number, "object")),
                unseen == 0 ? time : timed.isEmpty() ? "none timed" : Figures.number(timed.size()) + " timed, " + time,
                false);
    }

    private Optional<String> between() {
        return Fields.instant(report, "started")
                .flatMap(from -> Fields.instant(report, "finished")
                        .filter(to -> !to.isBefore(from))
                        .map(to -> Figures.duration(Duration.between(from, to).toMillis() / 1000.0)));
    }

    private void tests() {
        ConfigNode tests = report.get("tests");
        long failed = Fields.count(tests, "failed").orElse(0L);
        List<ConfigNode> flaky = tests.get("flaky").list();
        Optional<String> passed = Fields.count(tests, "passed").map(number -> Figures.number(number) + " passed");
        String others = Figures.number(flaky.size()) + " flaky";
        if (failed > 0) {
            figure(
                    "Tests",
                    Optional.of(Figures.number(failed) + " failed"),
                    passed.map(text -> text + ", ").orElse("") + others,
                    true);
        } else {
            figure("Tests", passed, "0 failed, " + others, false);
        }
    }

    private void figure(String name, Optional<String> value, String more, boolean bad) {
        Views.figure(html, bad, name, value, "none", value.isPresent() ? more : "");
    }
}
