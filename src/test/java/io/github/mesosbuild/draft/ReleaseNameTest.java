package io.github.mesosbuild.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.release.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseNameTest {
    @ParameterizedTest
    @CsvSource({
        "hello-2.12.tar.gz, hello, 2.12",
        "hello-2.12.tgz, hello, 2.12",
        "hello-2.12.tar, hello, 2.12",
        "foo_1.2.3.orig.tar.xz, foo, 1.2.3",
        "libtasn1-6_4.19.0.orig.tar.gz, libtasn1-6, 4.19.0",
        "bison_3.8.2+dfsg.orig.tar.xz, bison, 3.8.2",
        "popt_1.19+dfsg1.orig.tar.xz, popt, 1.19",
        "v1.2.tar.gz, , 1.2",
        "1.2.tar.gz, , 1.2",
        "project-v1.2.tar.gz, project, 1.2",
        "libexpat-R_2_5_0, libexpat, 2_5_0",
        "foo-1.2-rc1.tar.bz2, foo, 1.2-rc1",
        "foo-1.2rc1.tar.bz2, foo, 1.2rc1",
        "foo-2.0.0-beta.3.tar.zst, foo, 2.0.0-beta.3",
        "openssl-1.1.1w.tar.gz, openssl, 1.1.1w",
        "libevent-2.1.12-stable.tar.gz, libevent, 2.1.12-stable",
        "lib-3d-1.2.tar.gz, lib-3d, 1.2",
        "2048-cli-0.9.1.tar.gz, 2048-cli, 0.9.1",
        "re2-2020-07-06.tar.gz, re2, 2020-07-06",
        "foo-1.2-3.tar.gz, foo, 1.2-3",
        "tcl8.6.13-src.tar.gz, tcl, 8.6.13",
        "commons-daemon-1.0.15-native-src.tar.gz, commons-daemon, 1.0.15",
        "hello.tar.gz, hello, ",
        "man-db.tar.gz, man-db, ",
        "less590.tar.gz, less590, ",
    })
    void readsNamesOfArchivesAndDirectories(String text, String name, String version) {
        ReleaseName.Witness witness = ReleaseName.witness("here", text);
        assertThat(witness.name()).isEqualTo(Optional.ofNullable(name));
        assertThat(witness.version()).isEqualTo(Optional.ofNullable(version));
    }

    private static ReleaseName of(String file, String top, String configureName, String configureVersion)
            throws DraftException {
        return ReleaseName.of(
                file,
                Optional.empty(),
                List.of(
                        ReleaseName.witness("the archive's name", file),
                        ReleaseName.witness("its top directory", top),
                        new ReleaseName.Witness(
                                "configure",
                                Optional.ofNullable(configureName),
                                Optional.ofNullable(configureVersion))));
    }

    @Test
    void theTopDirectoryNamesAnArchiveOfATag() throws Exception {
        ReleaseName name = of("v1.2.tar.gz", "project-1.2", null, null);
        assertThat(name.name()).isEqualTo("project");
        assertThat(name.version()).isEqualTo(new Version("1.2"));
        assertThat(name.doubts()).isEmpty();
    }

    @Test
    void configureHasTheVersionThatNoNameHas() throws Exception {
        ReleaseName name = of("hello.tar.gz", "hello", "hello", "2.12");
        assertThat(name.version()).isEqualTo(new Version("2.12"));
    }

    @Test
    void theMajorityHasTheVersion() throws Exception {
        ReleaseName name = of("less-590.tar.gz", "less-590", "less", "1");
        assertThat(name.version().text()).isEqualTo("590");
        assertThat(name.doubts())
                .containsExactly(
                        "The version is not the same everywhere: '590' (the archive's name, its top directory), '1'"
                                + " (configure).");
        assertThat(of("libedit_3.1-20221030.orig.tar.gz", "libedit-20221030-3.1", "libedit", "3.1")
                        .version()
                        .text())
                .isEqualTo("3.1");
    }

    @Test
    void aGivenVersionCounts() throws Exception {
        ReleaseName name = ReleaseName.of(
                "a.tar", Optional.of(new Version("7")), List.of(ReleaseName.witness("the archive's name", "a.tar")));
        assertThat(name.version().text()).isEqualTo("7");
    }

    @Test
    void aReleaseWithoutAVersionIsRefused() {
        assertThatThrownBy(() -> of("hello.tar.gz", "hello", "hello", "UNKNOWN"))
                .isInstanceOf(DraftException.class)
                .hasMessage(
                        "Cannot find the version of hello.tar.gz: the file, its top directory and configure name none.");
    }

    /** A recipe's name becomes part of file names. */
    @ParameterizedTest
    @CsvSource({
        "'a\"b: c\u202e', a-b-c",
        "'../../etc', etc",
        "'a..b', a.b",
        "'\u0007', release",
    })
    void aHostileNameBecomesPlain(String hostile, String plain) throws Exception {
        ReleaseName name = of("1.0.tar.gz", "1.0", hostile, "1.0");
        assertThat(name.name()).isEqualTo(plain);
    }

    @Test
    void whatDiffersIsShownSafely() throws Exception {
        assertThat(of("a-1.tar", "b\n\u202e-1", null, null).doubts())
                .containsExactly(
                        "The name is not the same everywhere: 'a' (the archive's name), 'b\\u{a}\\u{202e}' (its top"
                                + " directory).");
    }
}
