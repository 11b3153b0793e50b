package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.release.VersionRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a build does differently so that the same inputs give the same bytes. */
@Timeout(60)
class ReproducibleBuildTest {
    /** The archive that {@link OneMakefile} packs has this time. */
    private static final String TIME = "1441065600";

    private static final String RECORDING = """
            all:
            \techo "$$SOURCE_DATE_EPOCH $$TZ" >when
            install:
            \tmkdir -p $(DESTDIR)@prefix@/bin $(DESTDIR)@prefix@/lib; cp when $(DESTDIR)@prefix@/bin
            \techo 'cd @prefix@/lib; cat @prefix@-other/x' >$(DESTDIR)@prefix@/bin/script; chmod 755 $(DESTDIR)@prefix@/bin/script
            \tln -s @prefix@/bin/when $(DESTDIR)@prefix@/lib/link
            \techo '@srcdir@' >$(DESTDIR)@prefix@/source
            """;

    private static final String DIRECT = """
            all:
            install:
            \tmkdir -p $(DESTDIR)@prefix@ @prefix@/bin; echo new >@prefix@/bin/tool
            """;

    @TempDir
    Path directory;

    private static PlannedBuild dated(OneMakefile release, PlannedBuild build) throws Exception {
        BuildPlan plan = build.plan();
        return new PlannedBuild(
                plan.calling(release.builder().dated(plan, build.archive()), plan.configureArguments()),
                build.archive(),
                build.workspace(),
                build.options());
    }

    /** The same build, configured for another directory than the one in /opt, which tests must not touch. */
    private static PlannedBuild configuredFor(Path configured, PlannedBuild build) {
        BuildPlan plan = build.plan();
        List<String> arguments = new ArrayList<>(plan.configureArguments());
        assertThat(arguments.get(0)).isEqualTo("--prefix=/opt/mesos-maven-plugin/sample-1.0.0");
        arguments.set(0, "--prefix=" + configured);
        return new PlannedBuild(
                new BuildPlan(
                        plan.release(),
                        plan.quirks(),
                        arguments,
                        plan.makeArguments(),
                        plan.environment(),
                        plan.prefix(),
                        configured,
                        plan.ownStore(),
                        plan.javaHome(),
                        plan.java(),
                        plan.strip(),
                        plan.inputs(),
                        plan.identity()),
                build.archive(),
                build.workspace(),
                build.options());
    }

    @Test
    void theReleaseIsConfiguredForOneDirectoryEverywhereAndMovedIntoItsOwn() throws Exception {
        OneMakefile release =
                OneMakefile.in(directory, RECORDING, given -> given.moved = Map.of("SAMPLE_HOME", "share/sample"));
        PlannedBuild build = dated(release, release.build(given -> given.reproducible = true));

        Installation installation = release.builder().install(build);

        Path prefix = installation.prefix();
        assertThat(prefix.getParent()).isEqualTo(directory.resolve("installations"));
        assertThat(prefix.resolve("bin/when")).hasContent(TIME + " UTC");
        assertThat(prefix.resolve("bin/script"))
                .hasContent("cd " + prefix + "/lib; cat /opt/mesos-maven-plugin/sample-1.0.0-other/x")
                .isExecutable();
        assertThat(Files.readSymbolicLink(prefix.resolve("lib/link"))).isEqualTo(Path.of("../bin/when"));
        assertThat(prefix.resolve("source")).hasContent("../source");
        assertThat(installation.moved())
                .containsExactly(
                        Map.entry("SAMPLE_HOME", prefix.resolve("share/sample").toString()));
        assertThat(Builder.made(build.plan(), build.options())).contains(installation);
        assertThat(Path.of("/opt/mesos-maven-plugin/sample-1.0.0")).doesNotExist();
    }

    @Test
    void itIsAnotherBuildButNoOtherChoice() throws Exception {
        OneMakefile release = OneMakefile.in(directory, RECORDING, given -> {});
        BuildPlan usual = release.build(given -> {}).plan();
        BuildPlan plan = release.build(given -> given.reproducible = true).plan();
        assertThat(plan.reproducible()).isTrue();
        assertThat(usual.reproducible()).isFalse();
        assertThat(plan.identity().id()).isNotEqualTo(usual.identity().id());
        assertThat(plan.identity().choices()).isEqualTo(usual.identity().choices());
        assertThat(usual.configured()).isEqualTo(usual.prefix());
        assertThat(usual.environment()).doesNotContainKey("TZ");
        assertThat(usual.identity().build().values()).doesNotContainKey(ReproducibleBuild.FACT);
        assertThat(release.build(given -> {
                            given.reproducible = true;
                            given.installDirectory = Optional.of(directory.resolve("chosen"));
                        })
                        .plan()
                        .inputsOf(Step.MAKE))
                .isEqualTo(plan.inputsOf(Step.MAKE));
    }

    @Test
    void aQuirkCanBeForReproducibleBuildsAlone() throws Exception {
        Quirk quirk = QuirkBuilder.quirk("time", "because")
                .when(new Condition(List.of(Map.of("reproducible", new VersionRange("any")))))
                .environment(Map.of("MARK", "1"))
                .build();
        OneMakefile release = OneMakefile.in(directory, RECORDING, given -> given.quirks = List.of(quirk));
        assertThat(release.build(given -> {}).plan().quirks()).isEmpty();
        assertThat(release.build(given -> given.reproducible = true).plan().quirks())
                .containsExactly(quirk);
    }

    @Test
    void theTimeAndTheZoneOfTheUserTakePrecedence() throws Exception {
        OneMakefile release = OneMakefile.in(directory, RECORDING, given -> {});
        PlannedBuild build = release.build(given -> {
            given.reproducible = true;
            given.environment = Map.of("SOURCE_DATE_EPOCH", "1", "TZ", "Asia/Tokyo");
        });
        assertThat(release.builder().dated(build.plan(), build.archive()))
                .containsEntry("SOURCE_DATE_EPOCH", "1")
                .containsEntry("TZ", "Asia/Tokyo");
    }

    @Test
    void aReleaseThatIgnoresDestdirIsRefusedAndLeavesNothing() throws Exception {
        OneMakefile release = OneMakefile.in(directory, DIRECT, given -> {});
        Path configured = directory.resolve("nowhere/sample-1.0.0");
        PlannedBuild build = configuredFor(configured, release.build(given -> given.reproducible = true));

        ReproducibleException refused = catchThrowableOfType(
                ReproducibleException.class, () -> release.builder().install(build));

        assertThat(refused)
                .hasMessage(
                        "The release sample 1.0.0 cannot be built with mesos.reproducible: its 'make install' ignores"
                                + " DESTDIR and writes to " + configured + ".");
        assertThat(configured.getParent()).doesNotExist();
        assertThat(Builder.made(build.plan(), build.options())).isEmpty();
    }

    @Test
    void nothingMayBeInTheDirectoryThatTheReleaseIsConfiguredFor() throws Exception {
        OneMakefile release = OneMakefile.in(directory, RECORDING, given -> {});
        Path configured = Files.createDirectories(directory.resolve("nowhere/sample-1.0.0"));
        PlannedBuild build = configuredFor(configured, release.build(given -> given.reproducible = true));

        ReproducibleException refused = catchThrowableOfType(
                ReproducibleException.class, () -> release.builder().install(build));

        assertThat(refused)
                .hasMessage(
                        "The directory " + configured + " exists. With mesos.reproducible, the release is configured"
                                + " for it on every machine, and nothing may be there.");
        assertThat(configured).isEmptyDirectory();
    }
}
