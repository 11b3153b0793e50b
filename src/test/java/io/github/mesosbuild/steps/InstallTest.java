package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.release.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What make install does, and what the plugin makes of it. */
@Timeout(120)
class InstallTest {
    /** The second part needs the first, and nothing in the makefile tells make so. */
    private static final String ORDERED = """
            all:
            install: first second
            first:
            \tsleep 0.5; mkdir -p $(DESTDIR)@prefix@; echo $(MAKEFLAGS) >$(DESTDIR)@prefix@/first
            second:
            \tcat $(DESTDIR)@prefix@/first >$(DESTDIR)@prefix@/second
            """;

    @TempDir
    Path directory;

    @Test
    void partsThatDependOnTheirOrderAreInstalledWithOneJob() throws Exception {
        OneMakefile release = OneMakefile.in(directory, ORDERED, given -> {});

        Installation installation = release.builder().install(release.build(given -> {}));

        assertThat(installation.prefix().resolve("second")).exists();
    }

    @Test
    void oneJobInstallsAlsoIfMakeIsGivenMore() throws Exception {
        OneMakefile release = OneMakefile.in(directory, ORDERED, given -> {});

        Installation installation =
                release.builder().install(release.build(given -> given.makeArguments = List.of("-j4")));

        assertThat(installation.prefix().resolve("second")).exists();
    }

    @Test
    void aRecipeCanInstallInParallel() throws Exception {
        OneMakefile release = OneMakefile.in(
                directory, ORDERED, given -> given.install = new Release.MakeInstall("install", true));
        PlannedBuild build = release.build(given -> {});

        StepFailedException failure =
                catchThrowableOfType(StepFailedException.class, () -> release.builder()
                        .install(build));

        assertThat(failure.step()).isEqualTo(Step.INSTALL);
        assertThat(DryRun.of(Step.INSTALL, build)).anyMatch(line -> line.contains(" make -j2 install DESTDIR="));
    }

    @Test
    void aDryRunPrintsOneJob() throws Exception {
        OneMakefile release = OneMakefile.in(directory, ORDERED, given -> {});
        assertThat(DryRun.of(Step.INSTALL, release.build(given -> {})))
                .anyMatch(line -> line.contains(" make -j1 install DESTDIR="));
    }
}
