package io.github.mesosbuild.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentScriptTest {
    private static final String SHOW =
            "; printf '%s\\n' \"$PATH\" \"${MESOS_NATIVE_JAVA_LIBRARY-none}\" \"${LD_LIBRARY_PATH-none}\"";
    private static final String SOURCE = ". \"$SCRIPT\"";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/opt/mesos",
                "/tmp/a b'c$d\\e",
                "/'",
                "/''x'",
                "/a\\",
                "/$(echo x)`echo y`\"z\"",
                "/[a-z]*?~#!{1,2}(x|y);&<>=%",
                "/a\rb\tc",
                "/-n",
                "/ends with space "
            })
    void addsEachDirectoryOnceHoweverOftenItIsSourced(String prefix) throws Exception {
        addsOnce(prefix);
    }

    /** Their UTF-8 bytes are the ones with which dash marks quoted characters internally. */
    @ParameterizedTest
    @ValueSource(strings = {"/größe", "/ÁÂÃÄÅÆÇÈ", "/āĂă 'Ą'", "/日本/🙂"})
    void takesNamesOutsideOfAscii(String prefix) throws Exception {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
        assumeTrue(names.newEncoder().canEncode(prefix), "this locale has no such names");
        addsOnce(prefix);
    }

    private void addsOnce(String prefix) throws Exception {
        String library = prefix + "/lib/lib:mesos.so";
        String text =
                new EnvironmentScript(Path.of(prefix), Optional.of(Path.of(library)), Set.of("bin", "sbin")).text();
        assertThat(EnvironmentScript.prefixOf(text)).contains(Path.of(prefix));
        for (List<String> shell : shells()) {
            assertThat(run(shell, text, SOURCE + ";" + SOURCE + ";" + SOURCE + SHOW))
                    .as("%s", shell)
                    .isEqualTo(prefix + "/bin:" + prefix + "/sbin:/usr/bin:/bin\n" + library + "\nnone\n");
        }
    }

    @Test
    void variablesOfAMovedInstallationAreSetInEveryDialect() {
        EnvironmentScript script = new EnvironmentScript(
                Path.of("/moved"), Optional.empty(), Set.of(), Map.of("B", "/moved/it's", "A", "/moved/a"));
        assertThat(script.text()).endsWith("\nexport A='/moved/a'\nexport B='/moved/it'\\''s'\n");
        assertThat(script.text(ShellDialect.FISH)).isEqualTo("set -gx A '/moved/a'\nset -gx B '/moved/it\\'s'\n");
    }

    @Test
    void knowsNoPrefixOfAnotherText() {
        String text = new EnvironmentScript(Path.of("/opt/mesos"), Optional.empty(), Set.of("bin", "sbin")).text();
        assertThat(EnvironmentScript.prefixOf("# mine\n" + text)).isEmpty();
        assertThat(EnvironmentScript.prefixOf(text.substring(0, text.indexOf("case"))))
                .isEmpty();
    }

    @Test
    void exportsWhatItSets() throws Exception {
        String text = new EnvironmentScript(
                        Path.of("/m"), Optional.of(Path.of("/m/lib/libmesos.so")), Set.of("bin", "sbin"))
                .text();
        for (List<String> shell : shells()) {
            assertThat(run(shell, text, "unset PATH; " + SOURCE + "; /usr/bin/env")
                            .lines())
                    .as("%s", shell)
                    .contains("PATH=/m/bin:/m/sbin", "MESOS_NATIVE_JAVA_LIBRARY=/m/lib/libmesos.so");
        }
    }

    @Test
    void leavesAnEmptyPathWithoutAnEmptyEntry() throws Exception {
        String text = new EnvironmentScript(Path.of("/m"), Optional.empty(), Set.of("bin", "sbin")).text();
        for (List<String> shell : shells()) {
            assertThat(run(shell, text, "PATH=; " + SOURCE + SHOW))
                    .as("%s", shell)
                    .isEqualTo("/m/bin:/m/sbin\nnone\nnone\n");
        }
    }

    @Test
    void leavesAnExistingEntryWhereItIs() throws Exception {
        String text = new EnvironmentScript(Path.of("/m"), Optional.empty(), Set.of("bin", "sbin")).text();
        for (List<String> shell : shells()) {
            assertThat(run(shell, text, "PATH=/usr/bin:/m/bin:/m/sbin2; " + SOURCE + SHOW))
                    .as("%s", shell)
                    .startsWith("/m/sbin:/usr/bin:/m/bin:/m/sbin2\n");
        }
    }

    private String exported(Path prefix) throws Exception {
        String text = EnvironmentScript.at(prefix, Optional.empty(), Map.of()).text();
        return run(
                List.of("/bin/sh", "-euc"),
                text,
                SOURCE + ";" + SOURCE
                        + "; /usr/bin/env | /usr/bin/grep -E '^(PATH|LIBRARY_PATH|PKG_CONFIG_PATH)=' | /usr/bin/sort");
    }

    @Test
    void addsWhatALibraryHasForTheLinkerAndPkgConfig() throws Exception {
        Path prefix = directory.resolve("zlib");
        Files.createDirectories(prefix.resolve("lib/pkgconfig"));
        Files.createFile(prefix.resolve("lib/libz.a"));
        Files.createDirectories(prefix.resolve("share/pkgconfig"));

        assertThat(exported(prefix)).isEqualTo("""
                LIBRARY_PATH=%1$s/lib
                PATH=/usr/bin:/bin
                PKG_CONFIG_PATH=%1$s/lib/pkgconfig:%1$s/share/pkgconfig
                """.formatted(prefix));
        assertThat(EnvironmentScript.prefixOf(
                        EnvironmentScript.at(prefix, Optional.empty(), Map.of()).text()))
                .contains(prefix);
    }

    @Test
    void addsNoDirectoryThatIsNotThere() throws Exception {
        Path prefix = directory.resolve("tool");
        Files.createDirectories(prefix.resolve("bin"));
        Files.createDirectories(prefix.resolve("lib/tool"));

        assertThat(exported(prefix)).isEqualTo("PATH=" + prefix + "/bin:/usr/bin:/bin\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin", "sbin", "lib64", "lib/pkgconfig", "lib64/pkgconfig", "share/pkgconfig"})
    void knowsThePrefixByAnyDirectory(String only) {
        Path prefix = Path.of("/opt/it's/lib/bin");
        String text = new EnvironmentScript(prefix, Optional.empty(), Set.of(only)).text();
        assertThat(EnvironmentScript.prefixOf(text)).contains(prefix);
    }

    @Test
    void makesARelativePrefixAbsolute() {
        assertThat(new EnvironmentScript(Path.of("m"), Optional.empty(), Set.of("bin", "sbin")).prefix())
                .isEqualTo(Path.of("m").toAbsolutePath());
    }

    @Test
    void refusesAPrefixThatPathCannotContain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvironmentScript(Path.of("/a:b"), Optional.empty(), Set.of("bin", "sbin")))
                .withMessage("Cannot add /a:b to PATH: the path contains a colon.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvironmentScript(Path.of("/a\nb"), Optional.empty(), Set.of("bin", "sbin")))
                .withMessage("Cannot add /a\\nb to PATH: the path contains a line break.");
    }

    /** Returns sh and those of dash, bash and zsh that are installed. */
    private static List<List<String>> shells() {
        List<List<String>> shells = new ArrayList<>();
        shells.add(List.of("/bin/sh", "-euc"));
        for (String name : List.of("/bin/dash", "/bin/bash", "/bin/zsh")) {
            if (Files.isExecutable(Path.of(name))) {
                shells.add(name.endsWith("zsh") ? List.of(name, "-f", "-euc") : List.of(name, "-euc"));
            }
        }
        return shells;
    }

    private String run(List<String> shell, String text, String command) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("mesos-env.sh"), text);
        List<String> line = new ArrayList<>(shell);
        line.add(command);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("SCRIPT", script.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", shell, output).isZero();
        return output;
    }
}
