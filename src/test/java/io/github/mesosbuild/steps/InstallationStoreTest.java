package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationStoreTest {
    private static final String RECORD = ".mesos-maven-plugin.properties";

    @TempDir
    Path directory;

    private Path archive;
    private BuildPlan plan;

    @BeforeEach
    void makePlan() throws Exception {
        archive = Files.writeString(directory.resolve("archive"), "content");
        plan = plan(Optional.empty());
    }

    private BuildPlan plan(Optional<Path> prefix, String... arguments) throws Exception {
        BuildOptions options = BuildOptionsBuilder.options(given -> {
            given.configureArguments = List.of(arguments);
            given.installDirectory = prefix;
            given.skipTests = true;
        });
        return SampleWorld.plan(archive, options, directory.resolve("installations"));
    }

    private Path staged(String content) throws IOException {
        Path staged = Files.createDirectories(directory.resolve("staged"));
        Files.createDirectories(staged.resolve("lib"));
        Files.writeString(staged.resolve("lib/libsample.so"), content);
        return staged;
    }

    @Test
    void aPlacedInstallationIsFoundOnlyOnceItIsComplete() throws Exception {
        InstallationStore.place(staged("library"), plan);
        assertThat(plan.prefix().resolve("lib/libsample.so")).hasContent("library");
        assertThat(InstallationStore.find(plan)).isEmpty();
        Installation complete = InstallationStore.complete(plan, false);
        assertThat(complete)
                .isEqualTo(new Installation(
                        plan.prefix(), "sample 1.0.0", Optional.of(plan.prefix().resolve("lib/libsample.so")), false));
        assertThat(InstallationStore.find(plan)).contains(complete);
        InstallationStore.complete(plan, true);
        assertThat(InstallationStore.find(plan).orElseThrow().checked()).isTrue();
    }

    @Test
    void anAddedRemovedOrLongerFileMakesTheInstallationIncomplete() throws Exception {
        InstallationStore.place(staged("library"), plan);
        InstallationStore.complete(plan, true);
        Path extra = Files.writeString(plan.prefix().resolve("extra"), "");
        assertThat(InstallationStore.find(plan)).isEmpty();
        Files.delete(extra);
        assertThat(InstallationStore.find(plan)).isPresent();
        Files.writeString(plan.prefix().resolve("lib/libsample.so"), "library!");
        assertThat(InstallationStore.find(plan)).isEmpty();
        Files.delete(plan.prefix().resolve("lib/libsample.so"));
        assertThat(InstallationStore.find(plan)).isEmpty();
    }

    @Test
    void anInstallationOfOtherInputsIsNotFound() throws Exception {
        Optional<Path> prefix = Optional.of(directory.resolve("opt"));
        BuildPlan before = plan(prefix);
        InstallationStore.place(staged("library"), before);
        InstallationStore.complete(before, true);
        assertThat(InstallationStore.find(plan(prefix, "--enable-extra"))).isEmpty();
        assertThat(InstallationStore.find(plan(prefix))).isPresent();
    }

    @Test
    void placingReplacesTheCompleteOldInstallation() throws Exception {
        InstallationStore.place(staged("old"), plan);
        InstallationStore.complete(plan, true);
        Files.writeString(plan.prefix().resolve("of-the-old"), "");
        InstallationStore.place(staged("new"), plan);
        assertThat(plan.prefix().resolve("lib/libsample.so")).hasContent("new");
        assertThat(plan.prefix().resolve("of-the-old")).doesNotExist();
        assertThat(InstallationStore.find(plan)).isEmpty();
        assertThat(directory.resolve("installations").toFile().list())
                .containsExactly(plan.prefix().getFileName().toString());
    }

    @Test
    void foreignFilesInAChosenDirectoryAreKept() throws Exception {
        Path opt = directory.resolve("opt");
        BuildPlan there = plan(Optional.of(opt));
        InstallationStore.place(staged("old"), there);
        Installation old = InstallationStore.complete(there, true);
        Files.createDirectories(opt.resolve("var/empty"));
        Files.createSymbolicLink(opt.resolve("var/link"), Path.of("nowhere"));
        Path mine = Files.writeString(opt.resolve("lib/mine.conf"), "mine");
        Files.setLastModifiedTime(mine, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
        assertThat(InstallationStore.find(there)).as("it is whole").contains(old);

        Path staged = staged("new");
        Files.writeString(staged.resolve("lib/more"), "");
        Files.delete(opt.resolve("lib/libsample.so"));
        assertThat(InstallationStore.find(there)).isEmpty();
        InstallationStore.place(staged, there);
        InstallationStore.complete(there, true);
        assertThat(opt.resolve("lib/libsample.so")).hasContent("new");
        assertThat(mine).hasContent("mine");
        assertThat(Files.getLastModifiedTime(mine).toInstant()).isEqualTo(Instant.ofEpochSecond(1_000_000_000));
        assertThat(opt.resolve("var/empty")).isEmptyDirectory();
        assertThat(Files.readSymbolicLink(opt.resolve("var/link"))).isEqualTo(Path.of("nowhere"));

        assertThat(InstallationStore.remove(there)).isTrue();
        assertThat(opt.toFile().list()).containsExactlyInAnyOrder("lib", "var");
        assertThat(opt.resolve("lib").toFile().list()).containsExactly("mine.conf");
        InstallationStore.requireOwn(plan(Optional.of(directory.resolve("other"))));
        assertThatThrownBy(() -> InstallationStore.requireOwn(there)).isInstanceOf(BuildRefusedException.class);
    }

    @Test
    void aForeignFileIsNeverOverwritten() throws Exception {
        Path opt = directory.resolve("opt");
        BuildPlan there = plan(Optional.of(opt));
        InstallationStore.place(staged("old"), there);
        InstallationStore.complete(there, true);
        Path mine = Files.writeString(opt.resolve("lib/new"), "mine");
        Path staged = staged("new");
        Files.writeString(staged.resolve("lib/new"), "theirs");
        assertThatThrownBy(() -> InstallationStore.place(staged, there))
                .isInstanceOf(BuildRefusedException.class)
                .hasMessage("The directory " + opt
                        + " contains a file lib/new that this plugin did not install, and the release"
                        + " installs a file of that name.");
        assertThat(mine).hasContent("mine");
        assertThat(opt.resolve("lib/libsample.so")).hasContent("old");
    }

    @Test
    void theLinkOfAChosenDirectoryIsFollowed() throws Exception {
        Path real = Files.createDirectories(directory.resolve("disk/mesos"));
        Path opt = Files.createSymbolicLink(directory.resolve("opt"), real);
        BuildPlan there = plan(Optional.of(opt));
        InstallationStore.requireOwn(there);
        assertThat(InstallPlace.staging(opt)).isEqualTo(real.resolveSibling(".mesos.staging"));
        InstallationStore.place(staged("old"), there);
        Installation old = InstallationStore.complete(there, true);
        assertThat(Files.readSymbolicLink(opt)).isEqualTo(real);
        assertThat(real.resolve("lib/libsample.so")).hasContent("old");
        assertThat(InstallationStore.find(there)).contains(old);
        Path mine = Files.writeString(real.resolve("mine"), "mine");
        InstallationStore.place(staged("new"), there);
        assertThat(Files.readSymbolicLink(opt)).isEqualTo(real);
        assertThat(real.resolve("lib/libsample.so")).hasContent("new");
        assertThat(mine).hasContent("mine");
        assertThat(InstallationStore.remove(there)).isTrue();
        assertThat(real.toFile().list()).containsExactly("mine");
    }

    @Test
    void anExistingDirectoryStaysTheSameDirectory() throws Exception {
        Path opt = Files.createDirectory(directory.resolve("opt"));
        Object inode = Files.getAttribute(opt, "unix:ino");
        BuildPlan there = plan(Optional.of(opt));
        InstallationStore.place(staged("old"), there);
        InstallationStore.complete(there, true);
        Trees.delete(directory.resolve("staged"));
        Path staged = Files.createDirectories(directory.resolve("staged"));
        Files.writeString(staged.resolve("lib"), "a file in place of a directory");
        InstallationStore.place(staged, there);
        assertThat(opt.resolve("lib")).hasContent("a file in place of a directory");
        InstallationStore.place(staged("new"), there);
        assertThat(opt.resolve("lib/libsample.so")).hasContent("new");
        assertThat(Files.getAttribute(opt, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void anInterruptedReplacementKnowsTheFilesOfBoth() throws Exception {
        Path opt = Files.createDirectory(directory.resolve("opt"));
        BuildPlan there = plan(Optional.of(opt));
        InstallationStore.place(staged("old"), there);
        Files.createDirectories(opt.resolve("lib/sub"));
        Path staged = staged("new");
        Files.writeString(staged.resolve("lib/sub"), "in the way of a directory of the user");
        Files.writeString(opt.resolve("lib/sub/mine"), "mine");
        assertThatThrownBy(() -> InstallationStore.place(staged, there)).isInstanceOf(BuildRefusedException.class);
        assertThat(opt.resolve("lib/libsample.so")).hasContent("old");
        assertThat(opt.resolve("lib/sub/mine")).hasContent("mine");
    }

    @Test
    void aMountedFileSystemIsNeitherCrossedNorMoved() throws Exception {
        Path opt = Files.createDirectory(directory.resolve("opt"));
        BuildPlan there = plan(Optional.of(opt));
        InstallationStore.place(staged("old"), there);
        InstallationStore.complete(there, true);
        Path data = Files.createDirectory(opt.resolve("data"));
        mounted(data, () -> {
            Files.writeString(data.resolve("precious"), "mine");
            // An installation of an earlier version of the plugin has no list of its files.
            Files.delete(opt.resolve(".mesos-maven-plugin.files"));
            InstallationStore.place(staged("new"), there);
            Installation complete = InstallationStore.complete(there, true);
            assertThat(InstallationStore.find(there)).contains(complete);
            assertThat(opt.resolve("lib/libsample.so")).hasContent("new");
            assertThat(data.resolve("precious")).hasContent("mine");
            assertThat(InstallationStore.remove(there)).isTrue();
            assertThat(data.resolve("precious")).hasContent("mine");
        });
    }

    @Test
    void aChosenDirectoryMayBeAMountedFileSystem() throws Exception {
        Path opt = Files.createDirectory(directory.resolve("opt"));
        mounted(opt, () -> {
            BuildPlan there = plan(Optional.of(opt));
            assertThat(InstallPlace.staging(opt)).isEqualTo(opt.resolve(".mesos-maven-plugin.staging"));
            assertThat(InstallPlace.lock(opt).getParent()).isEqualTo(opt);
            Files.createFile(InstallPlace.lock(opt));
            InstallationStore.requireOwn(there);
            Path staged = Files.createDirectories(InstallPlace.staging(opt).resolve("prefix/bin"));
            Files.writeString(staged.resolve("sample"), "program");
            InstallationStore.place(staged.getParent(), there);
            Installation complete = InstallationStore.complete(there, true);
            assertThat(InstallationStore.find(there)).contains(complete);
            assertThat(opt.resolve("bin/sample")).hasContent("program");
            InstallationStore.place(staged("by copying, from another file system"), there);
            assertThat(opt.resolve("lib/libsample.so")).hasContent("by copying, from another file system");
            assertThat(opt.resolve("bin")).doesNotExist();
        });
    }

    /** A test that runs with a file system at a place. */
    private interface Mounted {
        void run() throws Exception;
    }

    private static void mounted(Path place, Mounted test) throws Exception {
        assumeTrue(
                new ProcessBuilder("mount", "-t", "tmpfs", "none", place.toString())
                                .start()
                                .waitFor()
                        == 0,
                "mounting is not permitted");
        try {
            test.run();
        } finally {
            new ProcessBuilder("umount", place.toString()).start().waitFor();
        }
    }

    @Test
    void removingAnInstallationRemovesItsEmptyDirectories() throws Exception {
        Path opt = directory.resolve("opt");
        BuildPlan there = plan(Optional.of(opt));
        InstallationStore.place(staged("library"), there);
        assertThat(InstallationStore.remove(there)).isTrue();
        assertThat(opt).doesNotExist();
    }

    @Test
    void onlyMissingEmptyOrMarkedDirectoriesAreAccepted() throws Exception {
        Path opt = directory.resolve("opt");
        BuildPlan there = plan(Optional.of(opt));
        InstallationStore.requireOwn(there);
        Files.createDirectories(opt);
        InstallationStore.requireOwn(there);
        Files.writeString(opt.resolve("precious"), "mine");
        assertThatThrownBy(() -> InstallationStore.requireOwn(there))
                .isInstanceOf(BuildRefusedException.class)
                .hasMessage("The directory " + opt + " contains files that this plugin did not install.");
        assertThatThrownBy(() -> InstallationStore.remove(there)).isInstanceOf(BuildRefusedException.class);
        assertThat(opt.resolve("precious")).hasContent("mine");
        Files.writeString(opt.resolve(RECORD), "state=placed\n");
        InstallationStore.requireOwn(there);
    }

    @Test
    void aFileInPlaceOfThePrefixIsRefused() throws Exception {
        Path opt = Files.writeString(directory.resolve("opt"), "a file");
        assertThatThrownBy(() -> InstallationStore.requireOwn(plan(Optional.of(opt))))
                .isInstanceOf(BuildRefusedException.class);
    }

    @Test
    void removingReturnsWhetherTheInstallationExisted() throws Exception {
        assertThat(InstallationStore.remove(plan)).isFalse();
        InstallationStore.place(staged("library"), plan);
        assertThat(InstallationStore.remove(plan)).isTrue();
        assertThat(plan.prefix()).doesNotExist();
    }

    @Test
    void aTruncatedRecordMakesTheInstallationIncomplete() throws Exception {
        InstallationStore.place(staged("library"), plan);
        InstallationStore.complete(plan, true);
        Path record = plan.prefix().resolve(RECORD);
        String text = Files.readString(record);
        Files.writeString(record, text.substring(0, text.length() / 2));
        assertThat(InstallationStore.find(plan)).isEmpty();
    }
}
