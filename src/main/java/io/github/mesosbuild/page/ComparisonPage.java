package io.github.mesosbuild.page;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page that compares two builds. It is made as {@link ReportPage} is. */
public final class ComparisonPage {
    /** The name of the page in the directory of this build's {@code report.json}. */
    public static final String FILE = "compare.html";

    private final Html html = new Html();
    private final Comparison comparison;
    private final String with;

    private ComparisonPage(Comparison comparison, String with) {
        this.comparison = comparison;
        this.with = with;
    }

    /**
     * Returns the page.
     *
     * @param with the name of the report that this build is compared with
     */
    static String of(Comparison comparison, String with) {
        return new ComparisonPage(comparison, with).page();
    }

    /**
     * Writes {@value #FILE} beside {@code report.json}.
     *
     * @param directory the directory of this build's {@code report.json}
     * @param with the report that it is compared with
     * @return the page
     * @throws IOException if the page cannot be written; an older page is unchanged
     */
    public static Path write(Path directory, Comparison comparison, Path with) throws IOException {
        Path file = directory.resolve(FILE);
        AtomicFile.show(file, of(comparison, with.toString()).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private String page() {
        PageFrame frame = new PageFrame(html);
        frame.begin(comparison.now().title() + ": comparison of two builds");
        header();
        List<String> caveats = new Caveats(comparison).sentences();
        Map<String, String> sections = new LinkedHashMap<>();
        if (!caveats.isEmpty()) {
            sections.put("caveats", "Not equal");
        }
        sections.put("builds", "The builds");
        sections.put("steps", "Steps");
        sections.put("objects", "Objects");
        sections.put("tests", "Tests");
        sections.put("installation", "Installation");
        frame.main(sections);
        if (!caveats.isEmpty()) {
            caveats(caveats);
        }
        new ComparedFacts(html, comparison).write();
        new ComparedTimes(html, comparison).write();
        new ComparedResults(html, comparison).write();
        html.close().newline();
        footer();
        return frame.close();
    }

    private void header() {
        html.open("header").element("p", "Comparison of two builds", "class", "kind");
        html.open("div", "class", "title")
                .element("h1", comparison.now().title())
                .close();
        html.open("p", "class", "when").text("Now: ");
        started(comparison.now());
        html.text(". Before: " + comparison.before().title() + ", ");
        started(comparison.before());
        html.text(", from ").element("code", with).text(".").close();
        html.open("dl", "class", "figures");
        figure("Steps of both", comparison.allSteps(), Unit.TIME);
        figure("Processor time", comparison.processorTime(), Unit.TIME);
        figure("Memory at most", comparison.peakMemory(), Unit.SIZE);
        figure("Installed", comparison.installedBytes(), Unit.SIZE);
        html.close().close().newline();
    }

    private void started(ComparedBuild build) {
        build.started()
                .ifPresentOrElse(
                        time -> html.text("started ")
                                .element("time", Quantities.time(time), "datetime", time.toString()),
                        () -> html.text("start not recorded"));
    }

    private void figure(String name, Change change, Unit unit) {
        Views.figure(
                html,
                false,
                name,
                change.now().map(unit::of),
                "none",
                change.before().isEmpty()
                        ? "none before"
                        : "before " + unit.of(change.before())
                                + change.ratio(unit)
                                        .map(ratio -> ", ratio " + ratio)
                                        .orElse(""));
    }

    private void caveats(List<String> sentences) {
        Views.begin(html, "caveats", "What is not equal");
        html.element("p", "The times are not those of the same work under the same conditions:");
        html.open("ul", "class", "glance");
        sentences.forEach(sentence -> html.element("li", sentence));
        html.close();
        Views.end(html);
    }

    private void footer() {
        html.open("footer").open("p").text("Made by mesos-maven-plugin");
        Fields.text(comparison.now().report(), "plugin").ifPresent(version -> html.text(" " + version));
        html.text(". The page of this build: ")
                .element("a", ReportPage.FILE, "href", ReportPage.FILE)
                .text(".");
        html.close().close().newline();
    }
}
