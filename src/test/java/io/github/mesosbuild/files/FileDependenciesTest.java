package io.github.mesosbuild.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileDependenciesTest {
    private static final String ASKED = "what\nis \\n it?\r";
    private static final List<String> VERDICT = List.of("yes", "", "in /there and here");

    @TempDir
    private Path directory;

    private Path record;
    private Path file;
    private Path tree;

    @BeforeEach
    void makeFiles() throws IOException {
        record = directory.resolve("records/record");
        file = Files.writeString(directory.resolve("file"), "one");
        tree = Files.createDirectories(directory.resolve("tree/below")).getParent();
        Files.writeString(tree.resolve("below/leaf"), "leaf");
        Files.createSymbolicLink(tree.resolve("link"), file);
        Files.createSymbolicLink(tree.resolve("dangling"), directory.resolve("nowhere"));
    }

    /** As if the files had been there long before. */
    private FileDependencies witnesses() throws IOException {
        FileDependencies witnesses = new FileDependencies(Instant.now().plusSeconds(10));
        witnesses.saw(file);
        witnesses.saw(directory.resolve("absent"));
        witnesses.sawTree(tree);
        return witnesses;
    }

    /** Until the file system stamps a change with another time than those before. */
    private void awaitTick() throws IOException {
        Path clock = directory.resolve("clock");
        Object first = changed(Files.writeString(clock, "tick"));
        while (changed(Files.writeString(clock, "tick")).equals(first)) {
            Thread.onSpinWait();
        }
    }

    private static Object changed(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ctime");
    }

    private boolean stands() {
        return FileDependencies.recall(record, ASKED, FileDependencies.Asker.NONE)
                .isPresent();
    }

    @Test
    void recordOfSomebodyElseIsNotBelieved() throws IOException {
        witnesses().keep(record, ASKED, VERDICT);
        assertThat(FileDependencies.kept(record)).contains(VERDICT);
        assumeTrue(Files.getAttribute(record, "unix:uid").equals(0), "only root can give files away");
        Files.setAttribute(record, "unix:uid", 12345);
        assertThat(stands()).isFalse();
        assertThat(FileDependencies.kept(record)).isEmpty();
    }

    @Test
    void verdictStandsWhileNothingChanges() throws IOException {
        assertThat(witnesses().keep(record, ASKED, VERDICT)).isTrue();
        assertThat(FileDependencies.recall(record, ASKED, FileDependencies.Asker.NONE))
                .contains(VERDICT);
    }

    @Test
    void verdictIsTheAnswerToItsOwnQuestionOnly() throws IOException {
        witnesses().keep(record, ASKED, VERDICT);
        assertThat(FileDependencies.recall(record, ASKED.replace("\\n", "\n"), FileDependencies.Asker.NONE))
                .isEmpty();
        assertThat(FileDependencies.recall(record, "", FileDependencies.Asker.NONE))
                .isEmpty();
    }

    /** A change of a file. */
    @FunctionalInterface
    interface Change {
        void in(Path directory) throws IOException;
    }

    static Stream<Change> changes() {
        return Stream.of(
                directory -> Files.writeString(directory.resolve("file"), "two"),
                directory -> Files.writeString(directory.resolve("file"), "longer"),
                directory -> Files.delete(directory.resolve("file")),
                directory -> Files.writeString(directory.resolve("absent"), ""),
                directory -> Files.createSymbolicLink(directory.resolve("absent"), Path.of("nowhere")),
                directory -> Files.setPosixFilePermissions(
                        directory.resolve("file"), PosixFilePermissions.fromString("rwxr-xr-x")),
                directory -> {
                    Path other = Files.writeString(directory.resolve("other"), "one");
                    Files.setLastModifiedTime(other, Files.getLastModifiedTime(directory.resolve("file")));
                    Files.move(other, directory.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
                },
                directory -> {
                    FileTime before = Files.getLastModifiedTime(directory.resolve("file"));
                    Files.writeString(directory.resolve("file"), "two");
                    Files.setLastModifiedTime(directory.resolve("file"), before);
                },
                directory -> Files.writeString(directory.resolve("tree/below/another"), ""),
                directory -> Files.delete(directory.resolve("tree/below/leaf")),
                directory -> Files.writeString(directory.resolve("tree/below/leaf"), "fael"),
                directory -> Files.writeString(directory.resolve("nowhere"), ""),
                directory -> {
                    Path other = Files.writeString(directory.resolve("other"), "one");
                    Files.delete(directory.resolve("tree/link"));
                    Files.createSymbolicLink(directory.resolve("tree/link"), other);
                });
    }

    @ParameterizedTest
    @MethodSource("changes")
    void verdictFallsWithAnyChange(Change change) throws IOException {
        witnesses().keep(record, ASKED, VERDICT);
        awaitTick();
        change.in(directory);
        assertThat(stands()).isFalse();
    }

    @Test
    void whatChangedWhileTheVerdictWasFoundIsDoubtful() throws IOException {
        FileDependencies witnesses = new FileDependencies(Instant.now());
        witnesses.saw(file);
        assertThat(witnesses.keep(record, ASKED, VERDICT)).isFalse();
        assertThat(record).doesNotExist();
    }

    @Test
    void whatWasSeenFirstCounts() throws IOException {
        FileDependencies witnesses = witnesses();
        awaitTick();
        Files.writeString(file, "two");
        witnesses.saw(file);
        witnesses.keep(record, ASKED, VERDICT);
        assertThat(stands()).isFalse();
    }

    @Test
    void nameOrVerdictOfTwoLinesIsNotKept() throws IOException {
        FileDependencies witnesses = witnesses();
        assertThat(witnesses.keep(record, ASKED, List.of("two\nlines"))).isFalse();
        witnesses.saw(directory.resolve("two\nlines"));
        assertThat(witnesses.keep(record, ASKED, VERDICT)).isFalse();
    }

    private static boolean stands(Path record, String answer) {
        return FileDependencies.recall(
                        record,
                        ASKED,
                        command -> Optional.of(answer)
                                .filter(same -> command.equals(List.of("/opt/a wrapper/gcc", "--version"))))
                .isPresent();
    }

    @Test
    void verdictStandsWhileACommandAnswersTheSame() throws IOException {
        FileDependencies witnesses = witnesses();
        witnesses.asked(List.of("/opt/a wrapper/gcc", "--version"), "gcc 11");
        assertThat(witnesses.keep(record, ASKED, VERDICT)).isTrue();
        assertThat(stands(record, "gcc 11")).isTrue();
        assertThat(stands(record, "gcc 12")).isFalse();
        assertThat(stands()).isFalse();
    }

    @Test
    void noCommandIsAskedOnceAFileHasChanged() throws IOException {
        FileDependencies witnesses = witnesses();
        witnesses.asked(List.of("gcc"), "gcc 11");
        witnesses.keep(record, ASKED, VERDICT);
        awaitTick();
        Files.writeString(file, "two");
        assertThat(FileDependencies.recall(record, ASKED, command -> {
                    throw new AssertionError("asked");
                }))
                .isEmpty();
    }

    @Test
    void anAnswerThatChangedMeanwhileOrHasTwoLinesIsDoubtful() throws IOException {
        FileDependencies changed = witnesses();
        changed.asked(List.of("gcc"), "gcc 11");
        changed.asked(List.of("gcc"), "gcc 12");
        assertThat(changed.keep(record, ASKED, VERDICT)).isFalse();
        FileDependencies twoLines = witnesses();
        twoLines.asked(List.of("gcc"), "gcc\n11");
        assertThat(twoLines.keep(record, ASKED, VERDICT)).isFalse();
        FileDependencies tabulated = witnesses();
        tabulated.asked(List.of("gcc\tx"), "gcc 11");
        assertThat(tabulated.keep(record, ASKED, VERDICT)).isFalse();
    }

    @Test
    void damagedRecordIsNone() throws IOException {
        witnesses().keep(record, ASKED, VERDICT);
        String whole = Files.readString(record);
        for (int length = 0; length < whole.length() - 1; length++) {
            Files.writeString(record, whole.substring(0, length));
            assertThat(stands()).as("%d of %d", length, whole.length()).isFalse();
        }
        Files.write(record, new byte[] {(byte) 0xff, '\n'});
        assertThat(stands()).isFalse();
        Files.writeString(record, whole.replaceFirst("\n3\n", "\n2000000000\n"));
        assertThat(stands()).isFalse();
        assertThat(FileDependencies.kept(record)).isEmpty();
        Files.delete(record);
        assertThat(stands()).isFalse();
    }
}
