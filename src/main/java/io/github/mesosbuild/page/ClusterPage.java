package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page that shows what happened to a cluster, from its start to its stop. */
public final class ClusterPage {
    private final Html html = new Html();
    private final ConfigNode report;

    private ClusterPage(ConfigNode report) {
        this.report = report;
    }

    /**
     * Returns the page for a report. A field that is missing or damaged is named as not recorded.
     *
     * @param report the content of {@code report.json}, read by {@link Documents#json}
     */
    public static String of(ConfigNode report) {
        return new ClusterPage(report).page(Optional.empty());
    }

    /**
     * Writes {@value ReportPage#FILE} beside {@code report.json}. If that file is missing or damaged, the page names the problem.
     *
     * @param directory the directory with {@code report.json}
     * @return the page
     * @throws IOException if the page cannot be written; an older page is unchanged
     */
    public static Path write(Path directory) throws IOException {
        Path file = directory.resolve(ReportPage.FILE);
        String page = PageFrame.read(
                directory.resolve(PageFrame.SOURCE),
                ClusterPage::of,
                why -> new ClusterPage(ConfigNode.lenient(null)).page(Optional.of(why)));
        AtomicFile.show(file, page.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private String page(Optional<String> problem) {
        PageFrame frame = new PageFrame(html);
        List<NodeRow> nodes = NodeRow.read(report);
        frame.begin(ClusterHeader.title(report));
        new ClusterHeader(html, report, nodes).write();
        if (problem.isPresent()) {
            frame.noData(problem.get());
        } else {
            Map<String, String> sections = new LinkedHashMap<>();
            sections.put("summary", "Summary");
            sections.put("life", "Life of the nodes");
            sections.put("tasks", "Tasks");
            sections.put("logs", "Logs");
            frame.main(sections);
            new ClusterSummary(html, report, nodes).write();
            new LifeView(html, nodes).write();
            new TasksView(html, report.get("tasks")).write();
            new LogsView(html, nodes).write();
            html.close().newline();
        }
        return frame.end(report, () -> {});
    }
}
