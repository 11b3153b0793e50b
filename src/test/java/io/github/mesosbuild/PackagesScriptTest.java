package io.github.mesosbuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/packages} on machines that have nothing, by a PATH of the test's own. */
class PackagesScriptTest {
    private static final Path SCRIPT = Path.of(".ci/packages").toAbsolutePath();

    @TempDir
    private Path directory;

    private Path bin;

    @BeforeEach
    void machineWithoutAnything() throws IOException {
        bin = Files.createDirectory(directory.resolve("bin"));
        program("env", "exec /usr/bin/env \"$@\"");
        program("apt-get", "echo \"apt-get $* by $user with $DEBIAN_FRONTEND\" >>'" + directory + "/ran'");
        user(1000);
    }

    @Test
    void rootNeedsNoSudo() throws Exception {
        user(0);
        assertThat(run(SCRIPT.toString())).isEqualTo("0: ");
        assertThat(ran()).hasSize(2);
        assertThat(ran().get(0)).isEqualTo("apt-get update -q by 0 with ");
        assertThat(ran().get(1))
                .startsWith("apt-get install -q -y gcc g++ make ")
                .endsWith(" by 0 with noninteractive");
    }

    @Test
    void anotherUserTakesSudo() throws Exception {
        program("sudo", "user=sudo exec \"$@\"");
        assertThat(run(SCRIPT.toString())).isEqualTo("0: ");
        assertThat(ran()).hasSize(2).allMatch(line -> line.contains(" by sudo with "));
    }

    /** The line is typed as it is printed, in the shell of a root. */
    @Test
    void withoutSudoTheLineForRootIsPrintedAndWorks() throws Exception {
        String printed = run(SCRIPT.toString());
        assertThat(printed)
                .startsWith("1: The tests need packages that are missing, you are not root, and there is no sudo."
                        + " Run this line as root:\n  apt-get update -q && ");
        assertThat(directory.resolve("ran")).doesNotExist();
        user(0);
        assertThat(run("-c", printed.lines().toList().get(1))).isEqualTo("0: ");
        List<String> byHand = ran();
        Files.delete(directory.resolve("ran"));
        assertThat(run(SCRIPT.toString())).isEqualTo("0: ");
        assertThat(byHand).isEqualTo(ran());
    }

    @Test
    void anotherDistributionIsToldThePackages() throws Exception {
        Files.delete(bin.resolve("apt-get"));
        assertThat(run(SCRIPT.toString()))
                .startsWith("1: The tests need these packages of Debian: gcc g++ make ")
                .endsWith("\nThis machine has no apt-get. Install them by the names that they have here.\n");
    }

    /** Whatever the script asks for is there: the names of programs are those of its lines. */
    @Test
    void doesNothingWhereAllIsThere() throws Exception {
        List<String> needed = Files.readAllLines(SCRIPT).stream()
                .filter(line -> line.startsWith("need "))
                .map(line -> line.split(" ")[1])
                .toList();
        assertThat(needed).contains("gcc", "shellcheck").doesNotHaveDuplicates();
        for (String program : needed) {
            program(program, "exit 1");
        }
        boolean files =
                Files.exists(Path.of("/usr/include/zlib.h")) && Files.isExecutable(Path.of("/usr/sbin/apache2"));
        user(0);
        assertThat(run(SCRIPT.toString())).isEqualTo("0: ");
        assertThat(directory.resolve("ran").toFile())
                .satisfies(ran -> assertThat(ran.exists()).isEqualTo(!files));
    }

    private void user(int uid) throws IOException {
        program("id", "echo " + uid);
        Files.writeString(directory.resolve("user"), String.valueOf(uid));
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> ran() throws IOException {
        return Files.readAllLines(directory.resolve("ran"));
    }

    /** The exit code, and what it printed. */
    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("/bin/sh"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("user", Files.readString(directory.resolve("user")));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + ": " + output;
    }
}
