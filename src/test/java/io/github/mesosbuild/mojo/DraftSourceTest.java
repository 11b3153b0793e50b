package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.draft.DraftException;
import io.github.mesosbuild.fetch.Source;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftSourceTest {
    private static final Function<File, Path> PATHS = File::toPath;

    @TempDir
    Path directory;

    private final ArchiveParameters archive = new ArchiveParameters();

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a/hello-2.12.tar.gz, hello-2.12.tar.gz",
        "https://example.org/hello-2.12.tar.gz?token=abc#top, hello-2.12.tar.gz",
        "https://example.org/archive/refs/tags/v1.2.tar.gz, v1.2.tar.gz",
        "https://example.org/a%20b%22%0a.tar.gz, a_b_.tar.gz",
        "https://example.org/a%2F..%2Fb.tar, b.tar",
        "https://example.org/.hidden.tar, hidden.tar",
        "https://example.org/releases/, release.tar",
        "https://example.org, release.tar",
        "file:/tmp/hello-2.12.tar.xz, hello-2.12.tar.xz",
    })
    void theUrlNamesTheFile(String url, String name) throws Exception {
        archive.url = url;
        DraftSource source = new DraftSource(archive, PATHS);
        assertThat(source.fileName()).isEqualTo(name);
        assertThat(source.sources()).hasSize(1).allMatch(one -> one instanceof Source.Remote);
    }

    @ParameterizedTest
    @CsvSource({
        "commons-daemon:commons-daemon:tar.gz:native-src:1.0.15, commons-daemon-1.0.15-native-src.tar.gz",
        "org.example:hello:tar.gz:2.12, hello-2.12.tar.gz",
        "hello, release.tar",
    })
    void coordinatesNameTheFile(String coordinates, String name) throws Exception {
        archive.artifact = coordinates;
        assertThat(new DraftSource(archive, PATHS).fileName()).isEqualTo(name);
    }

    @Test
    void aFileComesBeforeAnAddress() throws Exception {
        archive.file = Files.createFile(directory.resolve("download-7.tar")).toFile();
        archive.url = "https://example.org/hello-2.12.tar.gz";
        DraftSource source = new DraftSource(archive, PATHS);
        assertThat(source.fileName()).isEqualTo("download-7.tar");
        assertThat(source.sources()).hasSize(2);
        assertThat(source.sources().get(0)).isEqualTo(new Source.LocalFile(archive.file.toPath()));
    }

    @Test
    void somethingMustNameTheArchive() {
        assertThatThrownBy(() -> new DraftSource(archive, PATHS))
                .isInstanceOf(DraftException.class)
                .hasMessage("No archive is given.");
    }

    @Test
    void aFileMustExist() {
        archive.file = directory.resolve("none.tar").toFile();
        assertThatThrownBy(() -> new DraftSource(archive, PATHS))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.archive.file must be an existing file, got " + archive.file + ". Check the path.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/a.tar", "hello.tar", "https://a b/", "javascript:alert(1)"})
    void aUrlMustBeOne(String url) {
        archive.url = url;
        assertThatThrownBy(() -> new DraftSource(archive, PATHS))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("mesos.archive.url must be a URL");
    }
}
