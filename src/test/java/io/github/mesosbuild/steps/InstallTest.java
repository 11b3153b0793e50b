package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.release.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of make install, and how the plugin records them. */
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
        OneMakefile release =
                OneMakefile.in(directory, ORDERED, given -> given.install = new Release.MakeInstall("install", true));
        PlannedBuild build = release.build(given -> {});

        StepFailedException failure = catchThrowableOfType(
                StepFailedException.class, () -> release.builder().install(build));

        assertThat(failure.step()).isEqualTo(Step.INSTALL);
        assertThat(DryRun.of(Step.INSTALL, build)).anyMatch(line -> line.contains(" make -j2 install DESTDIR="));
    }

    private static final String DIRECT = """
            all:
            install:
            \tmkdir -p @prefix@/bin; echo new >@prefix@/bin/tool; echo kept >>@prefix@/once; test ! -e @srcdir@/broken
            """;

    @Test
    void aReleaseThatIgnoresDestdirIsInstalledAndCanBeReplacedAndRemoved() throws Exception {
        OneMakefile release = OneMakefile.in(directory, DIRECT, given -> {});
        PlannedBuild build = release.build(given -> given.installDirectory = Optional.of(directory.resolve("chosen")));

        Installation installation = release.builder().install(build);

        assertThat(release.heard().take()).contains("direct 2").doesNotContain("closed 0700");
        assertThat(installation.prefix().resolve("bin/tool")).hasContent("new");
        assertThat(Builder.made(build.plan(), build.options())).isPresent();
        Files.writeString(installation.prefix().resolve("log"), "of the user");
        Files.writeString(installation.prefix().resolve("bin/tool"), "damaged");
        release.builder().install(build);
        assertThat(release.heard().take()).contains("direct 2");
        assertThat(installation.prefix().resolve("bin/tool")).hasContent("new");
        assertThat(InstallationStore.remove(build.plan())).isTrue();
        assertThat(directory.resolve("chosen").toFile().list()).containsExactly("log");
        assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith(".chosen.") && !name.endsWith(".lock"));
    }

    @Test
    void aReleaseThatIgnoresDestdirIsInstalledInTheStore() throws Exception {
        OneMakefile release = OneMakefile.in(directory, DIRECT, given -> {});
        PlannedBuild build = release.build(given -> {});
        Installation installation = release.builder().install(build);
        assertThat(release.heard().take()).contains("direct 2");
        assertThat(installation.prefix().resolve("once")).hasContent("kept");
        assertThat(Builder.made(build.plan(), build.options())).isPresent();
    }

    @Test
    void whatAFailedInstallWroteDirectlyIsTheNextOnesToReplace() throws Exception {
        OneMakefile release = OneMakefile.in(directory, DIRECT, given -> {});
        PlannedBuild build = release.build(given -> given.installDirectory = Optional.of(directory.resolve("chosen")));
        release.builder().bring(Step.MAKE, build);
        Path broken = Files.createFile(build.workspace().source().resolve("broken"));
        catchThrowableOfType(StepFailedException.class, () -> release.builder().install(build));
        assertThat(directory.resolve("chosen/bin/tool")).exists();
        assertThat(Builder.made(build.plan(), build.options())).isEmpty();

        Files.delete(broken);
        release.builder().install(build);

        assertThat(Builder.made(build.plan(), build.options())).isPresent();
    }

    @Test
    void whatAKilledInstallWroteDirectlyCanBeRemoved() throws Exception {
        OneMakefile release = OneMakefile.in(directory, DIRECT, given -> {});
        Path chosen = directory.resolve("chosen");
        PlannedBuild build = release.build(given -> given.installDirectory = Optional.of(chosen));
        DirectFiles.before(chosen);
        Files.createDirectories(chosen.resolve("bin"));
        Files.writeString(chosen.resolve("bin/tool"), "half");

        assertThat(InstallationStore.remove(build.plan())).isTrue();

        assertThat(chosen).doesNotExist();
        assertThat(DirectFiles.mark(chosen)).doesNotExist();
    }

    @Test
    void anInstallationThatTheUmaskClosesToOthersIsReported() throws Exception {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Path prefix = Files.createDirectory(shared.resolve("sample"));
        Files.setPosixFilePermissions(prefix, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(PlaceInstallation.closed(prefix))
                .as("nobody else gets there")
                .isEmpty();
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        boolean reachable = PlaceInstallation.closed(prefix).isPresent();
        // The directory of temporary files is open to others, but not that of a test.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(reachable).isFalse();
        assertThat(PlaceInstallation.closed(prefix)).contains(new InstallNotice.Closed(prefix, "0700"));
        Files.setPosixFilePermissions(prefix, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(PlaceInstallation.closed(prefix)).isEmpty();
    }

    @Test
    void theClosedInstallationIsNoticed() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        OneMakefile release =
                OneMakefile.in(directory, ORDERED.replace("mkdir -p", "umask 077; mkdir -p"), given -> {});
        release.builder()
                .install(release.build(given -> given.installDirectory = Optional.of(directory.resolve("chosen"))));
        assertThat(release.heard().take()).contains("closed 0700");
    }

    @Test
    void aDryRunPrintsOneJob() throws Exception {
        OneMakefile release = OneMakefile.in(directory, ORDERED, given -> {});
        assertThat(DryRun.of(Step.INSTALL, release.build(given -> {})))
                .anyMatch(line -> line.contains(" make -j1 install DESTDIR="));
    }
}
