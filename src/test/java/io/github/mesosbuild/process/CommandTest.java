package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
    @Test
    void shellLineIsPlainWhereNothingNeedsQuotes() {
        assertThat(command(List.of("./configure", "--prefix=/opt/m"), Map.of("CC", "gcc-12", "A", ""))
                        .shellLine())
                .isEqualTo("cd /src && env -i A='' CC=gcc-12 ./configure --prefix=/opt/m </dev/null");
    }

    @Test
    void shellLineDoesTheSameInAShell(@TempDir Path temp) throws Exception {
        Path directory = Files.createDirectory(temp.resolve("it's a \"$dir\""));
        List<String> words = List.of("", " ", "a'b", "\"", "$HOME", "`id`", "x\ny", "\\", "*", "~", "ü", "-n", "#");
        List<String> argv =
                new ArrayList<>(List.of("sh", "-c", "printf '[%s]' \"$PWD\" \"$V\" \"$1\" \"$@\"; cat", "sh"));
        argv.addAll(words);
        Command command = new Command(
                "print",
                argv,
                directory,
                Map.of("V", "v 'w' \n", "PATH", "/usr/bin:/bin"),
                temp.resolve("log"),
                Duration.ZERO,
                Duration.ZERO);

        Process shell = new ProcessBuilder("sh", "-c", command.shellLine()).start();

        StringBuilder expected = new StringBuilder("[" + directory + "][v 'w' \n][]");
        words.forEach(word -> expected.append('[').append(word).append(']'));
        assertThat(new String(shell.getInputStream().readAllBytes(), "UTF-8")).isEqualTo(expected.toString());
    }

    @Test
    void passwordsAreNotShown() {
        Command command = command(
                List.of("true"),
                Map.of(
                        "http_proxy",
                        "http://me:secret@proxy:3128/",
                        "no_proxy",
                        "a@b,c:1",
                        "A",
                        "http://me@host:80/",
                        "AWS_SECRET_ACCESS_KEY",
                        "secret",
                        "MAVEN_OPTS",
                        "-Xmx1g -Djavax.net.ssl.trustStorePassword=secret"));

        assertThat(command.shellLine())
                .contains(
                        " http_proxy=\"$http_proxy\" ",
                        " no_proxy=a@b,c:1 ",
                        " A=http://me@host:80/ ",
                        " AWS_SECRET_ACCESS_KEY=\"$AWS_SECRET_ACCESS_KEY\" ",
                        " MAVEN_OPTS=\"$MAVEN_OPTS\" ")
                .doesNotContain("secret");
    }

    @Test
    void keepsWhatItWasGiven() {
        Map<String, String> environment = new HashMap<>(Map.of("A", "1"));
        Command command = command(List.of("true"), environment);
        environment.put("A", "2");

        assertThat(command.environment()).containsExactly(Map.entry("A", "1"));
    }

    @Test
    void refusesWhatNoSystemCanRun() {
        assertThatIllegalArgumentException().isThrownBy(() -> command(List.of(), Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> command(List.of(""), Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> command(List.of("a", "b\0c"), Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> command(List.of("a"), Map.of("b", "\0")));
        assertThatIllegalArgumentException().isThrownBy(() -> command(List.of("a"), Map.of("b=c", "")));
        assertThatIllegalArgumentException().isThrownBy(() -> command(List.of("a"), Map.of("", "b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(
                        "x",
                        List.of("a"),
                        Path.of("/"),
                        Map.of(),
                        Path.of("/log"),
                        Duration.ofSeconds(-1),
                        Duration.ZERO));
    }

    private static Command command(List<String> argv, Map<String, String> environment) {
        return new Command("test", argv, Path.of("/src"), environment, Path.of("/log"), Duration.ZERO, Duration.ZERO);
    }
}
