package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.BuildOptionsBuilder;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.steps.SampleWorld;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bundles of the sample release that was really built, taken by machines that differ. */
@Timeout(120)
class BundleSourceTest {
    @TempDir
    static Path shared;

    private static SharedSample sample;

    @BeforeAll
    static void build() throws Exception {
        sample = SharedSample.in(shared);
    }

    private static BundleDescription changed(Consumer<DescriptionBuilder> change) {
        return DescriptionBuilder.changed(sample.packed.description(), change);
    }

    private static String run(Path program) throws Exception {
        Process process = new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    @Test
    void aBundleOfTheSameInputsIsTakenAndRunsInItsNewDirectory() throws Exception {
        SharedSample.Machine machine = sample.new Machine("second").with(sample.packed);
        machine.options = SampleWorld.options(false);

        Installation taken = machine.take().orElseThrow();

        assertThat(machine.told)
                .containsExactly(
                        "asking for sample 1.0.0 in team (http://127.0.0.1/)",
                        "taken " + SharedSample.coordinates(sample.packed.description())
                                + " exact: The repository is trusted (mesos.bundles.trust=repository).");
        assertThat(machine.repositories.asked)
                .containsExactly("json sample-1.0.0", "tar.gz sample", "tar.gz.asc sample");
        assertThat(taken.checked()).isTrue();
        assertThat(taken.prefix()).isNotEqualTo(sample.installation.prefix());
        assertThat(taken.library()).contains(taken.prefix().resolve("lib/libsample.so"));
        assertThat(run(taken.prefix().resolve("bin/sample-cli"))).contains("sample 1.0.0");
        for (String text : sample.packed.description().texts()) {
            assertThat(taken.prefix().resolve(text))
                    .content()
                    .contains(taken.prefix().toString())
                    .doesNotContain(InstallationSurvey.PLACEHOLDER)
                    .doesNotContain(sample.installation.prefix().toString());
        }
        machine.told.clear();
        assertThat(machine.take()).contains(taken);
        assertThat(machine.told).isEmpty();
    }

    @Test
    void noFileOfABundleNamesTheOldDirectoryExceptThoseThatItLists() throws Exception {
        BundleDescription description = sample.packed.description();
        assertThat(description.texts()).isNotEmpty();
        SharedSample.Machine machine = sample.new Machine("scanned").with(sample.packed);
        Path prefix = machine.take().orElseThrow().prefix();
        List<String> naming = new ArrayList<>();
        try (var files = Files.walk(prefix)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(sample.installation.prefix().toString())) {
                    naming.add(prefix.relativize(file).toString());
                }
            }
        }
        naming.remove(BundleDescription.PATH);
        assertThat(naming)
                .containsExactlyInAnyOrderElementsOf(description.kept().keySet());
    }

    @Test
    void theSameInstallationGivesTheSameBytesAlsoFromAnotherMachine() throws Exception {
        PlannedBuild maker = sample.makers();
        assertThat(SharedSample.pack(maker, sample.installation, shared.resolve("again"), 1)
                        .file())
                .hasSameBinaryContentAs(sample.packed.file());
        SharedSample.Machine machine = sample.new Machine("packs-again").with(sample.packed);
        Installation taken = machine.take().orElseThrow();
        assertThat(SharedSample.pack(machine.build(), taken, shared.resolve("third"), 2)
                        .file())
                .hasSameBinaryContentAs(sample.packed.file());
    }

    @Test
    void whatWasCompiledForOneCpuIsNotPacked() throws Exception {
        for (BuildOptions options : List.of(
                BuildOptionsBuilder.options(some -> some.configureArguments = List.of("CFLAGS=-O2 -march=native")),
                BuildOptionsBuilder.options(some -> some.environment = Map.of("CPPFLAGS", "-O2 -march=native")),
                BuildOptionsBuilder.options(some -> some.makeArguments = List.of("CFLAGS=-mcpu=native")))) {
            PlannedBuild build = SharedSample.planned(sample.world, options, shared.resolve("native"));
            assertThatThrownBy(() -> SharedSample.pack(build, sample.installation, shared.resolve("none"), 1))
                    .isInstanceOf(RelocationException.class)
                    .hasMessageContaining("compiled for the CPU of this machine alone, by C")
                    .hasMessageContaining("=native");
        }
        assertThat(shared.resolve("none")).doesNotExist();
    }

    @Test
    void aMissReportsWhatIsOffered() throws Exception {
        SharedSample.Machine machine = sample.new Machine("misses");
        assertThat(machine.refusal()).isEqualTo("No bundle of sample 1.0.0 in team (http://127.0.0.1/).");
        machine.with(sample.packed);
        machine.platform = platform("2.31");
        assertThat(machine.refusal()).isEqualTo("No bundle of sample 1.0.0 for glibc 2.31: offered 2.36.");
        machine.with(changed(bundle -> bundle.platform = platform("2.41")), sample.packed.file());
        assertThat(machine.refusal()).isEqualTo("No bundle of sample 1.0.0 for glibc 2.31: offered 2.36, 2.41.");
        machine.platform = new TargetPlatform("linux", "s390x", "glibc", new Version("2.36"));
        assertThat(machine.refusal()).startsWith("No bundle of sample 1.0.0 for linux-s390x-glibc2.36: offered linux-");
        machine.repositories.failure = Optional.of("Cannot ask team: connection refused.");
        assertThat(machine.refusal()).isEqualTo("Cannot ask team: connection refused.");
    }

    @Test
    void aFetchOfARepositoryThatCannotBeAskedIsAFailureWithItsReason() throws Exception {
        SharedSample.Machine machine = sample.new Machine("fetches").with(sample.packed);
        assertThat(machine.source().fetch(machine.build())).isPresent();
        machine.repositories.failure = Optional.of("Cannot ask team: connection refused.");
        assertThatThrownBy(() -> machine.source().fetch(machine.build()))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.kind()).isEqualTo(BundleException.Kind.UNREACHABLE))
                .hasMessage("Cannot ask team: connection refused.");
    }

    private static TargetPlatform platform(String glibc) {
        return new TargetPlatform("linux", SharedSample.HERE.cpu(), "glibc", new Version(glibc));
    }

    @Test
    void otherInputsAreOnlyTakenIfThatIsAllowedAndTheChoicesAreTheSame() throws Exception {
        BundleDescription packed = sample.packed.description();
        // The same name as in the exact search, so that the description itself decides.
        SharedSample.Machine machine = sample.new Machine("other-inputs").with(sample.packed);
        machine.repositories.files.put(
                SharedSample.coordinates(packed).description(),
                Files.write(
                        shared.resolve("other-inputs.json"),
                        changed(bundle -> bundle.inputs.put("tool.c++", "g++ of the other machine"))
                                .json()));
        assertThat(machine.refusal())
                .isEqualTo(
                        "No bundle of sample 1.0.0 fits: " + packed.classifier() + " was built with another tool.c++.");
        machine.compatible = true;
        assertThat(machine.take()).isPresent();

        SharedSample.Machine other = sample.new Machine("other-choices").with(sample.packed);
        other.options = SampleWorld.options(true, "--enable-special");
        assertThat(other.refusal()).contains("from the same inputs: ", "-Dmesos.bundles.match=compatible");
        other.compatible = true;
        assertThat(other.refusal())
                .isEqualTo("No bundle of sample 1.0.0 fits: " + packed.classifier()
                        + " was built with another configureArguments.");
    }

    @Test
    void aLibraryThatIsMissingHereIsNamedWithItsPackageBeforeAnythingIsFetched() throws Exception {
        BundleDescription needs = changed(bundle -> bundle.libraries = List.of(
                new NeededLibrary("libc.so.6", List.of("GLIBC_2.2.5"), Optional.empty()),
                new NeededLibrary(
                        "libsvn_gone-1.so.1",
                        List.of(),
                        Optional.of(new SystemPackages.Provider("deb", "libsvn1", "1.14.2-4", "amd64"))),
                new NeededLibrary("libc.so.6", List.of("GLIBC_9.99"), Optional.empty())));
        SharedSample.Machine machine = sample.new Machine("libraries").with(needs, sample.packed.file());
        assertThat(machine.refusal())
                .isEqualTo("No bundle of sample 1.0.0 fits: " + needs.classifier()
                        + " needs libsvn_gone-1.so.1, GLIBC_9.99 of libc.so.6: apt-get install -y"
                        + " --no-install-recommends libsvn1.");
        assertThat(machine.repositories.asked).doesNotContain("tar.gz sample");
    }

    @Test
    void testsThatWereNotRunElsewhereAreRunHere() throws Exception {
        BundleDescription untested = changed(bundle -> bundle.tests = Optional.empty());
        SharedSample.Machine machine = sample.new Machine("untested").with(untested, sample.packed.file());
        BuildOptions tested = SampleWorld.options(false);
        machine.options = tested;
        assertThat(machine.refusal()).contains("without the release's own tests, which -DskipTests would accept");
    }

    /** Those beside the bundles only help to choose. */
    @Test
    void theDescriptionInTheBundleDecides() throws Exception {
        BundleDescription from = sample.packed.description();
        SharedSample.Machine machine = sample.new Machine("inside");
        machine.options = SampleWorld.options(false);
        machine.with(from, inside("untested", from, json -> json.remove("tests")));
        assertThat(machine.refusal())
                .isEqualTo("The bundle " + SharedSample.coordinates(from)
                        + " was built without the release's own tests, which -DskipTests would accept.");
        machine.compatible = true;
        machine.with(from, inside("choices", from, json -> {
            json.put("inputs", Map.of("archive", "1"));
            json.put("choices", Map.of("configureArguments", "--enable-special"));
        }));
        assertThat(machine.refusal())
                .startsWith("The bundle " + SharedSample.coordinates(from) + " was built with another ")
                .contains("configureArguments");
    }

    private static Path inside(String name, BundleDescription from, Consumer<Map<String, Object>> change)
            throws Exception {
        return Files.write(
                shared.resolve(name + ".tar.gz"),
                HostileBundle.of(sample.packed)
                        .described(HostileBundle.description(from, change))
                        .gzip());
    }

    @Test
    void nothingIsTakenThatNothingProves() throws Exception {
        SharedSample.Machine machine = sample.new Machine("trust").with(sample.packed);
        machine.trustRepository = false;
        assertThat(machine.refusal()).contains("is not trusted: Nothing proves");
        machine.pins = List.of(new Digest(Digest.Algorithm.SHA256, "00".repeat(32)));
        assertThat(machine.refusal()).contains("is not trusted", "pinned by mesos.bundles.sha256");
        machine.trustRepository = true;
        assertThat(machine.refusal()).contains("is not trusted");
        machine.required = true;
        assertThatThrownBy(machine::take).isInstanceOf(BundleException.class).hasMessageContaining("is not trusted");
        machine.pins = List.of(
                new Digest(Digest.Algorithm.SHA256, "00".repeat(32)),
                new Digest(Digest.Algorithm.SHA256, SampleWorld.sha256(sample.packed.file())));
        assertThat(machine.take()).isPresent();
    }

    @Test
    void eightModulesThatAskAtOnceFetchOnce() throws Exception {
        SharedSample.Machine machine = sample.new Machine("eight").with(sample.packed);
        PlannedBuild build = machine.build();
        BundleSource source = machine.source();
        ExecutorService modules = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<Installation>>> taken = new ArrayList<>();
            for (int module = 0; module < 8; module++) {
                taken.add(modules.submit(() -> SharedSample.builder().take(build, source)));
            }
            for (Future<Optional<Installation>> one : taken) {
                assertThat(one.get()).isPresent().isEqualTo(taken.get(0).get());
            }
        } finally {
            modules.shutdownNow();
        }
        assertThat(machine.repositories.asked)
                .containsExactly("json sample-1.0.0", "tar.gz sample", "tar.gz.asc sample");
    }

    @Test
    void aBundleCutAnywhereIsRefusedAndLeavesNothing() throws Exception {
        byte[] good = Files.readAllBytes(sample.packed.file());
        for (int part = 0; part < 12; part++) {
            SharedSample.Machine machine = sample.new Machine("cut-" + part);
            Path cut = Files.write(
                    shared.resolve("cut-" + part + ".tar.gz"), java.util.Arrays.copyOf(good, good.length * part / 12));
            assertThat(machine.with(sample.packed.description(), cut).refusal()).contains("cannot be used: ");
        }
    }
}
