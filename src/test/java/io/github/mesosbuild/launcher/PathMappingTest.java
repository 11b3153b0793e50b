package io.github.mesosbuild.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts before the compilers, with compilers that print how they were called. */
@Timeout(60)
class PathMappingTest {
    private static final CommandRunner RUNNER =
            CommandRunner.of(new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE));

    @TempDir
    Path directory;

    private Path bin;
    private Path workspace;
    private Path scripts;

    @BeforeEach
    void makeDirectories() throws IOException {
        bin = Files.createDirectories(directory.resolve("bin"));
        workspace = Files.createDirectories(directory.resolve("with space/sample-1.0.0"));
        scripts = workspace.resolve("tools/compilers");
    }

    private Path program(Path file, String line) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private PathMapping.Calling before(Map<String, String> more, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", bin + ":/usr/bin:/bin"));
        environment.putAll(more);
        return new PathMapping(RUNNER)
                .before(new PathMapping.Calling(environment, List.of(arguments)), workspace, scripts);
    }

    private String run(PathMapping.Calling calling, String... words) throws Exception {
        return RUNNER.run(List.of(words), directory, calling.environment(), Duration.ofSeconds(20))
                .output()
                .strip();
    }

    private String map() {
        return "-ffile-prefix-map=" + workspace + "=.";
    }

    @Test
    void aCompilerOnThePathIsCalledWithTheMapBeforeItsArguments() throws Exception {
        program(bin.resolve("gcc"), "echo \"gcc $*, $PATH\"");
        PathMapping.Calling calling = before(Map.of());
        assertThat(calling.environment()).containsEntry("PATH", scripts + ":" + bin + ":/usr/bin:/bin");
        assertThat(run(calling, "sh", "-c", "gcc -c 'a b.c'"))
                .isEqualTo("gcc " + map() + " -c a b.c, " + bin + ":/usr/bin:/bin");
    }

    @Test
    void aLauncherThatLooksForTheCompilerOnThePathDoesNotFindTheScript() throws Exception {
        program(bin.resolve("gcc"), "echo \"compiled $*\"");
        Path links = directory.resolve("links");
        program(
                links.resolve("gcc"),
                "for place in $(echo $PATH | tr : ' '); do test $place = " + links
                        + " || test ! -x $place/gcc || exec $place/gcc \"$@\"; done");
        PathMapping.Calling calling = before(Map.of("PATH", links + ":" + bin + ":/usr/bin:/bin"));
        assertThat(run(calling, "sh", "-c", "gcc -c a.c")).isEqualTo("compiled " + map() + " -c a.c");
        assertThat(run(calling, "sh", "-c", "PATH=/nowhere:$PATH; gcc -c a.c"))
                .isEqualTo("compiled " + map() + " -c a.c");
    }

    @Test
    void aCompilerThatIsNamedByItsPathIsFoundByItsName() throws Exception {
        Path own = program(directory.resolve("opt/my-gcc"), "echo \"mine $*\"");
        Path ccache = program(directory.resolve("opt/ccache"), "shift; echo \"cached $*\"");
        PathMapping.Calling calling =
                before(Map.of("CC", own + " -m64"), "CXX=" + ccache + " " + own.resolveSibling("my-gcc"), "--other");
        assertThat(calling.environment()).containsEntry("CC", "my-gcc -m64");
        assertThat(calling.configureArguments()).containsExactly("CXX=my-gcc", "--other");
        assertThat(run(calling, "sh", "-c", "my-gcc x.c")).isEqualTo("cached " + map() + " x.c");
        assertThat(before(Map.of("CC", "no-such-compiler -m64", "CXX", "")).environment())
                .containsEntry("CC", "no-such-compiler -m64")
                .containsEntry("CXX", "");
    }

    @Test
    void anOldCompilerGetsTheOldOptionAndAnotherOneNone() throws Exception {
        program(bin.resolve("gcc"), "case $1 in -ffile*) exit 1 ;; esac; echo \"old $*\"");
        program(bin.resolve("cc"), "case $1 in -f*) exit 1 ;; esac; echo \"other $*\"");
        PathMapping.Calling calling = before(Map.of());
        assertThat(run(calling, "sh", "-c", "gcc a.c")).isEqualTo("old -fdebug-prefix-map=" + workspace + "=. a.c");
        assertThat(run(calling, "sh", "-c", "cc a.c")).isEqualTo("other a.c");
    }

    @Test
    void aWorkspaceBehindALinkIsMappedUnderBothNames() throws Exception {
        program(bin.resolve("gcc"), "echo \"$*\"");
        Path real = directory.resolve("real");
        Files.createDirectories(real);
        // The first build creates the workspace.
        workspace = Files.createSymbolicLink(directory.resolve("link"), real).resolve("sample-1.0.0");
        scripts = workspace.resolve("compilers");
        PathMapping.Calling calling = before(Map.of());
        assertThat(run(calling, "sh", "-c", "gcc"))
                .isEqualTo(map() + " -ffile-prefix-map=" + real.toRealPath() + "/sample-1.0.0=.");
    }

    @Test
    void objectsThroughCcacheAreThoseOfTheCompiler() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ccache")) && Files.isExecutable(Path.of("/usr/bin/gcc")));
        Path links = Files.createDirectories(directory.resolve("links"));
        Files.createSymbolicLink(links.resolve("gcc"), Path.of("/usr/bin/ccache"));
        Path source = Files.writeString(workspace.resolve("a.c"), "const char* file(void) { return __FILE__; }\n");
        String compile = "cd '" + workspace + "' && gcc -g -c '" + source + "' -o a.o";
        run(before(Map.of("PATH", "/usr/bin:/bin")), "sh", "-c", compile);
        byte[] plain = Files.readAllBytes(workspace.resolve("a.o"));
        Map<String, String> cached = Map.of(
                "PATH", links + ":/usr/bin:/bin",
                "CCACHE_DIR", directory.resolve("cache").toString(),
                "CCACHE_BASEDIR", workspace.toString());
        for (int i = 0; i < 2; i++) {
            Files.delete(workspace.resolve("a.o"));
            assertThat(run(before(cached), "sh", "-c", compile)).isEmpty();
            assertThat(workspace.resolve("a.o")).hasBinaryContent(plain);
        }
    }

    @Test
    void whatACompilerWritesDoesNotNameTheWorkspace() throws Exception {
        Path source = workspace.resolve("source/a.c");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "const char* file(void) { return __FILE__; }\n");
        PathMapping.Calling calling = before(Map.of());
        Path object = workspace.resolve("a.o");
        assertThat(run(calling, "sh", "-c", "cd '" + workspace + "' && cc -g -c '" + source + "' -o a.o"))
                .isEmpty();
        assertThat(Files.readString(object, StandardCharsets.ISO_8859_1))
                .contains("./source/a.c")
                .doesNotContain(directory.toString());
    }
}
