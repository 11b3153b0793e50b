package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MavenFileTest {
    private final BundleCoordinates bundle = new BundleCoordinates(
            "io.github.mesosbuild.bundles", "mesos", "0.24.0", "linux-x86_64-glibc2.36-8b3129a4733a");

    @Test
    void aBundleHasFilesBesideIt() {
        assertThat(bundle.archive())
                .hasToString("io.github.mesosbuild.bundles:mesos:tar.gz:linux-x86_64-glibc2.36-8b3129a4733a:0.24.0");
        assertThat(bundle.signature().extension()).isEqualTo("tar.gz.asc");
        assertThat(bundle.bom().extension()).isEqualTo("cdx.json");
        assertThat(bundle.provenance().extension()).isEqualTo("intoto.json");
    }

    @Test
    void theDescriptionsOfAReleaseAreTheVersionsOfOneArtifact() {
        assertThat(bundle.description())
                .hasToString("io.github.mesosbuild.bundles:mesos-0.24.0:json:linux-x86_64-glibc2.36-8b3129a4733a");
        assertThat(bundle.offers()).isEqualTo("mesos-0.24.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".hidden",
                "../../etc",
                "a/b",
                "a\\b",
                "a b",
                "a:b",
                "a%2fb",
                "a?b",
                "a#b",
                "[1,2)",
                "a,b",
                "a\nb",
                "\u202eb",
                "a${b}",
                "a@b"
            })
    void namesCannotLeaveTheRepository(String name) {
        assertThatThrownBy(() -> new MavenFile("g", name, "1", "", "json")).hasMessageContaining("artifactId");
        assertThatThrownBy(() -> new MavenFile("g", "a", name, "", "json")).hasMessageContaining("version");
        assertThatThrownBy(() -> new MavenFile("g", "a", "1", "", name)).hasMessageContaining("extension");
        assertThatThrownBy(() -> new MavenFile(name, "a", "1", "", "json")).hasMessageContaining("groupId");
        if (!name.isEmpty()) {
            assertThatThrownBy(() -> new MavenFile("g", "a", "1", name, "json")).hasMessageContaining("classifier");
        }
    }

    @Test
    void theSentenceNamesTheValue() {
        assertThatThrownBy(() -> new MavenFile("g", "..\u0007/x", "1", "", "json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The artifactId '..\\u{7}/x' must consist of letters, digits, '.', '_' and '-', and must not"
                                + " begin with a dot.");
    }

    @Test
    void eachDotOfAGroupIsADirectory() {
        for (String group : new String[] {"a..b", "a.", ".a"}) {
            assertThatThrownBy(() -> new MavenFile(group, "a", "1", "", "json")).hasMessageContaining("groupId");
        }
    }

    @ParameterizedTest
    @CsvSource({"LATEST", "RELEASE", "1-SNAPSHOT", "1-snapshot", "1-20260101.000000-1"})
    void aVersionThatMavenReplacesIsRefused(String version) {
        assertThatThrownBy(() -> new MavenFile("g", "a", version, "", "json"))
                .hasMessage("The version '" + version + "' is not a release version.");
    }

    @Test
    void longNamesAreRefused() {
        assertThatThrownBy(() -> new MavenFile("g", "a".repeat(200), "1", "", "json"))
                .hasMessageEndingWith(" are longer than 200 characters.");
        assertThatThrownBy(() -> new BundleCoordinates("g", "a", "1", "")).hasMessageContaining("classifier");
    }
}
