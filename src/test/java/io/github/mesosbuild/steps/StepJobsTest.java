package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.StepJobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps of a makefile in which the second part needs the first, and nothing tells make so. */
@Timeout(120)
class StepJobsTest {
    private static final String ORDERED = """
            all: one two
            check: three four
            install: five six
            one three five:
            \tsleep 0.5; echo made >$@
            two: ; test -f one
            four: ; test -f three
            six: ; test -f five && mkdir -p $(DESTDIR)@prefix@ && echo done >$(DESTDIR)@prefix@/done
            """;

    private static final Release.Test CHECK = new Release.Test("check", List.of(), List.of(), List.of());
    private static final StepJobs ONE = new StepJobs(OptionalInt.of(1), OptionalInt.of(1), OptionalInt.of(1));

    @TempDir
    Path directory;

    private OneMakefile release(StepJobs jobs) throws Exception {
        return OneMakefile.in(directory, ORDERED, given -> {
            given.jobs = jobs;
            given.test = Optional.of(CHECK);
            given.install = new Release.MakeInstall("install", true);
        });
    }

    private static PlannedBuild build(OneMakefile release, Consumer<BuildOptionsBuilder> change) throws Exception {
        return release.build(given -> {
            given.skipTests = false;
            change.accept(given);
        });
    }

    private static Step failed(OneMakefile release, Consumer<BuildOptionsBuilder> change) throws Exception {
        PlannedBuild build = build(release, change);
        return catchThrowableOfType(
                        StepFailedException.class, () -> release.builder().install(build))
                .step();
    }

    @Test
    void withoutALimitTheFirstStepFails() throws Exception {
        assertThat(failed(release(StepJobs.UNLIMITED), given -> {})).isEqualTo(Step.MAKE);
    }

    @Test
    void eachStepHasALimitOfItsOwn() throws Exception {
        OptionalInt one = OptionalInt.of(1);
        OptionalInt none = OptionalInt.empty();
        assertThat(failed(release(new StepJobs(one, none, one)), given -> {})).isEqualTo(Step.CHECK);
        assertThat(failed(release(new StepJobs(one, one, none)), given -> {})).isEqualTo(Step.INSTALL);
    }

    @Test
    void limitedStepsSucceedAndAreTold() throws Exception {
        OneMakefile release = release(ONE);
        Installation installation = release.builder().install(build(release, given -> {}));
        assertThat(installation.prefix().resolve("done")).exists();
        assertThat(release.heard().take()).contains("limit make to 1", "limit check to 1", "limit install to 1");
    }

    @Test
    void argumentsOfTheUserDoNotRaiseALimit() throws Exception {
        OneMakefile release = release(ONE);
        Installation installation =
                release.builder().install(build(release, given -> given.makeArguments = List.of("-j8")));
        assertThat(installation.prefix().resolve("done")).exists();
    }

    @Test
    void aLimitThatIsNotReachedIsNotTold() throws Exception {
        OneMakefile release = release(ONE);
        release.builder().bring(Step.MAKE, build(release, given -> given.jobs = 1));
        assertThat(release.heard().take()).noneMatch(line -> line.startsWith("limit"));
    }

    @Test
    void aLimitOfSeveralJobsAllowsTheTargetThatInstallsToRunInParallel() throws Exception {
        OneMakefile release = OneMakefile.in(
                directory,
                ORDERED,
                given -> given.jobs = new StepJobs(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.of(2)));
        PlannedBuild build = release.build(given -> given.jobs = 8);
        assertThat(DryRun.of(Step.INSTALL, build))
                .anyMatch(line -> line.endsWith(" make -j1 </dev/null"))
                .anyMatch(line -> line.contains("make -j2 install DESTDIR="));
        assertThat(failed(release, given -> {})).isEqualTo(Step.INSTALL);
    }

    @Test
    void limitsDoNotChangeWhatIsBuilt() throws Exception {
        BuildPlan limited = build(release(ONE), given -> {}).plan();
        BuildPlan unlimited = build(release(StepJobs.UNLIMITED), given -> {}).plan();
        assertThat(limited.inputs()).isEqualTo(unlimited.inputs());
        assertThat(InstallSteps.limits(limited))
                .containsOnlyKeys(Step.MAKE, Step.CHECK, Step.INSTALL)
                .containsEntry(Step.CHECK, 1);
        assertThat(InstallSteps.limits(unlimited)).isEmpty();
    }

    private static final String COUNTING_TESTS = """
            #!/bin/sh
            case " $* " in *--gtest_list_tests*) printf 'A.\\n  One\\n  Two\\n  Three\\n  Four\\n'; exit;; esac
            for argument; do
              case $argument in
                --gtest_output=xml:*) GTEST_OUTPUT=${argument#*=};;
                --gtest_filter=*) GTEST_FILTER=${argument#*=};;
              esac
            done
            case $GTEST_FILTER in
              -*) ;;
              *) mkdir RUNNING || { echo another >>SEEN; exit 1; }
                 for test in $(echo "$GTEST_FILTER" | tr : ' '); do
                   echo "[ RUN      ] $test"; sleep 0.3; echo "[       OK ] $test (300 ms)"; done
                 rmdir RUNNING;;
            esac
            case $GTEST_OUTPUT in */) GTEST_OUTPUT=$GTEST_OUTPUT${0##*/}.xml;; esac
            echo '<testsuites/>' >"${GTEST_OUTPUT#xml:}"
            """;

    @Test
    void googletestProgramsRunOneAtATimeIfTheTestsAreLimited() throws Exception {
        Path counting = directory.resolve("work/counting");
        Files.createDirectories(counting);
        String program = COUNTING_TESTS
                .replace("RUNNING", counting.resolve("running").toString())
                .replace("SEEN", counting.resolve("seen").toString());
        Path script = Files.writeString(directory.resolve("script"), program);
        String makefile = "all:\ncheck:\n\tcp " + script + " tests; chmod 755 tests\ninstall:\n";
        OneMakefile release = OneMakefile.in(directory, makefile, given -> {
            given.jobs = new StepJobs(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.empty());
            given.test = Optional.of(new Release.Test("check", List.of("tests"), List.of(), List.of()));
        });
        release.builder().bring(Step.CHECK, build(release, given -> {
            given.jobs = 8;
            given.reports = directory.resolve("reports");
        }));
        assertThat(release.heard().take()).contains("tested 4 passed, 0 failed");
        assertThat(counting.resolve("seen")).doesNotExist();
    }
}
