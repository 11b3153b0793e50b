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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeReaderTest {
    private static final List<String> BUNDLED = RecipeReader.BUNDLED;
    private static final Path JDK = Path.of("/opt/jdk");
    private static final String MINIMAL = """
            recipe: tiny
            title: Tiny
            version: 1.0
            archive: { file: "tiny-{version}.tgz", directory: "tiny-{version}", companions: [.asc] }
            disk: 1
            build: { separate: true, install: { target: install } }
            """;

    @TempDir
    Path directory;

    private Recipe read(String yaml) throws IOException, RecipeException {
        Files.writeString(directory.resolve("recipe.yaml"), yaml);
        return new RecipeReader(FileObserver.NONE).read("recipe.yaml", directory);
    }

    private static Map<String, Version> host(String... namesAndVersions) {
        Map<String, Version> versions = new java.util.HashMap<>();
        for (int i = 0; i < namesAndVersions.length; i += 2) {
            versions.put(namesAndVersions[i], new Version(namesAndVersions[i + 1]));
        }
        return versions;
    }

    private static List<String> quirks(Release release, Map<String, Version> host) {
        return release.quirksOn(tool -> Optional.ofNullable(host.get(tool))).stream()
                .map(Quirk::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recipe: tiny | recipe: ../../x | recipe: '../../x' is not a name: use letters, digits, '.', '_', '+' and '-', at most 100.",
                "version: 1.0 | version: 1/../../x | version: '1/../../x' is not a version: use letters, digits, '.', '_', '+' and '-',"
                        + " at most 100.",
                "'file: \"tiny-{version}.tgz\"' | file: ../x | archive.file: '../x' is not the name of a file.",
                "'directory: \"tiny-{version}\"' | directory: /etc | archive.directory: '/etc' is an absolute path.",
                "companions: [.asc] | companions: [/../../x] | archive.companions[0]: '/../../x' is not the name of a file.",
                "separate: true | 'separate: true, directory: a/../../b' | build.directory: 'a/../../b' leaves its directory.",
                "separate: true | 'separate: true, library: ../lib/x.so' | build.library: '../lib/x.so' leaves its directory.",
                "target: install | 'files: { ../bin/x: src/x }' | build.install.files: '../bin/x' leaves its directory.",
                "target: install | 'files: { bin/x: ../x }' | build.install.files.bin/x: '../x' leaves its directory.",
                "separate: true | 'separate: true, proofs: [{ command: [../x], prints: y }]' | build.proofs[0].command: '../x' leaves its"
                        + " directory.",
                "separate: true | 'separate: true, test: { target: check, programs: [../x] }' | build.test.programs[0]: '../x' leaves its"
                        + " directory."
            })
    void aNameThatLeavesItsDirectoryIsRefused(String before, String after, String problem) {
        assertThatThrownBy(() -> read(MINIMAL.replace(before.strip(), after)))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @FieldSource("BUNDLED")
    void everyBundledRecipeHasItsDefaultRelease(String name) throws RecipeException {
        Recipe recipe = new RecipeReader(FileObserver.NONE).read(name, directory);
        Release release = recipe.release(recipe.defaultVersion(), JDK);
        assertThat(release.recipe()).isEqualTo(name);
        assertThat(release.requirements())
                .allSatisfy(requirement -> assertThat(requirement.packages())
                        .containsKeys("debian", "rhel", "alpine", "suse", "arch", "homebrew"));
        assertThat(release.requirements()).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("BUNDLED")
    void everyVersionOfABundledRecipeCanBeRead(String name) throws RecipeException {
        Recipe recipe = new RecipeReader(FileObserver.NONE).read(name, directory);
        for (Version version : recipe.versions()) {
            Release release = recipe.release(version, JDK);
            assertThat(release.version()).isEqualTo(version);
            assertThat(release.diskBytes()).isPositive();
            assertThat(release.toolchains().stream()
                            .anyMatch(toolchain -> toolchain.when().admits(Release.OWN_VERSION, version)
                                    || !toolchain.when().tools().contains(Release.OWN_VERSION)))
                    .isTrue();
        }
    }

    @Test
    void aLineIsLaidOverTheRestForItsVersions() throws Exception {
        Recipe recipe = read(MINIMAL + """
                lines:
                  - release: ">= 2"
                    disk: 7
                    build: { library: lib/libtwo.so, configure: [--two] }
                  - release: ">= 2.5, < 3"
                    memory: 9
                    build: { configure: [--more] }
                """);
        Release one = recipe.release(new Version("1.0"), JDK);
        Release two = recipe.release(new Version("2.0"), JDK);
        Release more = recipe.release(new Version("2.6"), JDK);

        assertThat(one.diskBytes()).isEqualTo(1L << 20);
        assertThat(one.build().library()).isEmpty();
        assertThat(two.diskBytes()).isEqualTo(7L << 20);
        assertThat(two.compilerBytes()).isZero();
        assertThat(two.build().library()).contains("lib/libtwo.so");
        assertThat(two.build().configureArguments()).containsExactly("--two");
        assertThat(two.build().install()).isEqualTo(one.build().install());
        assertThat(more.compilerBytes()).isEqualTo(9L << 20);
        assertThat(more.build().library()).contains("lib/libtwo.so");
        assertThat(more.build().configureArguments()).containsExactly("--more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ disk: 7 } | 8:5: lines[0]: 'release' is required.",
                "{ release: new, disk: 7 } | 8:16: lines[0].release: 'new' is not a version: it does not start with a digit.",
                "{ release: '< 1', quirks: [] } | 8:23: lines[0]: Unknown key 'quirks'. Known keys: release, archive, disk, memory, build.",
                "{ release: '>= 1', disk: much } | 8:30: lines[0].disk: 'much' is not a whole number of at least 0.",
                "{ release: '>= 1', build: { library: ../x } } | 8:42: lines[0].build.library: '../x' leaves its directory.",
                "{ release: '>= 1', build: 7 } | 8:31: lines[0].build: Expected a map, got '7'."
            },
            quoteCharacter = '`')
    void aMistakeInALineIsReported(String line, String problem) {
        assertThatThrownBy(() -> read(MINIMAL + "lines:\n  - " + line + "\n"))
                .isInstanceOf(RecipeException.class)
                .hasMessage("Cannot use recipe " + directory.resolve("recipe.yaml") + ":" + problem);
    }

    @Test
    void mesosIsPinnedAndComesFromTheArchiveServer() throws RecipeException {
        Release release =
                new RecipeReader(FileObserver.NONE).read("mesos", directory).release(new Version("0.24.0"), JDK);
        assertThat(release.source().pins())
                .containsExactly(new Pin(
                        new Digest(
                                Digest.Algorithm.SHA256,
                                "6b8cfd723760d336f2aae543b0cfcea230c0d0247fed44876665578c06f983c4"),
                        "recipe mesos"));
        assertThat(release.source().urls())
                .containsExactly("https://archive.apache.org/dist/mesos/0.24.0/mesos-0.24.0.tar.gz");
        assertThat(release.build().proofs().get(0).prints()).isEqualTo("mesos 0.24.0");
    }

    @Test
    void anOldToolchainNeedsNoQuirkBesideThatOfPython() throws RecipeException {
        Release release =
                new RecipeReader(FileObserver.NONE).read("mesos", directory).release(new Version("0.24.0"), JDK);
        assertThat(quirks(release, host("gcc", "4.9.2", "glibc", "2.19", "java", "8", "python", "2.7.9")))
                .containsExactly("python-dependencies");
    }

    @Test
    void debian12NeedsManyQuirks() throws RecipeException {
        Release release =
                new RecipeReader(FileObserver.NONE).read("mesos", directory).release(new Version("0.24.0"), JDK);
        assertThat(quirks(release, host("gcc", "12.2.0", "glibc", "2.36", "jdk", "17", "java", "17", "kernel", "6.1")))
                .containsExactly(
                        "jdk-layout",
                        "no-python-bindings",
                        "warnings",
                        "c++11",
                        "sysmacros",
                        "null-this",
                        "pointer-order",
                        "libz-probe",
                        "libdl",
                        "local-references",
                        "tests-of-docker",
                        "tests-of-control-groups",
                        "tests-of-perf",
                        "tests-of-root",
                        "fstab",
                        "benchmarks");
    }

    @Test
    void theLastReleaseNeedsOtherQuirksThanTheFirst() throws RecipeException {
        Recipe recipe = new RecipeReader(FileObserver.NONE).read("mesos", directory);
        Map<String, Version> debian12 =
                host("gcc", "12.2.0", "glibc", "2.36", "jdk", "17", "java", "17", "release", "1.11.0");

        assertThat(quirks(recipe.release(new Version("1.11.0"), JDK), debian12))
                .containsExactly(
                        "jdk-layout",
                        "no-python-bindings",
                        "warnings",
                        "libz-probe",
                        "gettid",
                        "library-cache",
                        "parallel-runner",
                        "libdl",
                        "libdl-of-more-tests",
                        "local-references",
                        "ping",
                        "early-callback",
                        "unawaited-removal");
        assertThat(quirks(recipe.release(new Version("1.0.4"), JDK), debian12))
                .contains("sysmacros", "null-this")
                .doesNotContain("c++11", "gettid", "pointer-order", "parallel-runner");
        assertThat(recipe.release(new Version("1.11.0"), JDK)
                        .build()
                        .test()
                        .orElseThrow()
                        .programs())
                .containsExactly(
                        "3rdparty/stout/stout-tests", "3rdparty/libprocess/libprocess-tests", "src/mesos-tests");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.24.0 | '' | ''",
                "0.24.0 | --enable-ssl,--enable-libevent | openssl,libevent,libevent_openssl",
                "1.11.0 | --enable-ssl,--enable-libevent,glibc:2.35 | autoconf,automake,libtool,openssl",
                "1.11.0 | --enable-ssl,--enable-libevent,glibc:2.36 | autoconf,automake,libtool,openssl,libevent,libevent_openssl",
                "1.11.0 | --enable-ssl,--enable-libevent,--with-libevent | autoconf,automake,libtool,openssl,libevent,libevent_openssl",
                "1.11.0 | --enable-seccomp-isolator | autoconf,automake,libtool",
                "1.11.0 | --enable-seccomp-isolator,--with-libseccomp | autoconf,automake,libtool,libseccomp",
                "1.11.0 | --enable-xfs-disk-isolator,--enable-launcher-sealing | autoconf,automake,libtool,XFS quotas",
                "1.11.0 | --enable-port-mapping-isolator | autoconf,automake,libtool,libnl",
                "1.11.0 | --enable-seccomp-isolator,--disable-bundled | libseccomp",
                "1.11.0 | --enable-ssl,--enable-libevent,--disable-bundled | openssl,libevent,libevent_openssl",
                "1.11.0 | --with-glog | ''",
                "1.8.1 | '' | ''",
                "0.28.3 | --with-network-isolator | libnl"
            })
    void optionsOfMesosNeedLibraries(String version, String options, String libraries) throws RecipeException {
        Map<String, Version> facts = new java.util.HashMap<>();
        for (String option : options.isEmpty() ? new String[0] : options.split(",")) {
            String[] fact = option.split(":");
            facts.put(fact[0], new Version(fact.length == 1 ? "1" : fact[1]));
        }
        facts.put("release", new Version(version));
        Release release =
                new RecipeReader(FileObserver.NONE).read("mesos", directory).release(new Version(version), JDK);
        assertThat(release.requirements().stream()
                        .filter(requirement ->
                                requirement.when().tools().stream().anyMatch(name -> name.startsWith("--")))
                        .filter(requirement -> requirement.when().holds(name -> Optional.ofNullable(facts.get(name))))
                        .map(Requirement::name))
                .containsExactly(libraries.isEmpty() ? new String[0] : libraries.split(","));
    }

    @ParameterizedTest
    @CsvSource({
        "0.24.0, --enable-ssl, true",
        "1.8.1, --enable-ssl, true",
        "1.9.0, --enable-ssl, false",
        "0.24.0, --enable-xfs-disk-isolator, false"
    })
    void releasesBeforeTheOneThatTurnsTls13OffAreKeptFromIt(String version, String option, boolean kept)
            throws Exception {
        Release release =
                new RecipeReader(FileObserver.NONE).read("mesos", directory).release(new Version(version), JDK);
        assertThat(quirks(release, Map.of("release", new Version(version), option, new Version("1")))
                        .contains("tls-1.3"))
                .isEqualTo(kept);
    }

    private static boolean usesJdk(Recipe recipe) throws RecipeException {
        return recipe.release(recipe.defaultVersion(), JDK).usesJdk();
    }

    @Test
    void aReleaseUsesAJdkUnlessOnlyJavaBindingsOrProofsNeedIt() throws Exception {
        RecipeReader reader = new RecipeReader(FileObserver.NONE);
        assertThat(usesJdk(reader.read("commons-daemon", directory))).isTrue();
        assertThat(usesJdk(reader.read("mesos", directory))).isFalse();
        assertThat(usesJdk(read(MINIMAL))).isFalse();
        assertThat(usesJdk(read(MINIMAL.replace("install: {", "configure: [\"--java={jdk}\"], install: {"))))
                .isTrue();
        assertThat(usesJdk(read(withProof()))).isFalse();
    }

    private static String withProof() {
        return MINIMAL.replace(
                "install: {",
                "proofs: [{ command: [bin/tiny], environment: { JAVA_HOME: \"{jdk}\", A: b }, prints: tiny }], install: {");
    }

    @Test
    void aProofMayHaveAnEnvironment() throws Exception {
        assertThat(read(withProof()).release(new Version("1.0"), JDK).build().proofs())
                .containsExactly(
                        new Release.Proof(List.of("bin/tiny"), Map.of("JAVA_HOME", JDK.toString(), "A", "b"), "tiny"));
    }

    @Test
    void testsMayBeFlakyAndLeaveFiles() throws IOException, RecipeException {
        Recipe recipe = read(
                MINIMAL.replace(
                        "install: {",
                        "test: { target: check, leaves: [tiny-*], flakyTests: [{ tests: [A.*], rate: 1 of 9, because: It waits. }] }, install: {"));
        assertThat(recipe.release(new Version("1.0"), JDK).build().test())
                .contains(new Release.Test(
                        "check",
                        List.of(),
                        List.of("tiny-*"),
                        List.of(new Release.Flaky(List.of("A.*"), "1 of 9", "It waits."))));
    }

    @Test
    void testsMayHaveAnEnvironmentAndADirectory() throws IOException, RecipeException {
        Recipe recipe = read(
                MINIMAL.replace(
                        "install: {",
                        "test: { target: check, environment: { DATA: \"{srcdir}/data\" }, directory: \"{scratch}\" }, install: {"));
        assertThat(recipe.release(new Version("1.0"), JDK).build().test())
                .contains(new Release.Test(
                        "check",
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of("DATA", "{srcdir}/data"),
                        Optional.of("{scratch}"),
                        true));
    }

    @Test
    void mesosIsOptimizedAndStrippedAndHasJavaBindings() throws RecipeException {
        Release.Build build = new RecipeReader(FileObserver.NONE)
                .read("mesos", directory)
                .release(new Version("0.24.0"), JDK)
                .build();
        assertThat(build.types().get("release"))
                .isEqualTo(new Release.Type(Map.of("CFLAGS", List.of("-O2"), "CXXFLAGS", List.of("-O2")), true));
        assertThat(build.types().get("debug").strip()).isFalse();
        assertThat(build.java().orElseThrow().files())
                .containsEntry("share/java/mesos-0.24.0.jar", "src/java/target/mesos-0.24.0.jar");
    }

    @Test
    void onlyTheLayoutOfJdk8IsSupported() {
        assertThatThrownBy(() -> read(MINIMAL + """
                quirks:
                  - name: layout
                    because: it is old.
                    jdkLayout: 7
                """))
                .hasMessageEndingWith("quirks[0].jdkLayout: '7' is not supported. The only supported layout is 8.");
    }

    @Test
    void commonsDaemonIsVerifiedByItsSignerAlone() throws RecipeException {
        Release release = new RecipeReader(FileObserver.NONE)
                .read("commons-daemon", directory)
                .release(new Version("1.0.15"), JDK);
        assertThat(release.source().pins()).isEmpty();
        assertThat(release.source().signers())
                .containsExactly(new Fingerprint("F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23"));
        assertThat(release.source().keys())
                .hasValueSatisfying(keys -> assertThat(keys).contains("BEGIN PGP PUBLIC KEY BLOCK"));
        assertThat(release.build().configureArguments()).containsExactly("--with-java=/opt/jdk");
        assertThat(release.source().artifact()).contains("commons-daemon:commons-daemon:tar.gz:native-src:1.0.15");
    }

    @Test
    void aVersionThatLooksLikeANumberKeepsItsSpelling() throws IOException, RecipeException {
        Recipe recipe = read(MINIMAL.replace("version: 1.0\n", "version: 1.10\n"));
        assertThat(recipe.release(recipe.defaultVersion(), JDK).source().fileName())
                .isEqualTo("tiny-1.10.tgz");
    }

    @Test
    void quirksMayDependOnTheRelease() throws IOException, RecipeException {
        Recipe recipe = read(MINIMAL + """
                quirks:
                  - name: old
                    when: { release: "< 2", gcc: any }
                    because: it is old.
                """);
        Map<String, Version> host = host("gcc", "12");
        assertThat(quirks(recipe.release(new Version("1.9"), JDK), host)).containsExactly("old");
        assertThat(quirks(recipe.release(new Version("2.0"), JDK), host)).isEmpty();
    }

    static final List<String> OTHER_VERSIONS = List.of(
            "0.23.0", "0.23.1", "0.24.0", "0.24.1", "0.25.0", "0.26.0", "0.27.0", "0.27.1", "0.27.2", "0.28.0",
            "0.28.1", "0.28.2", "0.28.3", "1.0.0", "1.0.1", "1.0.4", "1.1.0", "1.1.1", "1.2.0", "1.3.0", "1.4.0",
            "1.4.1", "1.5.0", "1.6.1", "1.7.0", "1.8.0", "1.8.1", "1.9.0", "1.10.0", "1.11.0");

    @Test
    void otherVersionsOfMesosArePinnedOrListed() throws RecipeException {
        Recipe recipe = new RecipeReader(FileObserver.NONE).read("mesos", directory);
        assertThat(recipe.known()).isEqualTo(OTHER_VERSIONS);
        assertThat(recipe.versions())
                .extracting(Version::text)
                .containsAll(OTHER_VERSIONS)
                .contains("0.24.2", "0.25.1", "0.26.1", "0.26.2", "0.27.3", "1.0.2", "1.4.3", "1.7.3")
                .hasSize(54);
        assertThat(recipe.release(new Version("0.24.2"), JDK).source().pins()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("OTHER_VERSIONS")
    void anotherVersionDiffersOnlyWhereItsTagDoes(String text) throws RecipeException {
        Version version = new Version(text);
        Release release =
                new RecipeReader(FileObserver.NONE).read("mesos", directory).release(version, JDK);
        assertThat(release.source().pins()).hasSize(1);
        assertThat(release.source().urls())
                .containsExactly("https://archive.apache.org/dist/mesos/" + text + "/mesos-" + text + ".tar.gz");
        assertThat(release.build().test().orElseThrow().programs())
                .containsExactly(
                        version.compareTo(new Version("1.0")) < 0
                                ? "3rdparty/libprocess/3rdparty/stout-tests"
                                : "3rdparty/stout/stout-tests",
                        version.compareTo(new Version("0.26")) < 0
                                ? "3rdparty/libprocess/tests"
                                : "3rdparty/libprocess/libprocess-tests",
                        "src/mesos-tests");
        assertThat(quirks(release, host("gcc", "12.2.0", "glibc", "2.36")).contains("pointer-order"))
                .isEqualTo(version.compareTo(new Version("0.28")) < 0);
        assertThat(release.standing(
                                tool -> Optional.ofNullable(host("gcc", "12.2.0", "glibc", "2.36", "libcurl", "7.88.1")
                                        .get(tool)))
                        .grade())
                .isNotEqualTo(ToolchainSupport.Grade.UNKNOWN);
    }

    @Test
    void everyQuirkIsMeasuredOrDerived() throws RecipeException {
        Release release =
                new RecipeReader(FileObserver.NONE).read("mesos", directory).release(new Version("0.24.0"), JDK);
        assertThat(quirks(release, host("gcc", "13.2.0")))
                .contains("headers-of-gcc-13")
                .doesNotContain("c17");
        assertThat(quirks(release, host("gcc", "14.2.0")))
                .contains("headers-of-gcc-13", "headers-of-gcc-14", "c-before-1999")
                .doesNotContain("c17");
        assertThat(quirks(release, host("gcc", "15.1.0")))
                .contains("headers-of-gcc-13", "headers-of-gcc-14", "headers-of-gcc-15", "c-before-1999", "c17");
        assertThat(release.quirks())
                .allSatisfy(
                        quirk -> assertThat(quirk.measured() + quirk.derived()).isNotEmpty());
        assertThat(release.quirks())
                .filteredOn(quirk -> quirk.measured().isEmpty())
                .extracting(Quirk::derived)
                .allSatisfy(source -> assertThat(source).isNotEmpty());
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("disk: 1", "disk: much", "5:7: disk: 'much' is not a whole number of at least 0."),
                Arguments.of(
                        "separate: true",
                        "separate: maybe",
                        "6:20: build.separate: 'maybe' is neither true nor false."),
                Arguments.of(
                        "title: Tiny",
                        "titel: Tiny",
                        "2:1: Unknown key 'titel'. Known keys: recipe, title, version, licence, purl, thirdParties, archive, pins,"
                                + " keys, requirements, disk, memory, build, lines, cluster, toolchains, quirks, patches."),
                Arguments.of("title: Tiny", "title: [Tiny]", "2:8: title: Expected a string, got a list."),
                Arguments.of(
                        "version: 1.0",
                        "version: new",
                        "3:10: version: 'new' is not a version: it does not start with a digit."),
                Arguments.of(
                        "companions: [.asc]",
                        "companions: .asc",
                        "4:81: archive.companions: Expected a list, got '.asc'."),
                Arguments.of(
                        "tiny-{version}.tgz",
                        "tiny-{version}.tar.lz",
                        "4:18: archive.file: 'tiny-1.0.tar.lz' cannot be unpacked: the plugin does not read lzip. Name a tar"
                                + " archive, plain or compressed with gzip, bzip2, xz or zstd."),
                Arguments.of(
                        "tiny-{version}.tgz",
                        "tiny.ZIP",
                        "4:18: archive.file: 'tiny.ZIP' cannot be unpacked: the plugin does not read ZIP. Name a tar"
                                + " archive, plain or compressed with gzip, bzip2, xz or zstd."),
                Arguments.of(
                        "{ separate: true, install: { target: install } }",
                        "{ test: none }\nquirks: [{ name: a, because: b., excludedTests: [a.b] }]",
                        "7:49: quirks[0].excludedTests: No tests to exclude: build.test is 'none'."),
                Arguments.of("recipe: tiny", "recipe: {a: b}", "1:9: recipe: Expected a string, got a map."),
                Arguments.of("version: 1.0", "#", "1:1: 'version' is required."),
                Arguments.of(
                        "{ separate: true, install",
                        "{ separate: true, test: { target: check, programs: [{ program: a, release: new }] }, install",
                        "6:83: build.test.programs[0].release: 'new' is not a version: it does not start with a digit."),
                Arguments.of(
                        "disk: 1",
                        "disk: 1\ntoolchains: [{ when: { gcc: 5 } }]",
                        "6:14: toolchains[0]: 'measured' or 'derived' is required."),
                Arguments.of("disk: 1", "disk: [", "7:1: Invalid YAML: expected ',' or ']', but got <stream end>."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsReportedWithItsPlace(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(MINIMAL.replace(right, wrong)))
                .isInstanceOf(RecipeException.class)
                .hasMessage("Cannot use recipe " + directory.resolve("recipe.yaml") + ":" + message);
    }

    @Test
    void aMissingRecipeIsReported() {
        assertThatThrownBy(() -> new RecipeReader(FileObserver.NONE).read("nothing", directory))
                .isInstanceOf(RecipeException.class)
                .hasMessage("Cannot use recipe nothing: " + directory.resolve("nothing")
                        + " does not exist, and there is no bundled recipe of that name. Bundled recipes: mesos,"
                        + " commons-daemon.");
    }

    @Test
    void missingKeysAreReported() {
        assertThatThrownBy(() -> read(MINIMAL + "keys: { file: KEYS, signers: [] }\n"))
                .isInstanceOf(RecipeException.class)
                .hasMessage("Cannot use recipe recipe.yaml: Its key file " + directory.resolve("KEYS")
                        + " does not exist.");
    }
}
