package io.github.mesosbuild.mojo;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.page.ComparisonPage;
import io.github.mesosbuild.page.ReportFile;
import io.github.mesosbuild.page.ReportPage;
import io.github.mesosbuild.page.SiteTable;
import io.github.mesosbuild.summary.BuildReport;
import io.github.mesosbuild.summary.RenewedReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.swing.text.SimpleAttributeSet;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.SinkEventAttributes;

/** Writes the report as a page of a Maven site. It uses what the sinks of Doxia 1 and 2 have in common. */
final class ReportSite {
    private final Sink sink;

    /** The alignment of a head, to which a sink does not apply that of the column. */
    private static final class Alignment extends SimpleAttributeSet implements SinkEventAttributes {
        private static final long serialVersionUID = 1L;

        Alignment(String side) {
            addAttribute(STYLE, "text-align: " + side);
        }
    }

    private ReportSite(Sink sink) {
        this.sink = sink;
    }

    /**
     * Writes the page, and copies the report beside it.
     *
     * @param compared whether the report has a comparison
     * @param copies the directory that receives the report
     * @throws IOException if a file cannot be copied
     * @throws ReportFile.UnusableException if the report cannot be read
     */
    static void write(Sink sink, RenewedReport report, boolean compared, Path copies)
            throws IOException, ReportFile.UnusableException {
        ConfigNode values = report.values();
        AtomicFile.write(
                copies.resolve(ReportPage.FILE), ReportPage.published(values).getBytes(StandardCharsets.UTF_8));
        Path directory = report.page().getParent();
        for (String file : List.of(BuildReport.REPORT, BuildReport.TRACE)) {
            AtomicFile.write(copies.resolve(file), Files.readAllBytes(directory.resolve(file)));
        }
        if (compared) {
            AtomicFile.write(
                    copies.resolve(ComparisonPage.FILE), Files.readAllBytes(directory.resolve(ComparisonPage.FILE)));
        }
        new ReportSite(sink).page(values, copies.getFileName().toString(), compared);
    }

    private void page(ConfigNode report, String copies, boolean compared) {
        String title = SiteTable.title(report);
        sink.head();
        sink.title();
        sink.text(title);
        sink.title_();
        sink.head_();
        sink.body();
        sink.section1();
        sink.sectionTitle1();
        sink.text(title);
        sink.sectionTitle1_();
        sink.paragraph();
        link("The complete report, with its timeline", copies + "/" + ReportPage.FILE);
        if (compared) {
            sink.text(". ");
            link("Comparison with another build", copies + "/" + ComparisonPage.FILE);
        }
        sink.text(".");
        sink.paragraph_();
        SiteTable.of(report).forEach(this::table);
        sink.section1_();
        sink.body_();
        sink.flush();
        sink.close();
    }

    private void link(String text, String address) {
        sink.link("./" + address);
        sink.text(text);
        sink.link_();
    }

    private void table(SiteTable table) {
        sink.section2();
        sink.sectionTitle2();
        sink.text(table.title());
        sink.sectionTitle2_();
        sink.table();
        int[] columns = table.head().stream()
                .mapToInt(column -> column.numbers() ? Sink.JUSTIFY_RIGHT : Sink.JUSTIFY_LEFT)
                .toArray();
        sink.tableRows(columns, false);
        sink.tableRow();
        table.head().forEach(column -> {
            sink.tableHeaderCell(new Alignment(column.numbers() ? "right" : "left"));
            sink.text(column.name());
            sink.tableHeaderCell_();
        });
        sink.tableRow_();
        table.rows().forEach(row -> {
            sink.tableRow();
            row.forEach(cell -> {
                sink.tableCell();
                sink.text(cell);
                sink.tableCell_();
            });
            sink.tableRow_();
        });
        sink.tableRows_();
        sink.table_();
        sink.section2_();
    }
}
