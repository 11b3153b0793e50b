package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.Heard;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.steps.SampleWorld;
import io.github.mesosbuild.steps.Workspace;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bundle of the sample release, and a second machine that takes it. */
final class SharedSample {
    static final Distribution DEBIAN =
            new Distribution("debian", "12", "Debian GNU/Linux 12", Distribution.Family.DEBIAN);
    static final TargetPlatform HERE = new TargetPlatform(
            "linux",
            System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch"),
            "glibc",
            new Version("2.36"));

    private static final Supervisor SUPERVISOR =
            new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);

    private static SharedSample made;

    final Path directory;
    final SampleWorld world;
    final Installation installation;
    final BundlePacker.Packed packed;

    private SharedSample(Path directory, SampleWorld world, Installation installation, BundlePacker.Packed packed) {
        this.directory = directory;
        this.world = world;
        this.installation = installation;
        this.packed = packed;
    }

    /**
     * Builds the sample, tests included, and packs it, once in each JVM.
     *
     * @param directory the directory of the machines that take the bundle
     */
    static synchronized SharedSample in(Path directory) throws Exception {
        if (made == null) {
            Path maker = Files.createTempDirectory("shared-sample");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(maker)));
            SampleWorld world = SampleWorld.publish(maker.resolve("published"));
            PlannedBuild build = planned(world, SampleWorld.options(false), maker);
            Installation installation =
                    SampleWorld.builder(SUPERVISOR, new Heard()).install(build);
            made = new SharedSample(maker, world, installation, pack(build, installation, maker.resolve("bundles"), 2));
        }
        return new SharedSample(directory, made.world, made.installation, made.packed);
    }

    private static void delete(Path directory) {
        try {
            Trees.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the build that made the installation. */
    PlannedBuild makers() throws Exception {
        return planned(world, SampleWorld.options(false), made.directory);
    }

    static BundlePacker.Packed pack(PlannedBuild build, Installation installation, Path directory, int threads)
            throws Exception {
        return pack(build, installation, directory, compressor(ArchiveFormat.TAR_GZ, threads, System.getenv()));
    }

    /** Packs in another format. */
    BundlePacker.Packed pack(ArchiveFormat format, Path target) throws Exception {
        return pack(makers(), installation, target, compressor(format, 2, System.getenv()));
    }

    static BundleCompressor compressor(ArchiveFormat format, int threads, Map<String, String> environment) {
        return new BundleCompressor(format, threads, 1L << 30, DEBIAN, CommandRunner.of(SUPERVISOR), environment);
    }

    static BundlePacker.Packed pack(
            PlannedBuild build, Installation installation, Path directory, BundleCompressor compressor)
            throws Exception {
        BundlePacker packer = new BundlePacker(
                HERE,
                DEBIAN,
                libraries(),
                new SystemPackages(Distribution.Family.UNKNOWN, CommandRunner.of(SUPERVISOR), Path.of("/"), Map.of()),
                "1.0.0",
                compressor);
        BundleDocuments documents = new BundleDocuments(
                build.plan(),
                DEBIAN,
                BundleDocuments.source(
                        build.plan().release().source(), build.plan().identity().archive(), Optional.empty()),
                Map.of(build.workspace().root(), "{work}"));
        return packer.pack(build.plan(), installation, documents, directory);
    }

    static Builder builder() {
        return SampleWorld.builder(SUPERVISOR, new Heard());
    }

    static SharedLibraries libraries() {
        return new SharedLibraries(CommandRunner.of(SUPERVISOR), Path.of("/"));
    }

    static PlannedBuild planned(SampleWorld world, BuildOptions options, Path user) throws Exception {
        return new PlannedBuild(
                SampleWorld.plan(world.archive(), options, user.resolve("installations")),
                world.archive(),
                new Workspace(user.resolve("work")),
                options);
    }

    /** Repositories in memory. */
    static final class Repositories implements BundleRepositories {
        final Map<MavenFile, Path> files = new HashMap<>();
        final List<String> asked = new ArrayList<>();
        Optional<String> failure = Optional.empty();

        /** Files that the repository has and does not deliver, with the reason. */
        final Map<MavenFile, String> failures = new HashMap<>();

        @Override
        public Optional<Path> find(MavenFile file) throws IOException {
            asked.add(file.extension() + " " + file.artifact());
            if (failure.isPresent() || failures.containsKey(file)) {
                throw new IOException(failure.orElseGet(() -> failures.get(file)));
            }
            return Optional.ofNullable(files.get(file));
        }

        @Override
        public List<String> versions(String group, String artifact) throws IOException {
            asked.add("versions " + artifact);
            if (failure.isPresent()) {
                throw new IOException("Cannot list: " + failure.get());
            }
            return files.keySet().stream()
                    .filter(file ->
                            file.group().equals(group) && file.artifact().equals(artifact))
                    .map(MavenFile::version)
                    .toList();
        }

        @Override
        public List<String> names() {
            return List.of("team (http://127.0.0.1/)");
        }
    }

    /** Somebody who looks for bundles. */
    final class Machine {
        final Repositories repositories = new Repositories();
        final List<String> told = new ArrayList<>();
        final Path home;
        TargetPlatform platform = HERE;
        boolean compatible;
        boolean required;
        boolean trustRepository = true;
        KeyRing keys = KeyRing.EMPTY;
        Set<Fingerprint> signers = Set.of();
        List<Digest> pins = List.of();
        Clock clock = Clock.systemUTC();

        /** Runs ldconfig, after a bundle's description was read and before the bundle is unpacked. */
        CommandRunner runner = CommandRunner.of(SUPERVISOR);

        BuildOptions options = SampleWorld.options(true);

        Machine(String name) {
            this.home = directory.resolve(name);
        }

        Machine with(BundlePacker.Packed bundle) throws IOException {
            return with(bundle.description(), bundle.format(), bundle.file());
        }

        /** Publishes a {@code tar.gz} with a description that it need not have. */
        Machine with(BundleDescription description, Path archive) throws IOException {
            return with(description, ArchiveFormat.TAR_GZ, archive);
        }

        /** Publishes an archive with a description that it need not have. */
        Machine with(BundleDescription description, ArchiveFormat format, Path archive) throws IOException {
            BundleCoordinates coordinates = coordinates(description).in(format);
            Files.createDirectories(home);
            Path json = Files.createTempFile(home, "bundle", ".json");
            Files.write(json, new BundleOffer(description, format).json());
            repositories.files.put(coordinates.description(), json);
            repositories.files.put(coordinates.archive(), archive);
            return this;
        }

        PlannedBuild build() throws Exception {
            return planned(world, options, home);
        }

        BundleSource source() {
            return new BundleSource(
                    repositories,
                    new BundleRequest(
                            BundleCoordinates.GROUP, compatible, required, trustRepository, keys, signers, pins),
                    new BundleFit(platform, DEBIAN, new SharedLibraries(runner, Path.of("/"))),
                    new Verifier(clock),
                    ArchiveLimits.DEFAULT,
                    new BundleListener() {
                        @Override
                        public void asking(String release, List<String> names) {
                            told.add("asking for " + release + " in " + String.join(", ", names));
                        }

                        @Override
                        public void taken(TakenBundle bundle) {
                            told.add("taken " + bundle.coordinates() + (bundle.exact() ? " exact: " : " compatible: ")
                                    + bundle.trust());
                        }

                        @Override
                        public void skipped(String why) {
                            told.add("skipped: " + why);
                        }

                        @Override
                        public void missed(String why) {
                            told.add(why);
                        }
                    });
        }

        Optional<Installation> take() throws Exception {
            PlannedBuild build = build();
            String[] names = build.plan().prefix().getParent().toFile().list();
            Set<String> before = names == null ? Set.of() : Set.of(names);
            Optional<Installation> taken =
                    SampleWorld.builder(SUPERVISOR, new Heard()).take(build, source());
            assertThat(Builder.made(build.plan(), build.options())).isEqualTo(taken);
            assertThat(build.plan().prefix().getParent().toFile().list())
                    .allMatch(name -> name.endsWith(".lock")
                            || before.contains(name)
                            || taken.isPresent()
                                    && name.equals(
                                            build.plan().prefix().getFileName().toString()));
            return taken;
        }

        /** Returns why nothing was taken. */
        String refusal() throws Exception {
            assertThat(take()).isEmpty();
            return told.get(told.size() - 1);
        }
    }

    static BundleCoordinates coordinates(BundleDescription description) {
        return new BundleCoordinates(
                BundleCoordinates.GROUP, description.recipe(), description.version(), description.classifier());
    }
}
