package io.github.mesosbuild.host;

import io.github.mesosbuild.release.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The results for all requirements of a release.
 *
 * @param findings in the order of the recipe
 */
public record CheckReport(List<RequirementResult> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Returns whether all requirements are met. */
    public boolean ok() {
        return findings.stream().allMatch(finding -> finding.status().ok());
    }

    /** Returns the requirements that prevent a build. */
    public List<RequirementResult> failures() {
        return findings.stream().filter(finding -> !finding.status().ok()).toList();
    }

    /** Returns the version found for a requirement. */
    public Optional<Version> versionOf(String requirement) {
        return findings.stream()
                .filter(finding -> finding.requirement().name().equals(requirement))
                .findFirst()
                .flatMap(RequirementResult::found);
    }

    /** Returns the packages that provide what is missing, too old or unchecked: each once, in the order of the requirements. */
    public List<String> missingPackages(Distribution distribution) {
        return installable()
                .flatMap(finding -> packages(finding, distribution).stream())
                .distinct()
                .toList();
    }

    /** Returns what is missing, too old or unchecked, and for which the recipe lists no package of the distribution. */
    public List<RequirementResult> withoutPackage(Distribution distribution) {
        return installable()
                .filter(finding -> packages(finding, distribution).isEmpty())
                .toList();
    }

    private Stream<RequirementResult> installable() {
        return findings.stream().filter(finding -> finding.status().installable());
    }

    private static List<String> packages(RequirementResult finding, Distribution distribution) {
        return finding.requirement()
                .packages()
                .getOrDefault(distribution.family().key(), List.of());
    }
}
