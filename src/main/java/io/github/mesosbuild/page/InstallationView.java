package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;

/** What is installed: files, the libraries that they need, and licenses. */
final class InstallationView {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_LIBRARIES = 200;

    private final Html html;
    private final ConfigNode report;
    private final ConfigNode installation;

    InstallationView(Html html, ConfigNode report) {
        this.html = html;
        this.report = report;
        this.installation = report.get("installation");
    }

    /** Whether the last run ended before install, so that what an earlier run installed is not looked at. */
    static boolean isNotReached(ConfigNode report) {
        return StepTime.read(report).stream().anyMatch(step -> step.name().equals("install") && step.isNotReached());
    }

    void write() {
        Views.begin(html, "installation", "Installation");
        if (installation.isMap()) {
            place();
            html.open("div", "class", "columns").open("div");
            files();
            html.close().open("div");
            licences();
            html.close().close();
            libraries();
        } else {
            html.element(
                    "p", isNotReached(report) ? "The last run did not reach install." : "Nothing is installed yet.");
        }
        Views.end(html);
    }

    private void place() {
        html.open("p").element("code", Fields.textOr(installation, "directory", "Directory not recorded"));
        Fields.count(installation, "files").ifPresent(files -> html.text(", " + Figures.count(files, "file")));
        Fields.count(installation, "bytes").ifPresent(bytes -> html.text(", " + Figures.bytes(bytes)));
        html.close();
    }

    private void files() {
        html.element("h3", "Largest files");
        List<ConfigNode> largest = installation.get("largest").list();
        if (largest.isEmpty()) {
            Views.missing(html, "the files");
            return;
        }
        double most = largest.stream()
                .mapToDouble(file -> Fields.count(file, "bytes").orElse(0L))
                .max()
                .orElse(0);
        Table table = new Table(html, "The largest files of the installation", "File", "=Size");
        for (ConfigNode file : largest.subList(0, Math.min(largest.size(), Views.MOST_ROWS))) {
            table.file(Figures.shortened(Fields.textOr(file, "path", "unnamed"), LONGEST_NAME))
                    .bar(
                            Fields.count(file, "bytes").map(Figures::bytes).orElse("-"),
                            Fields.count(file, "bytes").orElse(0L),
                            most)
                    .end();
        }
        table.close();
        Views.leftOut(html, largest.size());
    }

    private void libraries() {
        html.element("h3", "Shared libraries of the system");
        List<String> libraries = Fields.texts(installation, "libraries");
        if (libraries.isEmpty()) {
            Views.missing(html, "the libraries that the installation needs");
            return;
        }
        html.open("ul", "class", "names");
        libraries.stream()
                .limit(MOST_LIBRARIES)
                .forEach(name -> html.open("li").element("code", name).close());
        html.close();
        Views.leftOut(html, libraries.size(), MOST_LIBRARIES);
    }

    private void licences() {
        html.element("h3", "Licenses");
        List<ConfigNode> licences = installation.get("licences").list();
        if (installation.get("licences").isList() && licences.isEmpty()) {
            html.element("p", "The recipe names no bundled software of others.");
            return;
        }
        if (licences.isEmpty()) {
            Views.missing(html, "the licenses of bundled libraries");
            return;
        }
        Table table = new Table(html, "The software of others in the installation", "Name", "Version", "License");
        for (ConfigNode part : licences.subList(0, Math.min(licences.size(), Views.MOST_ROWS))) {
            table.row(Fields.textOr(part, "name", "unnamed"))
                    .text(Fields.textOr(part, "version", "-"))
                    .text(Fields.textOr(part, "licence", "not recorded"))
                    .end();
        }
        table.close();
        Views.leftOut(html, licences.size());
    }
}
