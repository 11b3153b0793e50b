package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.InstallCommand;
import io.github.mesosbuild.host.ProgramProbe;
import io.github.mesosbuild.host.RequirementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Requirements of the release are not met on this machine. */
public final class DependenciesException extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient CheckReport report;
    private final transient Distribution distribution;
    private final transient InstallCommand installCommand;
    private final transient List<String> installed;

    DependenciesException(
            String release,
            CheckReport report,
            Distribution distribution,
            InstallCommand installCommand,
            List<String> installed) {
        super("This machine cannot build " + release + ": " + shortcomings(report.failures()) + ".");
        this.report = report;
        this.distribution = distribution;
        this.installCommand = installCommand;
        this.installed = List.copyOf(installed);
    }

    /** What was found out to be wrong, and then in one clause all that could not be. */
    private static String shortcomings(List<RequirementResult> failures) {
        List<String> clauses = failures.stream()
                .filter(finding -> !finding.status().unchecked())
                .map(DependenciesException::phrase)
                .collect(Collectors.toCollection(ArrayList::new));
        String unchecked = failures.stream()
                .filter(finding -> finding.status().unchecked())
                .map(finding -> finding.requirement().name())
                .collect(Collectors.joining(", "));
        if (!unchecked.isEmpty()) {
            clauses.add(unchecked + " " + ProgramProbe.WITHOUT_COMPILER);
        }
        return String.join("; ", clauses);
    }

    private static String phrase(RequirementResult finding) {
        String detail = finding.detail().isEmpty() ? "" : " (" + finding.detail() + ")";
        return finding.requirement().name() + " is " + finding.status().label() + detail;
    }

    /** Everything that was found out. */
    public CheckReport report() {
        return report;
    }

    public Distribution distribution() {
        return distribution;
    }

    /** The packages that give what is missing, as far as the recipe knows. */
    public List<String> packages() {
        return report.missingPackages(distribution);
    }

    /** The command that installs them; its line is empty if there are none or the package manager is not known. */
    public InstallCommand installCommand() {
        return installCommand;
    }

    /** The packages that this very run installed, which did not help. */
    public List<String> installed() {
        return installed;
    }
}
