package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Requirement.Language;
import io.github.mesosbuild.release.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs this machine's real compiler with a library made for the test. */
class LibrariesTest {
    private static final Facts FACTS = new Facts(Map.of("gcc", new Version("12")));

    @TempDir
    Path directory;

    private final RealRunner runner = new RealRunner();
    private Requirement library;

    @BeforeEach
    void makeTheLibrary() throws Exception {
        Files.writeString(directory.resolve("frob.c"), "int frob(void) { return 0; }\n");
        header("1.0");
        run("cc", "-shared", "-fPIC", "frob.c", "-o", "libfrob.so.1.0");
        Files.createSymbolicLink(directory.resolve("libfrob.so"), Path.of("libfrob.so.1.0"));
        library = requirement(Optional.of(
                "#include <frob.h>\n#include <stdio.h>\nint main(void) { puts(FROB_VERSION); return 0; }\n"));
    }

    private void header(String version) throws Exception {
        Files.writeString(directory.resolve("frob.h"), "int frob(void);\n#define FROB_VERSION \"" + version + "\"\n");
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0)
                .isTrue();
    }

    private Requirement requirement(Optional<String> version) {
        Requirement.Program program = new Requirement.Program(
                Language.C,
                "#include <frob.h>\nint main(void) { return frob(); }\n",
                List.of("-I" + directory),
                List.of("-L" + directory, "-Wl,-rpath," + directory, "-lfrob"),
                false,
                version);
        return new Requirement("frob", "It is needed.", program, Condition.ALWAYS, Map.of());
    }

    /** Asks like a new run of Maven. */
    private Map<String, String> versions(Requirement... requirements) throws Exception {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
        Toolbox toolbox = new Toolbox(
                runner, environment, directory, directory.resolve("cache/tools.properties"), FileObserver.NONE);
        Probes probes =
                new Probes(toolbox, new ProgramProbe(runner, toolbox, directory.resolve("scratch"), environment));
        return probes.libraries(List.of(requirements), FACTS, 2);
    }

    private int startedBy(Requirement requirement, String version) throws Exception {
        int before = runner.started.get();
        assertThat(versions(requirement)).isEqualTo(Map.of("frob", version));
        return runner.started.get() - before;
    }

    @Test
    void aVersionIsThatOfTheHeaderAndTheNameOfTheFileBehindTheLink() throws Exception {
        assertThat(startedBy(library, "1.0, libfrob.so.1.0")).isPositive();
        assertThat(startedBy(requirement(Optional.empty()), "libfrob.so.1.0")).isPositive();
    }

    @Test
    void aVersionNeedsOneProgramThatIsCompiledAndRun() throws Exception {
        startedBy(requirement(Optional.empty()), "libfrob.so.1.0");
        assertThat(startedBy(library, "1.0, libfrob.so.1.0")).isEqualTo(2);
    }

    @Test
    void aVersionProbeThatDoesNotWorkLeavesTheNameOfTheFile() throws Exception {
        Requirement broken = requirement(Optional.of("#include <absent.h>\nint main(void) { return 0; }\n"));
        assertThat(startedBy(broken, "libfrob.so.1.0")).isPositive();
        Requirement failing = requirement(Optional.of("#include <frob.h>\nint main(void) { return 1; }\n"));
        assertThat(startedBy(failing, "libfrob.so.1.0")).isPositive();
    }

    @Test
    void whileNothingChangesNoProcessIsStarted() throws Exception {
        startedBy(library, "1.0, libfrob.so.1.0");
        assertThat(startedBy(library, "1.0, libfrob.so.1.0")).isZero();
    }

    @Test
    void anotherHeaderOrAnotherLibraryIsAnotherVersion() throws Exception {
        startedBy(library, "1.0, libfrob.so.1.0");
        header("1.0.1");
        assertThat(startedBy(library, "1.0.1, libfrob.so.1.0")).isPositive();
        run("cc", "-shared", "-fPIC", "frob.c", "-o", "libfrob.so.1.1");
        Files.delete(directory.resolve("libfrob.so"));
        Files.createSymbolicLink(directory.resolve("libfrob.so"), Path.of("libfrob.so.1.1"));
        assertThat(startedBy(library, "1.0.1, libfrob.so.1.1")).isPositive();
        assertThat(startedBy(library, "1.0.1, libfrob.so.1.1")).isZero();
    }

    @Test
    void aTouchedLibraryIsExaminedAgainAndHasTheSameVersion() throws Exception {
        startedBy(library, "1.0, libfrob.so.1.0");
        Files.setLastModifiedTime(directory.resolve("frob.h"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        run("cc", "-shared", "-fPIC", "-O2", "frob.c", "-o", "libfrob.so.1.0");
        assertThat(startedBy(library, "1.0, libfrob.so.1.0")).isPositive();
        assertThat(startedBy(library, "1.0, libfrob.so.1.0")).isZero();
    }

    @Test
    void theContentOfAStaticLibraryCounts() throws Exception {
        Files.delete(directory.resolve("libfrob.so"));
        run("cc", "-c", "frob.c", "-o", "frob.o");
        run("ar", "cr", "libfrob.a", "frob.o");
        String before = versions(library).get("frob");
        assertThat(before).startsWith("1.0, libfrob.a SHA-256 ");
        Files.writeString(directory.resolve("frob.c"), "int frob(void) { return 7; }\n");
        run("cc", "-c", "frob.c", "-o", "frob.o");
        run("ar", "cr", "libfrob.a", "frob.o");
        assertThat(versions(library).get("frob"))
                .startsWith("1.0, libfrob.a SHA-256 ")
                .isNotEqualTo(before);
    }

    @Test
    void aMissingOrUnneededLibraryHasNoVersion() throws Exception {
        Files.delete(directory.resolve("frob.h"));
        assertThat(versions(library)).isEmpty();
        Requirement.Program threads = new Requirement.Program(
                Language.C, "int main(void) { return 0; }\n", List.of(), List.of("-pthread"), false, Optional.empty());
        int before = runner.started.get();
        assertThat(versions(new Requirement("threads", "It is needed.", threads, Condition.ALWAYS, Map.of())))
                .isEmpty();
        assertThat(runner.started.get()).isEqualTo(before);
    }

    @Test
    void aDamagedCacheOnlyCostsTime() throws Exception {
        startedBy(library, "1.0, libfrob.so.1.0");
        Files.writeString(directory.resolve("cache/libraries.properties"), "\\u00zz=broken\n");
        assertThat(startedBy(library, "1.0, libfrob.so.1.0")).isPositive();
    }
}
