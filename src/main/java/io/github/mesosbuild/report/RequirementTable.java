package io.github.mesosbuild.report;

import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.RequirementResult;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/** The table of a release's requirements on this machine. */
final class RequirementTable {
    private RequirementTable() {}

    /**
     * Returns a line for each requirement in aligned columns. A tool that is too new is followed by a line for each quirk that
     * works around it.
     */
    static List<String> lines(CheckReport report) {
        List<List<String>> rows = new ArrayList<>();
        for (RequirementResult finding : report.findings()) {
            rows.add(List.of(
                    finding.requirement().name(),
                    finding.status().label(),
                    finding.detail(),
                    finding.requirement().because()));
        }
        List<String> table = TextTable.lines(List.of("REQUIREMENT", "STATUS", "FOUND", "NEEDED BECAUSE"), rows);
        List<String> lines = new ArrayList<>(table.subList(0, 1));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(table.get(i + 1));
            for (Quirk quirk : report.findings().get(i).curedBy()) {
                lines.add("  fixed by " + quirk.name() + ": " + quirk.because());
            }
        }
        return lines;
    }
}
