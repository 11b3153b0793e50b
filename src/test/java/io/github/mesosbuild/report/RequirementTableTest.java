package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.RequirementResult;
import io.github.mesosbuild.host.RequirementResult.Status;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.release.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequirementTableTest {
    private static final Quirk WARNINGS = QuirkBuilder.quirk(
                    "newer-warnings", "Warnings are errors in the release, and newer compilers warn more.")
            .build();

    private static RequirementResult finding(String name, Status status, String detail, List<Quirk> cures) {
        Requirement requirement = new Requirement(
                name, name + " is needed.", new Requirement.Tool(name, Map.of(), Map.of()), Condition.ALWAYS, Map.of());
        return new RequirementResult(requirement, status, Optional.empty(), detail, cures);
    }

    @Test
    void columnsAreAlignedAndQuirksFollowTheirTool() {
        CheckReport report = new CheckReport(List.of(
                finding("c++", Status.TOO_NEW_CURED, "gcc 12.2.0", List.of(WARNINGS)),
                finding("svn_subr", Status.MISSING, "error: svn_version.h", List.of()),
                finding("JNI", Status.UNCHECKED, "cannot be checked without a compiler", List.of()),
                finding("zlib", Status.FOUND, "1.2.13", List.of())));

        assertThat(String.join("\n", RequirementTable.lines(report))).isEqualTo("""
                        REQUIREMENT  STATUS          FOUND                                 NEEDED BECAUSE
                        c++          too new, fixed  gcc 12.2.0                            c++ is needed.
                          fixed by newer-warnings: Warnings are errors in the release, and newer compilers warn more.
                        svn_subr     missing         error: svn_version.h                  svn_subr is needed.
                        JNI          not checked     cannot be checked without a compiler  JNI is needed.
                        zlib         found           1.2.13                                zlib is needed.""");
    }
}
