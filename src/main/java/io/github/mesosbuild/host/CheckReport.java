package io.github.mesosbuild.host;

import io.github.mesosbuild.release.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found out about all requirements of a release.
 *
 * @param findings in the order of the recipe
 */
public record CheckReport(List<RequirementResult> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether the release can be built on this machine, as far as the requirements tell. */
    public boolean ok() {
        return findings.stream().allMatch(finding -> finding.status().ok());
    }

    /** Those that stand in the way of a build. */
    public List<RequirementResult> failures() {
        return findings.stream().filter(finding -> !finding.status().ok()).toList();
    }

    /** The version that was found for the requirement of that name. */
    public Optional<Version> versionOf(String requirement) {
        return findings.stream()
                .filter(finding -> finding.requirement().name().equals(requirement))
                .findFirst()
                .flatMap(RequirementResult::found);
    }

    /** The packages that give what is missing, too old or could not be checked, each once, in the order of the requirements. */
    public List<String> missingPackages(Distribution distribution) {
        return shortcomings()
                .flatMap(finding -> packages(finding, distribution).stream())
                .distinct()
                .toList();
    }

    /** What is missing, too old or could not be checked, and is in no package of that distribution that the recipe knows. */
    public List<RequirementResult> withoutPackage(Distribution distribution) {
        return shortcomings()
                .filter(finding -> packages(finding, distribution).isEmpty())
                .toList();
    }

    private Stream<RequirementResult> shortcomings() {
        return findings.stream().filter(finding -> finding.status().cameTooShort());
    }

    private static List<String> packages(RequirementResult finding, Distribution distribution) {
        return finding.requirement()
                .packages()
                .getOrDefault(distribution.family().key(), List.of());
    }
}
