package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was built, from what and with what, and how long each step took. */
final class SummaryView {
    /** SHA-1 has 40 hexadecimal digits, and the others have more. */
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-fA-F]{40,}\\b");

    private final Html html;
    private final ConfigNode report;
    private final CommandList commands;

    SummaryView(Html html, ConfigNode report, CommandList commands) {
        this.html = html;
        this.report = report;
        this.commands = commands;
    }

    void write() {
        Views.begin(html, "summary", "Summary");
        new Findings(report, commands).write(html);
        html.open("div", "class", "columns").open("div");
        steps();
        html.close().open("div");
        facts();
        html.close().close();
        quirks();
        Views.end(html);
    }

    private void steps() {
        List<StepTime> steps = StepTime.read(report);
        html.element("h3", "Steps");
        if (steps.isEmpty()) {
            Views.missing(html, "the times of the steps");
            return;
        }
        double total = StepTime.total(steps);
        boolean logs = steps.stream().anyMatch(step -> step.log().isPresent());
        Table table = new Table(
                html, "The time of each step and its part of all steps", "Step", "=Time", "Result", logs ? "Log" : "");
        for (StepTime step : steps) {
            table.row(step.name())
                    .bar(
                            step.seconds().map(Figures::duration).orElse("-"),
                            step.seconds().orElse(0.0),
                            total);
            if (step.state().equals("failed") || step.state().equals("interrupted")) {
                table.bad(step.state());
            } else {
                table.text(step.result());
            }
            if (logs) {
                table.link(step.log().orElse(""), step.log().isPresent() ? "log" : "-");
            }
            table.end();
        }
        table.close();
        html.open("p", "class", "note").text("Run: " + Figures.duration(StepTime.ran(steps)) + ".");
        double reused = total - StepTime.ran(steps);
        if (reused > 0) {
            html.text(" Reused: " + Figures.duration(reused) + ".");
        }
        html.close();
    }

    private void facts() {
        html.element("h3", "Made from").open("dl", "class", "facts");
        ConfigNode archive = report.get("archive");
        fact(
                "Archive",
                join(
                        ", ",
                        Fields.text(archive, "file"),
                        Fields.count(archive, "bytes").map(Figures::bytes)));
        trust("Trust", Fields.paragraph(archive, "trust"));
        code("SHA-256", Fields.text(archive, "sha256"));
        ConfigNode machine = report.get("machine");
        fact(
                "Machine",
                join(
                        ", ",
                        Fields.text(machine, "system"),
                        Fields.count(machine, "cores").map(cores -> Figures.count(cores, "core")),
                        Fields.count(machine, "memory").map(bytes -> Figures.bytes(bytes) + " of memory")));
        ConfigNode toolchain = report.get("toolchain");
        fact("Toolchain", toolchain(Fields.text(toolchain, "support"), Fields.text(toolchain, "sentence")));
        List<String> tools = toolchain.get("facts").list().stream()
                .limit(Views.MOST_ROWS)
                .flatMap(tool -> join(" ", Fields.text(tool, "name"), Fields.text(tool, "version")).stream())
                .toList();
        fact("Tools", tools.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", tools)));
        fact("Build type", Fields.text(report, "buildType"));
        cache();
        if (report.get("bundle").isMap()) {
            ConfigNode bundle = report.get("bundle");
            fact(
                    "Bundle",
                    join(
                            ", ",
                            Fields.text(bundle, "coordinates"),
                            Fields.count(bundle, "bytes").map(Figures::bytes),
                            Optional.of(
                                    bundle.get("exact").flag()
                                            ? "built from the same inputs"
                                            : "built from other inputs with the same options")));
            trust("Its trust", Fields.paragraph(bundle, "trust"));
        }
        code("Work directory", Fields.text(report, "directory"));
        fact("Plugin", Fields.text(report, "plugin"));
        html.close();
    }

    private static Optional<String> toolchain(Optional<String> support, Optional<String> sentence) {
        boolean named = sentence.isPresent()
                && support.filter(
                                word -> sentence.get().toLowerCase(Locale.ROOT).startsWith(word))
                        .isPresent();
        return named ? sentence : join(": ", support, sentence);
    }

    private void cache() {
        ConfigNode cache = report.get("cache");
        if (!cache.isMap()) {
            return;
        }
        Optional<Long> hits = Fields.count(cache, "hits");
        Optional<Long> misses = Fields.count(cache, "misses");
        String text = Fields.textOr(cache, "kind", "compiler cache");
        if (hits.isPresent() && misses.isPresent()) {
            long all = hits.get() + misses.get();
            text += ": " + Figures.count(hits.get(), "hit") + " in " + Figures.count(all, "call") + " ("
                    + Figures.percent(hits.get(), all) + ")";
        }
        fact("Compiler cache", Optional.of(text));
    }

    @SafeVarargs
    private static Optional<String> join(String separator, Optional<String>... parts) {
        List<String> known = new ArrayList<>();
        for (Optional<String> part : parts) {
            part.ifPresent(known::add);
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(String.join(separator, known));
    }

    private void fact(String name, Optional<String> value) {
        html.open("div").element("dt", name);
        html.element("dd", value.orElse("not recorded"), "class", value.isPresent() ? "text" : "missing");
        html.close().newline();
    }

    /** Writes sentences, with the digests in them in smaller type. */
    private void trust(String name, Optional<String> value) {
        if (value.isEmpty()) {
            fact(name, value);
            return;
        }
        html.open("div").element("dt", name).open("dd", "class", "text");
        Matcher digest = DIGEST.matcher(value.get());
        int from = 0;
        while (digest.find()) {
            html.text(value.get().substring(from, digest.start())).element("code", digest.group());
            from = digest.end();
        }
        html.text(value.get().substring(from)).close().close().newline();
    }

    private void code(String name, Optional<String> value) {
        if (value.isEmpty()) {
            fact(name, value);
            return;
        }
        html.open("div").element("dt", name).open("dd").element("code", value.get());
        html.close().close().newline();
    }

    private void quirks() {
        html.element("h3", "Quirks");
        if (!report.get("quirks").isList()) {
            Views.missing(html, "the quirks that were applied");
            return;
        }
        List<ConfigNode> quirks = report.get("quirks").list();
        List<ConfigNode> build =
                quirks.stream().filter(quirk -> !quirk.get("testsOnly").flag()).toList();
        List<ConfigNode> tests =
                quirks.stream().filter(quirk -> quirk.get("testsOnly").flag()).toList();
        if (build.isEmpty()) {
            html.element("p", "No quirk changed how the release was built.");
        } else {
            html.element("p", "The plugin adapted the release to this machine, because:");
            list(build);
        }
        if (!tests.isEmpty()) {
            html.open("details").element("summary", Figures.count(tests.size(), "quirk") + " for tests only");
            list(tests);
            html.close();
        }
    }

    private void list(List<ConfigNode> quirks) {
        html.open("dl", "class", "quirks");
        for (ConfigNode quirk : quirks.subList(0, Math.min(quirks.size(), Views.MOST_ROWS))) {
            html.open("div")
                    .open("dt")
                    .element("code", Fields.textOr(quirk, "name", "unnamed"))
                    .close();
            html.open("dd").text(Fields.textOr(quirk, "because", "Reason not recorded."));
            html.element("small", Fields.textOr(quirk, "evidence", "evidence not recorded"));
            html.close().close().newline();
        }
        html.close();
        Views.leftOut(html, quirks.size());
    }
}
