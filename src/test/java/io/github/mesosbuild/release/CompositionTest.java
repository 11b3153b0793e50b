package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.files.FileObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompositionTest {
    private static final String MINIMAL = """
            recipe: tiny
            title: Tiny
            version: 2.0
            archive: { file: "tiny.tgz", directory: tiny, companions: [.asc] }
            disk: 1
            build: { separate: true, install: { target: install } }
            """;

    @TempDir
    Path directory;

    private Composition of(String more, String version) throws RecipeException, IOException {
        Path file = Files.writeString(directory.resolve("recipe.yaml"), MINIMAL + more);
        return new RecipeReader(FileObserver.NONE)
                .read(file.toString(), directory)
                .release(new Version(version), Path.of("jdk"))
                .composition();
    }

    private Map<String, String> bundledIn(String version) throws RecipeException {
        Map<String, String> bundled = new TreeMap<>();
        new RecipeReader(FileObserver.NONE)
                .read("mesos", directory)
                .release(new Version(version), Path.of("jdk"))
                .composition()
                .thirdParties()
                .forEach(thirdParty -> assertThat(
                                bundled.put(thirdParty.name(), thirdParty.version() + " " + thirdParty.licence()))
                        .isNull());
        return bundled;
    }

    @Test
    void theKeysAreOptional() throws RecipeException, IOException {
        assertThat(of("", "2.0")).isEqualTo(Composition.UNKNOWN);
    }

    @Test
    void thirdPartiesDependOnTheRelease() throws RecipeException, IOException {
        String recipe = """
                licence: Apache-2.0
                purl: pkg:github/example/tiny@{version}
                thirdParties:
                  - { name: a, version: 0.10, licence: MIT, release: "< 2" }
                  - { name: a, version: 1.0, licence: MIT OR GPL-2.0-only, purl: "pkg:generic/a@1.0", release: ">= 2" }
                  - { name: b, version: 4f93734, licence: BSD-2-Clause }
                """;
        ThirdParty always = new ThirdParty("b", "4f93734", "BSD-2-Clause", Optional.empty());
        assertThat(of(recipe, "2.1"))
                .isEqualTo(new Composition(
                        Optional.of("Apache-2.0"),
                        Optional.of("pkg:github/example/tiny@2.1"),
                        List.of(
                                new ThirdParty("a", "1.0", "MIT OR GPL-2.0-only", Optional.of("pkg:generic/a@1.0")),
                                always)));
        assertThat(of(recipe, "1.9").thirdParties())
                .containsExactly(new ThirdParty("a", "0.10", "MIT", Optional.empty()), always);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIT",
                "GPL-2.0+",
                "GPL-2.0-only WITH Classpath-exception-2.0",
                "(MIT OR Apache-2.0) AND BSD-3-Clause",
                "LicenseRef-own",
                "DocumentRef-a:LicenseRef-b"
            })
    void anExpressionOfSpdxIsALicense(String licence) throws RecipeException, IOException {
        assertThat(of("licence: " + licence + "\n", "2.0").licence()).contains(licence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "licence: Apache License 2.0 | 7:10: licence: 'Apache License 2.0' is not an SPDX license expression such as"
                        + " Apache-2.0 or 'MIT OR GPL-2.0-only'.",
                "licence: \"MIT OR\" | 7:10: licence: 'MIT OR' is not an SPDX license expression such as Apache-2.0 or"
                        + " 'MIT OR GPL-2.0-only'.",
                "licence: \")MIT(\" | 7:10: licence: ')MIT(' is not an SPDX license expression such as Apache-2.0 or"
                        + " 'MIT OR GPL-2.0-only'.",
                "purl: \"https://example.org\" | 7:7: purl: 'https://example.org' is not a package URL such as"
                        + " pkg:github/apache/mesos@0.24.0.",
                "thirdParties: [{ name: a, version: 1 }] | 7:16: thirdParties[0]: 'licence' is required.",
                "thirdParties: [{ name: a, licence: MIT }] | 7:16: thirdParties[0]: 'version' is required.",
                "thirdParties: [{ name: '', version: 1, licence: MIT }] | 7:16: thirdParties[0]: 'name' is required.",
                "thirdParties: [{ name: a, version: 1, license: MIT, licence: MIT }] | 7:39: thirdParties[0]: Unknown key 'license'. Known"
                        + " keys: name, version, licence, purl, release.",
                "thirdParties: [{ name: a, version: 1, licence: MIT, release: new }] | 7:62: thirdParties[0].release: 'new' is"
                        + " not a version: it does not start with a digit."
            },
            quoteCharacter = '`')
    void aMistakeIsReportedWithItsPlace(String line, String message) {
        assertThatThrownBy(() -> of(line + "\n", "2.0"))
                .isInstanceOf(RecipeException.class)
                .hasMessage("Cannot use recipe " + directory.resolve("recipe.yaml") + ":" + message);
    }

    /** The archives in 3rdparty and 3rdparty/libprocess/3rdparty, and the scripts in src/webui/master/static, at the tags. */
    @Test
    void mesosBundlesWhatItsTagsHave() throws RecipeException {
        Map<String, String> before = new TreeMap<>(Map.ofEntries(
                Map.entry("angular-ui-bootstrap", "0.9.0 MIT"),
                Map.entry("angularjs", "1.2.3 MIT"),
                Map.entry("boost", "1.53.0 BSL-1.0"),
                Map.entry("bootstrap", "3.0.3 Apache-2.0"),
                Map.entry("glog", "0.3.3 BSD-3-Clause"),
                Map.entry("http-parser", "1c3624a MIT"),
                Map.entry("jquery", "1.7.1 MIT OR GPL-2.0-only"),
                Map.entry("leveldb", "1.4 BSD-3-Clause"),
                Map.entry("libev", "4.15 BSD-2-Clause OR GPL-2.0-or-later"),
                Map.entry("picojson", "4f93734 BSD-2-Clause"),
                Map.entry("protobuf", "2.5.0 BSD-3-Clause"),
                Map.entry("underscore", "1.4.3 MIT"),
                Map.entry("zeroclipboard", "1.1.7 MIT"),
                Map.entry("zookeeper", "3.4.5 Apache-2.0")));
        assertThat(bundledIn("0.23.0")).isEqualTo(before);
        assertThat(bundledIn("0.24.2")).isEqualTo(before);
        before.put("picojson", "1.3.0 BSD-2-Clause");
        assertThat(bundledIn("0.25.0")).isEqualTo(before);
        assertThat(bundledIn("0.27.3")).isEqualTo(before);
        before.put("bootstrap", "3.3.6 MIT");
        assertThat(bundledIn("0.28.0")).isEqualTo(before);
        assertThat(bundledIn("0.28.3")).isEqualTo(before);
    }

    /** 3rdparty/versions.am and src/webui at the tags. */
    @Test
    void mesosSinceOneBundlesWhatItsTagsHave() throws RecipeException {
        assertThat(namesAndVersions("1.0.4"))
                .containsExactly(
                        "angular-ui-bootstrap 0.9.0",
                        "angularjs 1.2.3",
                        "boost 1.53.0",
                        "bootstrap 3.3.6",
                        "elfio 3.1",
                        "glog 0.3.3",
                        "http-parser 2.6.2",
                        "jquery 1.7.1",
                        "leveldb 1.4",
                        "libev 4.22",
                        "nvml 352.79",
                        "picojson 1.3.0",
                        "protobuf 2.6.1",
                        "underscore 1.4.3",
                        "zeroclipboard 1.1.7",
                        "zookeeper 3.4.8");
        assertThat(namesAndVersions("1.4.3"))
                .contains(
                        "clipboard.js 1.5.16",
                        "concurrentqueue 1.0.0-beta",
                        "elfio 3.2",
                        "leveldb 1.19",
                        "protobuf 3.3.0")
                .noneMatch(name -> name.startsWith("grpc"));
        assertThat(namesAndVersions("1.11.0"))
                .containsExactly(
                        "angular-ui-bootstrap 0.9.0",
                        "angularjs 1.2.32",
                        "boost 1.65.0",
                        "bootstrap 3.3.6",
                        "bootstrap-table 1.11.1",
                        "clipboard.js 1.5.16",
                        "concurrentqueue 7b69a8f",
                        "csi 0.2.0",
                        "csi 1.1.0",
                        "elfio 3.2",
                        "glog 0.4.0",
                        "grpc 1.10.0",
                        "http-parser 2.6.2",
                        "jquery 3.2.1",
                        "leveldb 1.19",
                        "libarchive 3.3.2",
                        "libev 4.22",
                        "nvml 352.79",
                        "picojson 1.3.0",
                        "protobuf 3.5.0",
                        "rapidjson 1.1.0",
                        "re2 2020-07-06",
                        "underscore 1.4.3",
                        "zookeeper 3.4.8");
    }

    private List<String> namesAndVersions(String version) throws RecipeException {
        return new RecipeReader(FileObserver.NONE)
                        .read("mesos", directory)
                        .release(new Version(version), Path.of("/jdk"))
                        .composition()
                        .thirdParties()
                        .stream()
                        .map(thirdParty -> thirdParty.name() + " " + thirdParty.version())
                        .sorted()
                        .toList();
    }

    @Test
    void bundledRecipesNameTheirLicense() throws RecipeException {
        for (String name : RecipeReader.BUNDLED) {
            Recipe recipe = new RecipeReader(FileObserver.NONE).read(name, directory);
            Composition composition =
                    recipe.release(recipe.defaultVersion(), Path.of("jdk")).composition();
            assertThat(composition.licence()).contains("Apache-2.0");
            assertThat(composition.purl().orElseThrow())
                    .contains("@" + recipe.defaultVersion().text());
        }
    }
}
