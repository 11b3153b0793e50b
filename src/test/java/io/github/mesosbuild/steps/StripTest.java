package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Supervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StripTest {
    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);

    @TempDir
    Path directory;

    private Path tree;

    @BeforeEach
    void compile() throws Exception {
        tree = Files.createDirectories(directory.resolve("tree"));
        Path library = directory.resolve("library.c");
        Files.writeString(
                library, "static int hidden(int i) { return i + 1; }\nint Java_one(int i) { return hidden(i); }\n");
        Path program = directory.resolve("program.c");
        Files.writeString(program, "int Java_one(int);\nint main(void) { return Java_one(41) - 42; }\n");
        run("cc", "-g", "-c", "-fPIC", "-o", directory.resolve("library.o"), library);
        run("ar", "rc", tree.resolve("libone.a"), directory.resolve("library.o"));
        run("cc", "-g", "-shared", "-fPIC", "-o", tree.resolve("libone-1.0.so"), library);
        run("cc", "-g", "-o", tree.resolve("program"), program, tree.resolve("libone.a"));
        Files.createSymbolicLink(tree.resolve("libone.so"), Path.of("libone-1.0.so"));
        Files.writeString(tree.resolve("script"), "#!/bin/sh\n");
    }

    private String run(Object... argv) throws Exception {
        CapturedOutput captured = supervisor.capture(
                java.util.stream.Stream.of(argv).map(Object::toString).toList(),
                directory,
                SampleWorld.environment(),
                Duration.ofMinutes(1));
        assertThat(captured.exitCode()).as(captured.output()).isZero();
        return captured.output();
    }

    @Test
    void strippedFilesStillWork() throws Exception {
        Strip.Result result = new Strip(tree, SampleWorld.environment()).strip(supervisor);
        assertThat(result.left()).isEmpty();
        assertThat(result.after()).isLessThan(result.before()).isEqualTo(Strip.size(tree));
        run(tree.resolve("program"));
        assertThat(run("nm", "-D", tree.resolve("libone-1.0.so"))).contains("Java_one");
        assertThat(run("readelf", "-S", "-W", tree.resolve("libone-1.0.so"))).doesNotContain(".debug_info", ".symtab");
        assertThat(run("readelf", "-S", "-W", tree.resolve("program"))).doesNotContain(".debug_info", ".symtab");
        run("cc", "-o", tree.resolve("again"), directory.resolve("program.c"), tree.resolve("libone.a"));
        run("cc", "-o", tree.resolve("shared"), directory.resolve("program.c"), tree.resolve("libone-1.0.so"));
        assertThat(tree.resolve("libone.so")).isSymbolicLink();
        assertThat(tree.resolve("script")).content().isEqualTo("#!/bin/sh\n");
    }

    @Test
    void aFileThatCannotBeStrippedIsKeptAndNamed() throws Exception {
        Path broken = tree.resolve("broken");
        Files.write(broken, new byte[] {0x7f, 'E', 'L', 'F', 1, 2, 3});
        Strip.Result result = new Strip(tree, SampleWorld.environment()).strip(supervisor);
        assertThat(result.left().orElseThrow()).contains("broken");
        assertThat(Files.size(broken)).isEqualTo(7);
        assertThat(result.after()).isLessThan(result.before());
    }

    @Test
    void withoutStripNothingChanges() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Strip.Result result = new Strip(tree, Map.of("PATH", empty.toString())).strip(supervisor);
        assertThat(result.left()).contains("strip is not on the PATH");
        assertThat(result.after()).isEqualTo(result.before());
        assertThat(List.of(tree.resolve("program"), tree.resolve("libone.a"))).allMatch(Files::exists);
    }
}
