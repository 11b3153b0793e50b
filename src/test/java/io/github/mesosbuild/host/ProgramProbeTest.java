package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.host.RequirementResult.Status;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.ProcessFailures;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Requirement.Language;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs this machine's real compiler. */
class ProgramProbeTest {
    @TempDir
    Path directory;

    private final RealRunner runner = new RealRunner();
    private final Map<String, String> environment = new HashMap<>();
    private Path scratch;

    @BeforeEach
    void takeThisMachinesPath() {
        scratch = directory.resolve("scratch");
        environment.put("PATH", System.getenv("PATH"));
    }

    private ProgramProbe probe(CommandRunner commands) {
        Toolbox toolbox =
                new Toolbox(commands, environment, directory, directory.resolve("tools.properties"), FileObserver.NONE);
        return new ProgramProbe(commands, toolbox, scratch, environment);
    }

    private RequirementResult check(Requirement.Program program) throws Exception {
        Requirement requirement = new Requirement("it", "It is needed.", program, Condition.ALWAYS, Map.of());
        return probe(runner).check(requirement, program);
    }

    private static Requirement.Program program(
            Language language, String source, List<String> flags, List<String> libraries, boolean run) {
        return new Requirement.Program(language, source, flags, libraries, run, Optional.empty());
    }

    @Test
    void aLibraryIsFoundWithOneCallOfTheCompiler() throws Exception {
        Requirement.Program threads = program(
                Language.CXX,
                "#include <cmath>\nint main() { return std::isnan(0.0); }",
                List.of(),
                List.of("-lm"),
                false);
        check(threads);
        int before = runner.started.get();

        RequirementResult finding = check(threads);

        assertThat(finding.status()).isEqualTo(Status.FOUND);
        assertThat(finding.detail()).isEqualTo("links");
        assertThat(runner.started).hasValue(before + 1);
    }

    @Test
    void aMissingLibraryIsReported() throws Exception {
        RequirementResult finding =
                check(program(Language.C, "int main(void) { return 0; }", List.of(), List.of("-lnosuch"), false));

        assertThat(finding.status()).isEqualTo(Status.MISSING);
        assertThat(finding.detail()).contains("nosuch").doesNotContain(directory.toString());
    }

    @Test
    void aMissingHeaderIsReported() throws Exception {
        RequirementResult finding =
                check(program(Language.CXX, "#include <nosuch.h>\nint main() {}", List.of(), List.of(), false));

        assertThat(finding.status()).isEqualTo(Status.MISSING);
        assertThat(finding.detail()).contains("error: ").contains("nosuch.h").doesNotContain("probe.cc");
    }

    @Test
    void aMissingSymbolIsReported() throws Exception {
        RequirementResult finding = check(program(
                Language.C,
                "int nosuch_function(void);\nint main(void) { return nosuch_function(); }",
                List.of(),
                List.of(),
                false));

        assertThat(finding.status()).isEqualTo(Status.MISSING);
        assertThat(finding.detail()).contains("nosuch_function");
    }

    @Test
    void aProgramThatMustRunIsRun() throws Exception {
        assertThat(check(program(Language.C, "int main(void) { return 0; }", List.of(), List.of(), true))
                        .status())
                .isEqualTo(Status.FOUND);

        RequirementResult failed = check(program(
                Language.C,
                "#include <stdio.h>\nint main(void) { puts(\"no plug-in\"); return 3; }",
                List.of(),
                List.of(),
                true));
        assertThat(failed.status()).isEqualTo(Status.MISSING);
        assertThat(failed.detail()).isEqualTo("compiles, but exited with status 3: no plug-in");
    }

    @Test
    void aProgramThatNeedNotRunIsNotRun() throws Exception {
        assertThat(check(program(Language.C, "int main(void) { return 3; }", List.of(), List.of(), false))
                        .status())
                .isEqualTo(Status.FOUND);
    }

    @Test
    void theVersionIsWhatASecondProgramPrints() throws Exception {
        String version = "#include <stdio.h>\nint main(void) { puts(\"libx 1.2.13\"); return 0; }";

        RequirementResult finding = check(new Requirement.Program(
                Language.C, "int main(void) { return 0; }", List.of(), List.of(), false, Optional.of(version)));

        assertThat(finding.found()).contains(new Version("1.2.13"));
        assertThat(finding.detail()).isEqualTo("1.2.13");
    }

    @Test
    void aVersionProgramThatFailsDoesNotMatter() throws Exception {
        RequirementResult finding = check(new Requirement.Program(
                Language.C, "int main(void) { return 0; }", List.of(), List.of(), false, Optional.of("nonsense")));

        assertThat(finding.status()).isEqualTo(Status.FOUND);
        assertThat(finding.found()).isEmpty();
    }

    @Test
    void flagsOfTheRequirementAndOfTheEnvironmentReachTheCompiler() throws Exception {
        environment.put("CFLAGS", "-DONE=1  -DTWO=1");
        environment.put("CPPFLAGS", "-DTHREE=1");
        String source = "int main(void) { return !(ONE + TWO + THREE + sizeof FOUR == 3 + 21); }";

        RequirementResult finding =
                check(program(Language.C, source, List.of("-DFOUR=\"directory with space\""), List.of(), true));

        assertThat(finding.status()).as(finding.detail()).isEqualTo(Status.FOUND);
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        check(program(Language.C, "int main(void) { return 0; }", List.of(), List.of(), true));
        check(program(Language.C, "nonsense", List.of(), List.of(), true));

        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void withoutACompilerOnlyHeadersAreChecked() throws Exception {
        environment.put("PATH", directory.toString());
        Path include = Files.createDirectories(directory.resolve("jdk/include"));
        Requirement.Program jni =
                program(Language.CXX, "#include <jni.h>\nint main() {}", List.of("-I" + include), List.of(), false);

        RequirementResult plain =
                check(program(Language.CXX, "int main() {}", List.of("-I" + include), List.of(), false));
        RequirementResult without = check(jni);
        Files.writeString(include.resolve("jni.h"), "");
        RequirementResult with = check(jni);

        assertThat(List.of(plain.status(), without.status())).containsOnly(Status.UNCHECKED);
        assertThat(plain.detail()).isEqualTo("cannot be checked without a compiler");
        assertThat(with.status()).isEqualTo(Status.UNCHECKED_FOUND);
        assertThat(with.detail()).isEqualTo("cannot be checked without a compiler; its headers exist");
        assertThat(scratch).doesNotExist();
    }

    @Test
    void aProbeThatHangsOrCannotBeStartedIsMissing() throws Exception {
        FakeRunner fake = new FakeRunner();
        TestFiles.program(directory.resolve("bin/gcc"), "gcc");
        environment.put("PATH", directory.resolve("bin").toString());
        fake.answer(directory.resolve("bin/gcc").toString(), 0, "gcc (GCC) 12\n");
        Requirement.Program program = program(Language.C, "int main(void) {}", List.of(), List.of(), true);
        Requirement requirement = new Requirement("it", "It is needed.", program, Condition.ALWAYS, Map.of());

        RequirementResult cannotStart = probe(fake).check(requirement, program);
        fake.timeOut(scratch.toString());
        RequirementResult hangs = probe(fake).check(requirement, program);

        assertThat(cannotStart.detail()).startsWith("compiles, but could not be started: ");
        assertThat(hangs.detail()).isEqualTo("compiles, but did not exit within 20 s");
        assertThat(hangs.status()).isEqualTo(Status.MISSING);
    }

    @Test
    void unusableFlagsAreNamedInsteadOfALibrary() {
        Requirement.Program nothing = program(Language.C, "int main(void) { return 0; }", List.of(), List.of(), false);
        environment.put("LDFLAGS", "-L/nowhere");
        environment.put("CFLAGS", "-O1 --bogus");
        assertThat(catchThrowableOfType(CompilerFlagsException.class, () -> check(nothing)))
                .hasMessageStartingWith("Cannot compile anything with CFLAGS=-O1 --bogus: ")
                .hasMessageContaining("--bogus'")
                .extracting(CompilerFlagsException::variable)
                .isEqualTo("CFLAGS");
        environment.put("CFLAGS", "-O1");
        environment.put("LIBS", "-lno-such-library");
        assertThat(catchThrowableOfType(CompilerFlagsException.class, () -> check(nothing)))
                .extracting(CompilerFlagsException::variable)
                .isEqualTo("LIBS");
    }

    @Test
    void withUsableFlagsAMissingLibraryIsReported() throws Exception {
        environment.put("CFLAGS", "-O1");
        RequirementResult finding =
                check(program(Language.C, "#include <no/such.h>\nint main(void) {}", List.of(), List.of(), false));
        assertThat(finding.status()).isEqualTo(Status.MISSING);
    }

    @Test
    void aMachineThatStartsNoProcessIsNotAMissingLibrary() throws Exception {
        ProcessException limit = ProcessFailures.of(ProcessException.Kind.TOO_MANY_FILES);
        CommandRunner full = (argv, where, variables, time) -> {
            throw new IOException(limit.getMessage(), limit);
        };
        Requirement.Program program = program(Language.C, "int main(void) {}", List.of(), List.of(), true);
        Requirement requirement = new Requirement("it", "It is needed.", program, Condition.ALWAYS, Map.of());
        assertThatThrownBy(() -> probe(full).check(requirement, program)).hasCause(limit);
    }

    @Test
    void theFirstErrorIsFoundBehindWarningsAndLinkerNames() {
        Path own = Path.of("/s/probe-1");

        assertThat(ProgramProbe.firstError(
                        "/s/probe-1/probe.cc: In function 'int main()':\n"
                                + "/s/probe-1/probe.cc:1:5: warning: unused\n"
                                + "/s/probe-1/probe.cc:2:5: error: 'x' was not declared\n",
                        own))
                .isEqualTo("error: 'x' was not declared");
        assertThat(ProgramProbe.firstError("/usr/bin/ld: cannot find -lz: No such file\ncollect2: error: ld\n", own))
                .isEqualTo("cannot find -lz: No such file");
        assertThat(ProgramProbe.firstError("ld: library not found for -lz\n", own))
                .isEqualTo("library not found for -lz");
        assertThat(ProgramProbe.firstError("\n something odd \n", own)).isEqualTo("something odd");
        assertThat(ProgramProbe.firstError("", own)).isEqualTo("the compiler failed without a message");
    }
}
