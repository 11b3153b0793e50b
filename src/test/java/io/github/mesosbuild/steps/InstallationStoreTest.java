package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
