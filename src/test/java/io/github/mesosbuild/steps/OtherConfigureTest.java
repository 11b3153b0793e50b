package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.release.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Releases that a program of the recipe configures. */
@Timeout(120)
class OtherConfigureTest {
    private static final String MAKEFILE =
            "all:\n\techo made with $$CC\ninstall:\n\tmkdir -p $(DESTDIR)@prefix@; cp @srcdir@/data $(DESTDIR)@prefix@\n";

    @TempDir
    Path directory;

    private OneMakefile release(boolean separate, String... command) throws Exception {
        return OneMakefile.in(directory, MAKEFILE, given -> {
            given.separate = separate;
            given.command = List.of(command);
            given.configureArguments = List.of("--with-x");
            given.types = Map.of("release", new Release.Type(Map.of("CXXFLAGS", List.of("-O2")), false));
        });
    }

    @Test
    void theProgramGetsThePlaceholdersTheArgumentsAndTheVariables() throws Exception {
        String script = "echo got \"$@\" CC=$CC CXXFLAGS=$CXXFLAGS in $PWD; printf 'all:\\ninstall:\\n\\tmkdir -p "
                + "$(DESTDIR)'\"$1\"'; touch $(DESTDIR)'\"$1\"/done >Makefile";
        OneMakefile release = release(true, "sh", "-c", script, "sh", "{prefix}", "{srcdir}");
        PlannedBuild build = release.build(given -> {
            given.configureArguments = List.of("--enable-y", "CC=gcc-12", "CXXFLAGS=-g");
        });
        Installation installation = release.builder().install(build);
        assertThat(installation.prefix().resolve("done")).exists();
        assertThat(build.workspace().log("configure"))
                .content()
                .contains(
                        "got " + installation.prefix() + " " + build.workspace().source()
                                + " --with-x --enable-y CC=gcc-12 CXXFLAGS=-O2 -g in "
                                + build.workspace().tree());
        assertThat(build.plan().configureArguments()).noneMatch(argument -> argument.startsWith("--prefix"));
    }

    @Test
    void aScriptOfTheArchiveRunsInTheCopyOrInADirectoryOfItsOwn() throws Exception {
        OneMakefile copy = release(false, "./configure", "--prefix={prefix}");
        Installation inCopy = copy.builder().install(copy.build(given -> given.configureArguments = List.of("CC=cc1")));
        assertThat(inCopy.prefix().resolve("data")).hasContent("as released");
        assertThat(directory.resolve("work/logs/make.log")).content().contains("made with cc1");
        OneMakefile separate = release(true, "{srcdir}/configure", "--prefix={prefix}");
        Installation apart = separate.builder().install(separate.build(given -> {}));
        assertThat(apart.prefix().resolve("data")).hasContent("as released");
        assertThat(apart.prefix()).isNotEqualTo(inCopy.prefix());
    }

    @Test
    void anotherCommandConfiguresAgain() throws Exception {
        OneMakefile first = release(true, "{srcdir}/configure", "--prefix={prefix}");
        first.builder().bring(Step.CONFIGURE, first.build(given -> {}));
        OneMakefile second = release(true, "sh", "{srcdir}/configure", "--prefix={prefix}");
        second.builder().bring(Step.CONFIGURE, second.build(given -> {}));
        assertThat(second.heard().take()).anyMatch(line -> line.matches("start configure INPUTS_CHANGED command,.*"));
    }

    private BuildRefusedException refusal(String program, Consumer<BuildOptionsBuilder> change) throws Exception {
        OneMakefile release = release(true, program);
        PlannedBuild build = release.build(change);
        return catchThrowableOfType(
                BuildRefusedException.class, () -> release.builder().bring(Step.CONFIGURE, build));
    }

    @Test
    void aProgramThatDoesNotExistIsRefused() throws Exception {
        assertThat(refusal("no-such-cmake", given -> {}))
                .hasMessage(
                        "Cannot configure sample 1.0.0: no-such-cmake is not on the PATH (build.command in the recipe).");
        assertThat(refusal("./Configure", given -> {}).reason())
                .isEqualTo(BuildRefusedException.Reason.NO_OTHER_CONFIGURE);
        assertThat(refusal("{srcdir}/Configure", given -> {}))
                .hasMessage("Cannot configure sample 1.0.0: " + directory.resolve("work/source/Configure")
                        + " does not exist (build.command in the recipe).");
    }

    @Test
    void aProgramThatFailsIsTheStepConfigure() throws Exception {
        OneMakefile release = release(true, "sh", "-c", "echo CMake Error at CMakeLists.txt:3; exit 1");
        PlannedBuild build = release.build(given -> {});
        StepFailedException failure = catchThrowableOfType(
                StepFailedException.class, () -> release.builder().bring(Step.CONFIGURE, build));
        assertThat(failure.step()).isEqualTo(Step.CONFIGURE);
        assertThat(failure.lastLines()).contains("CMake Error at CMakeLists.txt:3");
        assertThat(Files.exists(build.workspace().tree())).isTrue();
    }

    @Test
    void theDryRunPrintsTheProgram() throws Exception {
        PlannedBuild build = release(true, "cmake", "{srcdir}", "-DCMAKE_INSTALL_PREFIX={prefix}")
                .build(given -> given.installDirectory = Optional.of(Path.of("/opt/sample")));
        assertThat(DryRun.of(Step.CONFIGURE, build))
                .anyMatch(line -> line.contains("CXXFLAGS=-O2")
                        && line.contains(" cmake " + build.workspace().source()
                                + " -DCMAKE_INSTALL_PREFIX=/opt/sample --with-x </dev/null"));
    }
}
