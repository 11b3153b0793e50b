package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The page that shows what a build did. */
public final class ReportPage {
    /** The name of the page in the directory of {@code report.json}. */
    public static final String FILE = "index.html";

    private final Html html = new Html();
    private final ConfigNode report;

    private ReportPage(ConfigNode report) {
        this.report = report;
    }

    /**
     * Returns the page for a report. A field that is missing or damaged is named as not recorded.
     *
     * @param report the content of {@code report.json}, read by {@link Documents#json}
     */
    public static String of(ConfigNode report) {
        return new ReportPage(report).page(Optional.empty());
    }

    /**
     * Returns the page for a report that is published without the logs of the build, so that it does not link them.
     *
     * @param report as for {@link #of}
     */
    public static String published(ConfigNode report) {
        ReportPage page = new ReportPage(report);
        page.html.withoutLogs();
        return page.page(Optional.empty());
    }

    /**
     * Writes {@value #FILE} beside {@code report.json}. If that file is missing or damaged, the page names the problem.
     *
     * @param directory the directory with {@code report.json}
     * @return the page
     * @throws IOException if the page cannot be written; an older page is unchanged
     */
    public static Path write(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        String page = PageFrame.read(directory.resolve(PageFrame.SOURCE), ReportPage::of, ReportPage::damaged);
        AtomicFile.show(file, page.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static String damaged(String why) {
        return new ReportPage(ConfigNode.lenient(null)).page(Optional.of(why));
    }

    private String page(Optional<String> problem) {
        PageFrame frame = new PageFrame(html);
        frame.begin(PageHeader.title(report));
        CommandList commands = CommandList.read(report);
        new PageHeader(html, report, commands).write();
        if (problem.isPresent()) {
            frame.noData(problem.get());
        } else {
            content(frame, commands);
        }
        return frame.end(
                report,
                () -> html.text(" For Perfetto and chrome://tracing: ")
                        .element("a", "trace.json", "href", "trace.json")
                        .text("."));
    }

    private void content(PageFrame frame, CommandList commands) {
        boolean failed = report.get("failure").isMap();
        Map<String, String> sections = new LinkedHashMap<>();
        if (failed) {
            sections.put("failure", "Failure");
        }
        sections.put("summary", "Summary");
        sections.put("timeline", "Timeline");
        sections.put("slowest", "Where the time went");
        sections.put("tests", "Tests");
        sections.put("installation", "Installation");
        frame.main(sections);
        if (failed) {
            new FailureView(html, report).write();
        }
        new SummaryView(html, report, commands).write();
        new TimelineView(html, report, commands).write();
        new SlowestView(html, report, commands).write();
        new TestsView(html, report.get("tests")).write();
        new InstallationView(html, report).write();
        html.close().newline();
    }
}
