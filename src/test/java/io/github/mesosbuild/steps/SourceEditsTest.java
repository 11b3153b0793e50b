package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceEditsTest {
    @TempDir
    Path source;

    private static List<Quirk> edit(String file, String find, String replace) {
        return List.of(QuirkBuilder.quirk("pointer", "because")
                .edits(new Quirk.Edit(file, find, replace))
                .build());
    }

    @Test
    void theTextIsReplacedAndEverythingElseStays() throws IOException {
        Path file = source.resolve("flags.hpp");
        byte[] content = "\u00e9 argc > 0 ? x\r\nend".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, content);
        FileTime time = FileTime.fromMillis(1_400_000_000_000L);
        Files.setLastModifiedTime(file, time);
        SourceEdits.apply(edit("flags.hpp", "argc > 0 ?", "*argc > 0 ?"), source);
        assertThat(Files.readAllBytes(file))
                .isEqualTo("\u00e9 *argc > 0 ? x\r\nend".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    }

    @Test
    void aTextThatDoesNotOccurExactlyOnceIsRefused() throws IOException {
        Files.writeString(source.resolve("twice"), "a b a");
        assertThatThrownBy(() -> SourceEdits.apply(edit("twice", "a", "c"), source))
                .hasMessage("cannot apply the quirk pointer: twice contains 'a' more than once");
        assertThatThrownBy(() -> SourceEdits.apply(edit("twice", "x", "c"), source))
                .hasMessage("cannot apply the quirk pointer: twice does not contain 'x'");
        assertThatThrownBy(() -> SourceEdits.apply(edit("none", "x", "c"), source))
                .hasMessage("cannot apply the quirk pointer: none is not in the sources");
        assertThat(Files.readString(source.resolve("twice"))).isEqualTo("a b a");
    }

    @Test
    void aFileOutsideTheSourcesIsRefused(@TempDir Path elsewhere) throws IOException {
        Path outside = Files.writeString(elsewhere.resolve("victim"), "x");
        String way = source.relativize(outside).toString();
        assertThatThrownBy(() -> SourceEdits.apply(edit(way, "x", "y"), source)).isInstanceOf(IOException.class);
        assertThat(Files.readString(outside)).isEqualTo("x");
    }
}
