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

/** Thrown if this machine does not meet the requirements of the release. */
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

    /** Returns the failed requirements, and then in one clause those that could not be checked. */
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

    /** Returns the complete report. */
    public CheckReport report() {
        return report;
    }

    public Distribution distribution() {
        return distribution;
    }

    /** Returns the packages that contain what is missing, if the recipe knows them. */
    public List<String> packages() {
        return report.missingPackages(distribution);
    }

    /** Returns the command that installs them; its line is empty if there are none or the package manager is unknown. */
    public InstallCommand installCommand() {
        return installCommand;
    }

    /** Returns the packages that this run installed, without success. */
    public List<String> installed() {
        return installed;
    }
}
