package io.github.mesosbuild.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {
    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void resolve() throws Exception {
        directory = temporary.toRealPath();
    }

    private static String line(int id, int parent, String point, String options) {
        return id + " " + parent + " 0:40 / " + point + " " + options + " shared:1 - tmpfs tmpfs rw,noexec\n";
    }

    private static String line(int id, int parent, Path point, String options) {
        return line(id, parent, point.toString().replace(" ", "\\040"), options);
    }

    private Optional<String> optionsOf(String text, Path file) {
        return Mounts.parse(text).of(file).map(mount -> mount.id() + " " + mount.noExec());
    }

    @Test
    void aFileIsOnTheMountThatItsPathLeadsTo() throws Exception {
        Path inner = Files.createDirectories(directory.resolve("a/b"));
        String text = line(1, 0, "/", "rw,relatime")
                + line(2, 1, directory, "rw,nosuid,noexec")
                + line(3, 2, inner, "rw")
                + line(4, 2, directory.resolve("a/bc"), "rw,noexec");
        assertThat(optionsOf(text, Path.of("/"))).contains("1 false");
        assertThat(optionsOf(text, directory.resolve("a"))).contains("2 true");
        assertThat(optionsOf(text, inner)).contains("3 false");
        assertThat(optionsOf(text, inner.resolve("not/made/yet"))).contains("3 false");
    }

    @Test
    void whatIsMountedOverSomethingHidesIt() throws Exception {
        Path inner = Files.createDirectories(directory.resolve("a/b"));
        String hidden =
                line(1, 0, "/", "rw") + line(2, 1, inner, "rw,noexec") + line(3, 1, directory.resolve("a"), "rw");
        assertThat(optionsOf(hidden, inner)).contains("3 false");
        String stacked = line(1, 0, "/", "rw") + line(2, 1, inner, "rw,noexec") + line(3, 2, inner, "rw");
        assertThat(optionsOf(stacked, inner)).contains("3 false");
    }

    @Test
    void linksAreFollowedAndSpacesDecoded() throws Exception {
        Path blank = Files.createDirectories(directory.resolve("a b"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), blank);
        String text = line(1, 0, "/", "rw") + line(2, 1, blank, "rw,noexec");
        assertThat(optionsOf(text, link.resolve("x"))).contains("2 true");
    }

    @Test
    void inAChangedRootTheMountOfTheRootIsNotInTheList() {
        String text = line(7, 6, directory, "rw,noexec");
        assertThat(optionsOf(text, directory)).contains("7 true");
        assertThat(optionsOf(text, Path.of("/"))).isEmpty();
    }

    @Test
    void withoutAListNothingIsKnown() {
        assertThat(Mounts.read(directory.resolve("none")).of(directory)).isEmpty();
        assertThat(Mounts.parse("garbage\n\n1 2 3\n").of(directory)).isEmpty();
    }
}
