package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.fetch.FetchListener;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.jobs.JobCount;
import io.github.mesosbuild.launcher.Launcher;
import io.github.mesosbuild.launcher.Statistics;
import io.github.mesosbuild.pipeline.CleanResult;
import io.github.mesosbuild.pipeline.DryRunResult;
import io.github.mesosbuild.pipeline.EnvironmentChange;
import io.github.mesosbuild.pipeline.Explanation;
import io.github.mesosbuild.pipeline.JdkReport;
import io.github.mesosbuild.pipeline.SelectedJdk;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.steps.InstallNotice;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepInputs;
import io.github.mesosbuild.steps.StepProgress;
import io.github.mesosbuild.steps.StepState;
import io.github.mesosbuild.steps.StepState.Why;
import io.github.mesosbuild.testing.TestReports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final String ERASE = "\r\u001b[J";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final Optional<JobCount> TWO =
            Optional.of(new JobCount(1, OptionalInt.of(2), 1_234_000_000, Optional.of(JobCount.Why.MEMORY)));
    private static final Optional<JobCount> ONE = Optional.of(new JobCount(1, OptionalInt.of(1), 0, Optional.empty()));
    private static final Path LOG = Path.of("/logs/make.log");
    private static final Source SOURCE =
            new Source.Remote(URI.create("https://example.org/sample-1.0.0.tar.gz"), Optional.empty());

    /** Returns ordinary lines and the terminal's output as one stream, as a user sees them. */
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    private final PrintStream terminal = new PrintStream(seen, true, StandardCharsets.UTF_8);
    private long nanos;

    private Console console(boolean onTerminal) {
        return new Console(
                new LineSink() {
                    @Override
                    public void info(String line) {
                        terminal.println(line);
                    }

                    @Override
                    public void warn(String line) {
                        terminal.println("WARNING " + line);
                    }
                },
                onTerminal ? Optional.of(terminal) : Optional.empty(),
                () -> nanos);
    }

    private static String progress(String line) {
        return ERASE + NO_WRAP + line + WRAP + "\r";
    }

    private String seen() {
        String text = seen.toString(StandardCharsets.UTF_8);
        seen.reset();
        return text;
    }

    private static StepState state(Step step, Why why, String... inputs) {
        List<StepInputs.Change> changes = new ArrayList<>();
        for (String input : inputs) {
            changes.add(new StepInputs.Change(input, Optional.of("a"), Optional.of("b")));
        }
        return new StepState(step, why, changes);
    }

    @Test
    void peculiaritiesOfAnInstallationAreWarnings() {
        console(false).noticed(new InstallNotice.Direct(Path.of("/opt/sample"), 2));
        assertThat(seen())
                .isEqualTo("WARNING 'make install' ignores DESTDIR: it wrote 2 files to /opt/sample itself. They are"
                        + " recorded as the installation, but a failed 'make install' of this release leaves the directory"
                        + " incomplete.\n");
        console(false).noticed(new InstallNotice.Closed(Path.of("/opt/my sample"), "0700"));
        assertThat(seen())
                .isEqualTo(
                        "WARNING Other users cannot use /opt/my sample: its mode is 0700, because of Maven's umask. To let"
                                + " them, run:\n    chmod -R go+rX '/opt/my sample'\n");
    }

    @Test
    void withoutATotalTheObjectsSoFarAreCounted() {
        console(true).progressed(new StepProgress(Step.MAKE, Duration.ofSeconds(62), 4, 0, Optional.empty()));
        assertThat(seen()).isEqualTo(progress("Make: 1 min 2 s, 4 objects"));
    }

    @Test
    void onATerminalTheProgressLineIsErasedBeforeAnOrdinaryLine() {
        Console console = console(true);
        console.starting(state(Step.MAKE, Why.NOT_FINISHED), LOG);
        console.progressed(new StepProgress(Step.MAKE, Duration.ofSeconds(1), 3, 12, TWO));
        console.progressed(new StepProgress(Step.MAKE, Duration.ofSeconds(62), 4, 12, TWO));
        console.finished(Step.MAKE, Duration.ofSeconds(75));
        console.finished(Step.CHECK, Duration.ofSeconds(5));
        assertThat(seen())
                .isEqualTo("Make (log: /logs/make.log)\n"
                        + progress("Make: 1 s, 3/12 objects, 1/2 jobs (memory), 1.2 GB")
                        + progress("Make: 1 min 2 s, 4/12 objects, 1/2 jobs (memory), 1.2 GB")
                        + ERASE + "Make took 1 min 15 s\n"
                        + "Check took 5 s\n");
    }

    @Test
    void testsThatDidNotRunAreNamed() {
        Console console = console(false);
        console.untested(TestReports.of("sample 1.0.0", 0, 1, 0, 0), "make has nothing to do for the target 'check'.");
        console.unlisted(List.of("src/a-test", "src/b-test"), List.of());
        console.unlisted(List.of(), List.of("c-test"));
        assertThat(seen())
                .isEqualTo(
                        "WARNING No tests of sample 1.0.0 were found. make has nothing to do for the target 'check'.\n"
                                + "Also running googletest programs that the recipe does not list: src/a-test, src/b-test\n"
                                + "WARNING No tests ran of googletest programs that the recipe does not list: c-test."
                                + " List them under build.test.programs.\n");
    }

    @Test
    void theTerminalCutsTheProgressLine() {
        StatusLine line = new StatusLine(Optional.of(terminal));
        line.show("x".repeat(230));
        assertThat(seen()).isEqualTo(progress("x".repeat(200)));
        line.clear();
        line.clear();
        assertThat(seen()).isEqualTo(ERASE);
    }

    @Test
    void closingErasesTheProgressLine() {
        Console console = console(true);
        console.progressed(new StepProgress(Step.CONFIGURE, Duration.ofSeconds(1), 0, 0, Optional.empty()));
        assertThat(seen()).isEqualTo(progress("Configure: 1 s"));
        console.close();
        assertThat(seen()).isEqualTo(ERASE);
        console.close();
        assertThat(seen()).isEmpty();
    }

    @Test
    void theJdkIsNamedAndTheReasonForMissingJavaBindings() {
        Console console = console(false);
        Path home = Path.of("/opt/jdk");
        SelectedJdk selected = new SelectedJdk(home, SelectedJdk.Origin.MAVEN);
        Jdk good = new Jdk(home, Optional.of(new Version("17.0.15")), "", "amd64", List.of());
        Jdk poor = new Jdk(home, Optional.empty(), "", "amd64", List.of("no bin/javac", "no include/jni.h"));
        console.jdk("sample 1.0.0", new JdkReport(selected, good, true, true));
        console.jdk("sample 1.0.0", new JdkReport(selected, good, true, false));
        console.jdk("sample 1.0.0", new JdkReport(selected, poor, false, true));
        console.jdk("sample 1.0.0", new JdkReport(selected, poor, true, true));
        assertThat(seen().lines())
                .containsExactly(
                        "JDK: /opt/jdk, version 17.0.15, the one that runs Maven",
                        "JDK: /opt/jdk, version 17.0.15, the one that runs Maven",
                        "Sample 1.0.0 will be built without its Java bindings because mesos.java is false.",
                        "JDK: /opt/jdk, version unknown, the one that runs Maven",
                        "JDK: /opt/jdk, version unknown, the one that runs Maven",
                        "WARNING Sample 1.0.0 will be built without its Java bindings because /opt/jdk has no bin/javac, no"
                                + " include/jni.h. To build them, set -Dmesos.javaHome=DIR to a complete JDK;"
                                + " -Dmesos.java=true turns this warning into an error.");
    }

    @Test
    void aQuirkReportsIfItsFixWasNeverMeasured() {
        Console console = console(false);
        console.curing(List.of(quirk("GCC 12", "Porting to GCC 14"), quirk("", "Porting to GCC 14"), quirk("", "")));
        assertThat(seen().lines())
                .containsExactly(
                        "Quirk old: it is old.",
                        "Quirk old: it is old. (based on Porting to GCC 14; not tested)",
                        "Quirk old: it is old.");
    }

    @Test
    void manyQuirksAreOneLine() {
        Console console = console(false);
        console.curing(Collections.nCopies(5, quirk("GCC 12", "")));
        assertThat(seen().lines())
                .containsExactly(
                        "Applying 5 quirks, which adapt the release to this machine ('mesos:explain' prints why):"
                                + " old, old, old, old, old");
        console.curing(Collections.nCopies(4, quirk("GCC 12", "")));
        assertThat(seen().lines()).hasSize(4);
    }

    @Test
    void quirksOfTestsAreToldInOneLine() {
        Console console = console(false);
        console.leavingOutTests(List.of(quirk("", ""), quirk("GCC 12", "")));
        assertThat(seen().lines())
                .containsExactly(
                        "Leaving out tests that cannot pass here. The reasons are in the report, by quirk: old, old");
    }

    private static Quirk quirk(String measured, String derived) {
        return QuirkBuilder.quirk("old", "it is old.")
                .evidence(measured, derived)
                .build();
    }

    @Test
    void withoutATerminalThereIsOneLineAMinute() {
        Console console = console(false);
        console.starting(state(Step.MAKE, Why.NOT_FINISHED), LOG);
        for (int half = 1; half <= 260; half++) {
            console.progressed(new StepProgress(Step.MAKE, Duration.ofMillis(500L * half), half / 20, 12, ONE));
        }
        console.finished(Step.MAKE, Duration.ofSeconds(130));
        assertThat(seen().lines())
                .containsExactly(
                        "Make (log: /logs/make.log)",
                        "Make: 1 min, 6/12 objects, 1/1 job",
                        "Make: 2 min, 12/12 objects, 1/1 job",
                        "Make took 2 min 10 s");
        console.starting(state(Step.CHECK, Why.NOT_FINISHED), LOG);
        console.progressed(new StepProgress(Step.CHECK, Duration.ofSeconds(59), 0, 0, ONE));
        assertThat(seen().lines()).hasSize(1);
        console.progressed(new StepProgress(Step.CHECK, Duration.ofSeconds(60), 0, 0, ONE));
        assertThat(seen()).isEqualTo("Check: 1 min, 1/1 job\n");
    }

    @Test
    void aStepReportsWhyItRunsAgain() {
        Console console = console(false);
        console.starting(state(Step.CONFIGURE, Why.INPUTS_CHANGED, "arguments", "tool.c++"), LOG);
        console.starting(state(Step.INSTALL, Why.RESULT_GONE), LOG);
        console.starting(state(Step.UNPACK, Why.NOT_FINISHED), LOG);
        console.reused(Step.MAKE);
        assertThat(seen().lines())
                .containsExactly(
                        "Configure, because arguments, tool.c++ changed (log: /logs/make.log)",
                        "Install, because its result is missing (log: /logs/make.log)",
                        "Unpack",
                        "Make is up to date");
    }

    @Test
    void aFetchShowsABarItsRateAndTheRemainingTime() {
        Console console = console(true);
        console.starting(SOURCE, 0, OptionalLong.of(30_000_000));
        assertThat(seen()).isEqualTo("Fetching https://example.org/sample-1.0.0.tar.gz (30.0 MB)\n");
        nanos += 2_000_000_000L;
        console.progressed(10_000_000, OptionalLong.of(30_000_000));
        assertThat(seen()).isEqualTo(progress("Fetching [##------]: 10.0 MB of 30.0 MB (33%), 4 s left, 5.0 MB/s"));
        console.finished(new FetchListener.Summary(
                SOURCE, "sample-1.0.0.tar.gz", 30_000_000, 30_000_000, Duration.ofSeconds(6)));
        assertThat(seen()).isEqualTo(ERASE + "Fetched sample-1.0.0.tar.gz, 30.0 MB in 6 s\n");
    }

    @Test
    void aResumedFetchCountsOnlyNewBytes() {
        Console console = console(true);
        console.starting(SOURCE, 20_000_000, OptionalLong.of(30_000_000));
        assertThat(seen()).endsWith(" (30.0 MB), resuming at 20.0 MB\n");
        nanos += 1_000_000_000L;
        console.progressed(21_000_000, OptionalLong.of(30_000_000));
        assertThat(seen()).isEqualTo(progress("Fetching [#####---]: 21.0 MB of 30.0 MB (70%), 9 s left, 1.0 MB/s"));
        nanos += 1_000_000_000L;
        console.progressed(22_000_000, OptionalLong.empty());
        assertThat(seen()).isEqualTo(progress("Fetching: 22.0 MB, 1.0 MB/s"));
    }

    @Test
    void withoutATerminalALongFetchHasOneLineAMinute() {
        Console console = console(false);
        console.starting(SOURCE, 0, OptionalLong.of(1_200_000));
        for (int tenth = 1; tenth < 1200; tenth++) {
            nanos += 100_000_000L;
            console.progressed(tenth * 1000L, OptionalLong.of(1_200_000));
        }
        assertThat(seen().lines())
                .containsExactly(
                        "Fetching https://example.org/sample-1.0.0.tar.gz (1.2 MB)",
                        "Fetching: 600.0 kB of 1.2 MB (50%), 1 min left, 10.0 kB/s");
    }

    @Test
    void aFailedSourceIsAWarningWithTheNextStep() {
        console(false).sourceFailed(SOURCE, "example.org returned 503", "trying again in 2 s");
        assertThat(seen()).isEqualTo("WARNING example.org returned 503; trying again in 2 s.\n");
    }

    @Test
    void aMissingCompanionIsANoteAndAnUnknownServerAWarning() {
        Console console = console(false);
        console.companionFailed(SOURCE, "https://example.org/sample-1.0.0.tar.gz.asc returned 403 Forbidden");
        console.unknownServer(SOURCE, "company");
        assertThat(seen().lines())
                .containsExactly(
                        "https://example.org/sample-1.0.0.tar.gz.asc returned 403 Forbidden; continuing without this optional"
                                + " file.",
                        "WARNING No <server> in settings.xml has the id 'company' that mesos.mirrors names for"
                                + " https://example.org/sample-1.0.0.tar.gz; continuing without credentials.");
    }

    @Test
    void theProgressLineHasNoEscapesOfOthers() {
        StatusLine line = new StatusLine(Optional.of(terminal));
        line.show("Check: \u001b[31mred");
        assertThat(seen()).isEqualTo(progress("Check: \\u{1b}[31mred"));
    }

    @Test
    void anInstallationIsReportedInOneLine() {
        Console console = console(false);
        Installation installation = new Installation(Path.of("/cache/sample"), "sample 1.0.0", Optional.empty(), true);
        console.installed(installation, false);
        console.installed(installation, true);
        assertThat(seen().lines())
                .containsExactly(
                        "Sample 1.0.0 is installed in /cache/sample",
                        "Sample 1.0.0 is up to date in /cache/sample: nothing to do");
    }

    @Test
    void aBuildEndsWithATableOfItsSteps() {
        Console console = console(false);
        console.finished(
                new FetchListener.Summary(SOURCE, "sample-1.0.0.tar.gz", 30_000, 30_000, Duration.ofMillis(1200)));
        console.reused(Step.CONFIGURE);
        console.finished(Step.MAKE, Duration.ofSeconds(75));
        seen();
        Installation installation = new Installation(Path.of("/cache/sample"), "sample 1.0.0", Optional.empty(), true);
        console.installed(installation, false);
        assertThat(seen().lines())
                .containsExactly(
                        "Fetch             1.2 s  run",
                        "Configure             -  reused",
                        "Make         1 min 15 s  run",
                        "Total        1 min 16 s",
                        "Sample 1.0.0 is installed in /cache/sample");
        console.reused(Step.MAKE);
        seen();
        console.installed(installation, true);
        assertThat(seen().lines()).as("nothing ran").hasSize(1);
    }

    @Test
    void remainingTimeAndResumedWorkAreReported() {
        Console console = console(true);
        console.resuming(Step.MAKE, 38, new TreeSet<>(List.of("a.o", "b.h", "c", "d")));
        console.progressed(
                new StepProgress(Step.MAKE, Duration.ofSeconds(5), 4, 12, TWO, Optional.of(Duration.ofSeconds(70))));
        assertThat(seen())
                .isEqualTo(
                        "Resuming make: kept 38 complete objects, removed 4 possibly truncated files (a.o, b.h, c, ...)\n"
                                + progress("Make: 5 s, 4/12 objects, 1 min 10 s left, 1/2 jobs (memory), 1.2 GB"));
    }

    @Test
    void aLimitOfTheRecipeIsTold() {
        Console console = console(false);
        console.limitedJobs(Step.CHECK, 2);
        assertThat(seen()).isEqualTo("Check uses at most 2 jobs: the recipe limits it (build.jobs.test)\n");
    }

    @Test
    void anExplanationNamesTheInputWithItsOldAndItsNewValue() {
        Console console = console(false);
        console.explain(
                "sample 1.0.0",
                new Explanation(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), Map.of()));
        assertThat(seen())
                .isEqualTo("Fetch would run: the cache has no verified archive of sample 1.0.0."
                        + " All later steps depend on it.\n");
        StepInputs.Change longOne =
                new StepInputs.Change("arguments", Optional.of("--prefix=/x\n--y"), Optional.of("z".repeat(500)));
        console.explain(
                "sample 1.0.0",
                new Explanation(
                        Optional.of(Path.of("/cache/a.tar.gz")),
                        Optional.empty(),
                        List.of(),
                        List.of(quirk("GCC 12", "")),
                        List.of(
                                new StepState(Step.UNPACK, Why.UP_TO_DATE, List.of()),
                                new StepState(Step.CONFIGURE, Why.INPUTS_CHANGED, List.of(longOne)),
                                new StepState(Step.MAKE, Why.EARLIER_STEP, List.of())),
                        Map.of(Step.UNPACK, 4, Step.MAKE, 1)));
        assertThat(seen().lines())
                .containsExactly(
                        "Fetch would not run: /cache/a.tar.gz is verified.",
                        "Unpack would not run: it is up to date.",
                        "Configure would run: it has different inputs than in its last run.",
                        "    arguments: --prefix=/x --y -> " + "z".repeat(240) + "...",
                        "Make would run: it follows a step that runs.",
                        "    Make uses at most 1 job: the recipe limits it (build.jobs.make)",
                        "Quirk old: it is old.");
        assertThat(Explanations.sentence(new StepInputs.Change("tool.make", Optional.empty(), Optional.of("4.3"))))
                .isEqualTo("tool.make: (none) -> 4.3");
    }

    @Test
    void anUnchangedScriptIsNotMentioned() {
        Console console = console(false);
        Path script = Path.of("/target/mesos-env.sh");
        console.environment(new EnvironmentChange(script, false, Optional.empty(), Optional.empty()));
        assertThat(seen()).isEmpty();
        console.environment(new EnvironmentChange(script, true, Optional.empty(), Optional.empty()));
        assertThat(seen()).isEqualTo("Wrote /target/mesos-env.sh; to use it: . /target/mesos-env.sh\n");
    }

    @Test
    void removingReportsWhatWasRemoved() {
        CleanConsole console = new CleanConsole(console(false));
        console.removed("work directory", Optional.of(Path.of("/target/mesos")));
        console.removed("installation", Optional.empty());
        assertThat(seen().lines())
                .containsExactly("Removed the work directory /target/mesos", "No installation to remove.");
        console.cleaned(
                new CleanResult(Optional.of(Path.of("/t/x-1")), Optional.of(Path.of("/t/env.sh")), Optional.empty()));
        console.cleaned(new CleanResult(Optional.empty(), Optional.empty(), Optional.of(Path.of("/t/env.sh"))));
        console.keptCluster(Path.of("/t/cluster"));
        assertThat(seen().lines())
                .containsExactly(
                        "Removed the work directory /t/x-1",
                        "Removed the environment script /t/env.sh",
                        "No work directory to remove.",
                        "Kept /t/env.sh: it does not belong to an installation of this release",
                        "Kept the cluster in /t/cluster: it is running; 'mesos:stop' stops it");
    }

    @Test
    void launcherStatisticsAndKeptFilesTakeOneLineEach() {
        Console console = console(false);
        console.launched(Launcher.CCACHE, new Statistics(149, 1));
        console.kept(Path.of("/work/sample-1.0.0"), 1_200_000_000L, List.of(Path.of("/work/sample-0.9")));
        assertThat(seen())
                .isEqualTo("ccache: 149 hits, 1 miss (99.3 % from the cache)\n"
                        + "Removed /work/sample-0.9, kept from an earlier failure\n"
                        + "Kept the work directory /work/sample-1.0.0 (1.2 GB); 'mesos:shell' opens a shell in it,"
                        + " 'mesos:clean' removes it\n");
    }

    @Test
    void theCommandsOfADryRunAreOneMessage() {
        List<String> said = new ArrayList<>();
        LineSink lines = new LineSink() {
            @Override
            public void info(String line) {
                said.add(line);
            }

            @Override
            public void warn(String line) {
                said.add("WARNING " + line);
            }
        };
        Console console = new Console(lines, Optional.empty(), () -> nanos);
        Source source = new Source.LocalFile(Path.of("/a.tar.gz"));
        console.dryRun(new DryRunResult(
                Optional.of(new DryRunResult.Fetch("a.tar.gz", List.of(source, source), false)),
                List.of("# make", "cd /b && make")));
        console.dryRun(
                new DryRunResult(Optional.of(new DryRunResult.Fetch("b.tar.gz", List.of(source), true)), List.of()));
        console.dryRun(new DryRunResult(Optional.empty(), List.of()));
        assertThat(said)
                .containsExactly(
                        "Would fetch a.tar.gz from /a.tar.gz, or from /a.tar.gz, and verify it.",
                        "Its SHA-256 is not pinned. Without mesos.installDirectory, the directories of the archive and of the"
                                + " installation are not known before the fetch.",
                        "Dry run: nothing was executed. These commands do the same:\n# make\ncd /b && make",
                        "Would fetch b.tar.gz from /a.tar.gz, and verify it.");
    }
}
