package io.github.mesosbuild.corridor;

import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Requirements of the release are not met on this machine. */
public final class DependenciesException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CheckReport report;
    private final transient Distribution distribution;
    private final String installCommand;

    DependenciesException(String release, CheckReport report, Distribution distribution, String installCommand) {
        super("This machine cannot build " + release + ": "
                + report.failures().stream().map(DependenciesException::phrase).collect(Collectors.joining("; "))
                + ".");
        this.report = report;
        this.distribution = distribution;
        this.installCommand = installCommand;
    }

    private static String phrase(Finding finding) {
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

    /** The command that installs them; empty if there are none or the package manager is not known. */
    public String installCommand() {
        return installCommand;
    }
}
