package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.process.OpenFiles;
import io.github.mesosbuild.steps.BuildRefusedException.Reason;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTest {
    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void resolve() throws Exception {
        directory = temporary.toRealPath();
    }

    /** A preflight for which the directory is mounted with these options. */
    private Preflight mounted(String options) throws Exception {
        Path list = Files.writeString(
                directory.resolve("mountinfo"),
                "1 0 0:1 / / rw - tmpfs tmpfs rw\n2 1 0:2 / " + directory + " " + options + " - tmpfs tmpfs rw\n");
        return new Preflight(Mounts.read(list));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "/home/My Projects/x,a space",
                "/a:b,a colon",
                "/it's,the quote '",
                "/a$b,the character $",
                "/a(1),the character ("
            })
    void theUnsafeCharacterIsNamed(String path, String character) {
        BuildRefusedException refused = Preflight.name(new ChosenDirectory(Path.of(path), ChosenDirectory.WORK))
                .orElseThrow();
        assertThat(refused.reason()).isEqualTo(Reason.UNSAFE_NAME);
        assertThat(refused.parameter()).isEqualTo("mesos.workDirectory");
        assertThat(refused)
                .hasMessage("Cannot build in '" + path + "' (mesos.workDirectory): configure and make cannot handle "
                        + character + " in a path.");
    }

    @Test
    void otherHarmlessCharactersAreAccepted() {
        assertThat(Preflight.name(new ChosenDirectory(Path.of("/a-b_c.d+e,f=g@h%i~j{k}"), ChosenDirectory.WORK)))
                .isEmpty();
    }

    /** Only root can give files to others. */
    @Test
    void aLinkOrACompilerCacheOfSomebodyElseInTheCacheIsRefused() throws Exception {
        Path cache = Files.createDirectories(directory.resolve("cache"));
        Path victim = Files.createDirectories(directory.resolve("victim"));
        Files.createSymbolicLink(cache.resolve("archives"), victim);
        Path launcher = Files.createDirectories(cache.resolve("compiler-cache/links/ccache-1"));
        assertThat(Preflight.trustworthyCache(cache)).as("all is ours").isEmpty();
        assumeTrue(Files.getAttribute(cache, "unix:uid").equals(0), "only root can give files away");
        Files.setAttribute(launcher, "unix:uid", 12345);
        assertThat(Preflight.trustworthyCache(cache).orElseThrow())
                .hasMessageStartingWith("The directory " + launcher + " belongs to 12345, ");
        Files.delete(launcher);
        Files.setAttribute(cache.resolve("archives"), "unix:uid", 12345, LinkOption.NOFOLLOW_LINKS);
        assertThat(Preflight.trustworthyCache(cache).orElseThrow())
                .hasMessageStartingWith("The directory " + cache.resolve("archives") + " belongs to 12345, ");
    }

    @Test
    void aNoexecFileSystemIsNamed() throws Exception {
        ChosenDirectory place = new ChosenDirectory(directory.resolve("not/made/yet"), ChosenDirectory.CACHE);
        assertThat(mounted("rw,nosuid").executable(place)).isEmpty();
        BuildRefusedException refused =
                mounted("rw,noexec,nosuid").executable(place).orElseThrow();
        assertThat(refused.reason()).isEqualTo(Reason.NO_EXEC);
        assertThat(refused)
                .hasMessage("Cannot start programs in " + place.directory()
                        + " (mesos.cacheDirectory): the file system at " + directory + " is mounted noexec.");
        assertThat(place.directory()).doesNotExist();
    }

    @Test
    void aFileInPlaceOfAParentDirectoryIsNamed() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(mounted("rw").writable(new ChosenDirectory(file.resolve("work"), ChosenDirectory.WORK)))
                .map(Throwable::getMessage)
                .contains("Cannot write to " + file + "/work (mesos.workDirectory): " + file
                        + " is a file, not a directory.");
        assertThat(mounted("rw").usable(new ChosenDirectory(directory.resolve("a/b"), ChosenDirectory.WORK)))
                .isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeCreatedIsRefusedWithTheReason() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> Preflight.requireWritten(new ChosenDirectory(file, ChosenDirectory.WORK)))
                .isInstanceOf(BuildRefusedException.class)
                .hasMessage(
                        "Cannot write to " + file + " (mesos.workDirectory): " + file + " is a file, not a directory.");
    }

    @Test
    void theTemporaryDirectoryMustBeADirectory() throws Exception {
        Preflight preflight = mounted("rw");
        assertThat(preflight.temporary(directory)).isEmpty();
        Path missing = directory.resolve("missing");
        assertThat(preflight.temporary(missing))
                .map(Throwable::getMessage)
                .contains("Cannot use " + missing + " (java.io.tmpdir) for temporary files: it does not exist.");
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(preflight.temporary(file)).map(BuildRefusedException::reason).contains(Reason.NO_TEMPORARY);
    }

    @Test
    void theLimitOnOpenFilesIsNamedIfTooFewAreLeft() {
        assertThat(Preflight.files(Optional.empty())).isEmpty();
        assertThat(Preflight.files(Optional.of(new OpenFiles(60, 1024)))).isEmpty();
        assertThat(Preflight.files(Optional.of(new OpenFiles(60, 64))))
                .map(Throwable::getMessage)
                .contains(
                        "Cannot start programs: Maven is limited to 64 open files (ulimit -n), and 60 are already open.");
    }

    @Test
    void spaceOfAnEarlierBuildCountsAsFree() throws Exception {
        Workspace workspace = new Workspace(directory.resolve("work/sample-1.0.0"));
        long free = directory.toFile().getUsableSpace();
        assertThat(Preflight.space(workspace, 0)).isEmpty();
        assertThat(Preflight.space(workspace, Long.MAX_VALUE))
                .map(BuildRefusedException::reason)
                .contains(Reason.NO_SPACE);
        Files.createDirectories(workspace.tree());
        Path sparse = workspace.tree().resolve("object");
        try (var file = new java.io.RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertThat(Preflight.space(workspace, free + (1L << 39))).isEmpty();
        assertThat(Preflight.space(workspace, free + (1L << 41))).isPresent();
    }

    @Test
    void filesRemovedDuringAStepAreNoticed() throws Exception {
        Workspace workspace = new Workspace(directory.resolve("work/sample-1.0.0"));
        Files.createDirectories(workspace.source().resolve("src"));
        Files.createDirectories(workspace.tree());
        WorkspaceSnapshot before = WorkspaceSnapshot.at(Step.MAKE, workspace);
        assertThat(before.vanished()).isEmpty();
        Files.delete(workspace.source().resolve("src"));
        assertThat(before.vanished()).isEqualTo(Optional.of(workspace.source().resolve("src")));
        Files.move(workspace.source(), directory.resolve("aside"));
        assertThat(before.vanished()).contains(workspace.source());
        Files.move(workspace.root(), directory.resolve("other"));
        assertThat(before.vanished()).contains(workspace.root());
    }
}
