package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.host.Distribution.Family;
import io.github.mesosbuild.host.RequirementResult.Status;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.release.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckReportTest {
    private static final Distribution DEBIAN = new Distribution("debian", "12", "Debian 12", Family.DEBIAN);
    private static final Quirk WARNINGS = QuirkBuilder.quirk(
                    "newer-warnings", "Warnings are errors in the release, and newer compilers warn more.")
            .build();

    private static RequirementResult finding(
            String name, Status status, String detail, Quirk cure, String... packages) {
        Requirement.Probe probe = new Requirement.Tool(name, Map.of(), Map.of());
        Map<String, List<String>> named = packages.length == 0 ? Map.of() : Map.of("debian", List.of(packages));
        Requirement requirement = new Requirement(name, name + " is needed.", probe, Condition.ALWAYS, named);
        return new RequirementResult(
                requirement, status, Optional.empty(), detail, cure == null ? List.of() : List.of(cure));
    }

    private static final CheckReport MIXED = new CheckReport(List.of(
            finding("c++", Status.TOO_NEW_CURED, "gcc 12.2.0", WARNINGS, "g++"),
            finding("svn_subr", Status.MISSING, "error: svn_version.h", null, "libsvn-dev", "libapr1-dev"),
            finding("make", Status.TOO_OLD, "make 3.80", null, "make"),
            finding("svn_delta", Status.MISSING, "error: svn_delta.h", null, "libsvn-dev"),
            finding("odd", Status.MISSING, "none", null),
            finding("mvn", Status.NOT_NEEDED, "needed only with jdk < 9", null, "maven"),
            finding("zlib", Status.FOUND, "1.2.13", null, "zlib1g-dev")));

    @Test
    void packagesAreNamedOnceInTheOrderOfTheRequirements() {
        assertThat(MIXED.missingPackages(DEBIAN)).containsExactly("libsvn-dev", "libapr1-dev", "make");
    }

    @Test
    void requirementsWithoutAPackageAreListed() {
        assertThat(MIXED.withoutPackage(DEBIAN))
                .extracting(finding -> finding.requirement().name())
                .containsExactly("odd");
        assertThat(MIXED.missingPackages(new Distribution("x", "", "X", Family.UNKNOWN)))
                .isEmpty();
    }

    @Test
    void aReportIsOkIfAllRequirementsAreMet() {
        List<RequirementResult> findings = MIXED.findings();

        assertThat(MIXED.ok()).isFalse();
        assertThat(MIXED.failures()).containsExactlyElementsOf(findings.subList(1, 5));
        assertThat(new CheckReport(List.of(findings.get(0), findings.get(5), findings.get(6))).ok())
                .isTrue();
    }

    @Test
    void aToolThatIsTooNewPreventsABuildAndNoPackageHelps() {
        CheckReport report = new CheckReport(List.of(finding("c++", Status.TOO_NEW, "gcc 99", null, "g++")));

        assertThat(report.ok()).isFalse();
        assertThat(report.missingPackages(DEBIAN)).isEmpty();
        assertThat(report.withoutPackage(DEBIAN)).isEmpty();
    }

    @Test
    void uncheckedRequirementsAreInstalledUnlessTheirHeadersExist() {
        CheckReport report = new CheckReport(List.of(
                finding("c++", Status.MISSING, "none", null, "g++"),
                finding("zlib", Status.UNCHECKED, "cannot be checked without a compiler", null, "zlib1g-dev"),
                finding("JNI", Status.UNCHECKED_FOUND, "cannot be checked without a compiler", null, "default-jdk")));

        assertThat(report.ok()).isFalse();
        assertThat(report.failures()).hasSize(3);
        assertThat(report.missingPackages(DEBIAN)).containsExactly("g++", "zlib1g-dev");
    }
}
