package io.github.mesosbuild.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandGraphTest {
    private static List<String> path(Events events) {
        List<RecordedCommand> commands = events.commands();
        return CommandGraph.of(commands).criticalPath().stream()
                .map(index -> commands.get(index).what())
                .toList();
    }

    private static long time(Events events, int cores) {
        return CommandGraph.of(events.commands()).timeWith(cores) / 1000;
    }

    private static Events program() {
        return Events.of()
                .run(0, "a")
                .command("compile", "src/a.o", 0, 4)
                .command("compile", "src/b.o", 0, 3)
                .command("compile", "src/c.o", 4, 6)
                .command("archive", "src/libc.la", 6, 7, "src/c.lo")
                .command("link", "src/cli", 7, 12, "src/a.o", "src/libc.la", "elsewhere/x.o");
    }

    @Test
    void aLinkComesAfterItsObjectsAndLibraries() {
        assertThat(path(program())).containsExactly("src/a.o", "src/cli");
    }

    @ParameterizedTest
    @CsvSource({"1, 15", "2, 11", "3, 9", "16, 9"})
    void moreCoresTakeAsLongAsTheChainAtLeast(int cores, long seconds) {
        // With two cores: a.o and b.o, then c.o from 3 to 5 and libc.la to 6, and the link from 6 to 11.
        assertThat(time(program(), cores)).isEqualTo(seconds);
    }

    @Test
    void aNestedPackageComesBeforeWhatStartsAfterItsLastCommand() {
        Events events = Events.of()
                .run(0, "a")
                .command("other", "3rdparty/zlib/configure", 0, 5)
                .command("compile", "3rdparty/zlib/a.o", 5, 6)
                .command("compile", "other/early.o", 5, 6)
                .command("compile", "3rdparty/zlib/b.o", 6, 8)
                .command("compile", "src/late.o", 8, 9);
        assertThat(path(events)).containsExactly("configure", "3rdparty/zlib/b.o", "src/late.o");
        assertThat(time(events, 8)).isEqualTo(8);
        assertThat(time(events, 1)).isEqualTo(10);
    }

    @Test
    void aDirectoryWithItsOwnConfigureIsAPackage() {
        Events events = Events.of()
                .run(0, "a")
                .command("other", "bundled/apr/configure", 0, 2)
                .command("compile", "bundled/apr/deep/a.o", 2, 3)
                .command("compile", "src/late.o", 3, 4);
        assertThat(path(events)).containsExactly("configure", "bundled/apr/deep/a.o", "src/late.o");
    }

    @Test
    void commandsOfTheSameTimeMakeNoCircle() {
        Events events = Events.of()
                .run(0, "a")
                .command("link", "3rdparty/x/a.so", 1, 1, "3rdparty/x/b.so")
                .command("link", "3rdparty/x/b.so", 1, 1, "3rdparty/x/a.so")
                .command("compile", "src/c.o", 1, 2);
        assertThat(time(events, 2)).isEqualTo(1);
        assertThat(path(events)).endsWith("src/c.o");
    }

    @Test
    void thereCanBeNoCommands() {
        CommandGraph graph = CommandGraph.of(List.of());
        assertThat(graph.criticalPath()).isEmpty();
        assertThat(graph.timeWith(4)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "src/.libs/libx.so.1.2, src/libx",
        "src/libx.la, src/libx",
        "libx.a, libx",
        "a/.libs/b.o, a/b",
        "a/b.lo, a/b",
        "a/b.so.c, a/b.so.c"
    })
    void aFileHasOneNameInAllItsForms(String file, String stem) {
        assertThat(CommandGraph.stem(file)).isEqualTo(stem);
    }
}
