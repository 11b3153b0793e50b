package io.github.mesosbuild.steps.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.steps.log.FirstError.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs that real compilers, linkers, make, configure, Automake, gtest and Maven wrote for a small program with one
 * error each; only paths and long lists of definitions are shortened.
 */
class GoldenLogsTest {
    @TempDir
    Path directory;

    static Stream<String> logs() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(resources())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".expected"))
                    .map(name -> name.substring(0, name.length() - ".expected".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path resources() throws URISyntaxException {
        return Path.of(GoldenLogsTest.class.getResource("unknown.log").toURI()).getParent();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void theFirstErrorIsFound(String name) throws Exception {
        Optional<FirstError> found = BuildLog.firstError(resources().resolve(name + ".log"));
        assertThat(text(found)).isEqualTo(Files.readString(resources().resolve(name + ".expected")));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void coloursAndCarriageReturnsMakeNoDifference(String name) throws Exception {
        List<String> lines = Files.readAllLines(resources().resolve(name + ".log"));
        Path coloured = directory.resolve("coloured.log");
        Files.writeString(
                coloured,
                lines.stream()
                        .map(line -> "\u001B[01;31m\u001B[K" + line + "\u001B[m\u001B]8;;\u0007")
                        .collect(Collectors.joining("\r\n")));
        assertThat(text(BuildLog.firstError(coloured)))
                .isEqualTo(Files.readString(resources().resolve(name + ".expected")));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void theContextContainsTheMessageAndIsShort(String name) throws Exception {
        BuildLog.firstError(resources().resolve(name + ".log")).ifPresent(error -> {
            assertThat(error.context()).hasSizeBetween(1, 25);
            if (error.kind() != Kind.TEST_FAILED) {
                assertThat(error.context())
                        .anyMatch(line -> LogLines.plain(line).contains(error.message()));
            }
        });
    }

    @Test
    void everyKindIsCovered() throws Exception {
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        logs().forEach(name -> {
            try {
                BuildLog.firstError(resources().resolve(name + ".log")).ifPresent(error -> seen.add(error.kind()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(seen).containsExactlyInAnyOrderElementsOf(Arrays.asList(Kind.values()));
        assertThat(logs().count()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void binaryBytesAreHarmless() throws Exception {
        byte[] log = Files.readAllBytes(resources().resolve("compile-error.log"));
        byte[] noise = {(byte) 0xC3, (byte) 0x28, 0, (byte) 0xFF, '\n'};
        Path mixed = directory.resolve("mixed.log");
        Files.write(mixed, noise);
        Files.write(mixed, log, StandardOpenOption.APPEND);
        assertThat(BuildLog.firstError(mixed).orElseThrow().file()).contains("barn.cpp");
    }

    static String text(Optional<FirstError> found) {
        if (found.isEmpty()) {
            return "none\n";
        }
        FirstError error = found.get();
        StringBuilder text = new StringBuilder("kind: " + error.kind() + "\nmessage: " + error.message());
        error.command().ifPresent(command -> text.append("\ncommand: ").append(command));
        error.file().ifPresent(file -> text.append("\nfile: ").append(file));
        error.line().ifPresent(line -> text.append("\nline: ").append(line));
        error.target().ifPresent(target -> text.append("\ntarget: ").append(target));
        error.hint().ifPresent(hint -> text.append("\nhint: ").append(hint));
        return text.append("\n").toString();
    }
}
