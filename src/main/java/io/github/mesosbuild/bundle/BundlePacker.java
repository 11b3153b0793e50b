package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.archive.Packer;
import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.steps.BuildIdentity;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.InstallManifest;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.InstallationStore;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Packs an installation into a bundle. Equal installations give equal bundles, whatever their directory is as long as their programs do
 * not contain it.
 */
public final class BundlePacker {
    /** The time of all files in a bundle, which is not the time of anything: the first day that zip archives can have. */
    private static final Instant TIME = Instant.parse("1980-01-01T00:00:00Z");

    /** Such as {@code -march=native}: the result depends on the CPU in a way that nobody records. */
    private static final String NATIVE = "=native";

    private final TargetPlatform platform;
    private final Distribution distribution;
    private final SharedLibraries libraries;
    private final SystemPackages packages;
    private final String plugin;
    private final BundleCompressor compressor;

    /**
     * Creates a packer.
     *
     * @param platform the platform of this machine
     * @param packages finds the packages of libraries
     * @param plugin the version of this plugin
     * @param compressor decides the format
     */
    public BundlePacker(
            TargetPlatform platform,
            Distribution distribution,
            SharedLibraries libraries,
            SystemPackages packages,
            String plugin,
            BundleCompressor compressor) {
        this.platform = platform;
        this.distribution = distribution;
        this.libraries = libraries;
        this.packages = packages;
        this.plugin = plugin;
        this.compressor = compressor;
    }

    /**
     * A bundle that was packed.
     *
     * @param file the archive
     * @param format its format
     * @param sha256 its digest
     * @param description its description
     * @param beside the documents to publish beside it, by name
     */
    public record Packed(
            Path file, ArchiveFormat format, Digest sha256, BundleDescription description, Map<String, byte[]> beside) {
        public Packed {
            beside = Map.copyOf(beside);
        }
    }

    /**
     * Packs an installation.
     *
     * @param plan the plan that the installation was made from
     * @param documents what else is known about it
     * @param directory the directory that receives the archive
     * @throws RelocationException if the installation cannot be used in another directory or on another machine
     * @throws BundleException if it cannot be compressed in the format
     * @throws IOException if the installation cannot be read, or the archive cannot be written
     */
    public Packed pack(BuildPlan plan, Installation installation, BundleDocuments documents, Path directory)
            throws RelocationException, BundleException, IOException, InterruptedException {
        compressor.requireUsable();
        requirePortable(plan);
        Path prefix = installation.prefix();
        Set<String> paths = new TreeSet<>(InstallManifest.of(prefix));
        paths.removeIf(path -> Path.of(path).startsWith(BundleDescription.DIRECTORY));
        InstallationSurvey survey = InstallationSurvey.of(prefix, paths, compressor.threads());
        SortedMap<String, byte[]> first = former(prefix);
        boolean own = first.isEmpty();
        BundleDescription description =
                own ? describe(plan, installation, survey) : read(first.get(BundleDescription.PATH));
        if (own) {
            first.put(BundleDescription.PATH, description.json());
            first.put(path(BundleDocuments.PROVENANCE), documents.provenance(description, survey));
        }
        // It takes as long as the compression, so both are done at once.
        FutureTask<byte[]> bom = new FutureTask<>(() -> documents.bom(description, survey));
        Optional<byte[]> formerBom = Optional.ofNullable(first.remove(path(BundleDocuments.BOM)));
        if (own) {
            Thread thread = new Thread(bom, "bill-of-materials");
            thread.setDaemon(true);
            thread.start();
        }
        Packer.Last last = () -> formerBom.isPresent()
                ? Map.of(path(BundleDocuments.BOM), formerBom.get())
                : own ? Map.of(path(BundleDocuments.BOM), result(bom)) : Map.of();
        String top = plan.release().name().replace(' ', '-');
        Files.createDirectories(directory);
        Path file = directory.resolve(
                top + "-" + description.classifier() + "." + compressor.format().extension());
        Path part = directory.resolve("." + file.getFileName() + ".part");
        try {
            compressor.compress(
                    part,
                    (out, compression) ->
                            new Packer(TIME, compression).pack(out, top, first, prefix, survey::has, survey, last));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        Digest sha256 = Verifier.digest(file, Digest.Algorithm.SHA256);
        BundleFacts.Content bundle = new BundleFacts.Content(file.getFileName().toString(), sha256.hex());
        Map<String, byte[]> beside = beside(documents, description, survey, bundle, prefix);
        return new Packed(file, compressor.format(), sha256, description, beside);
    }

    /**
     * Checks that this machine can pack, before much time is spent.
     *
     * @throws BundleException if a program or memory is missing
     * @throws IOException if a link on the PATH cannot be followed
     */
    public void requireUsable() throws BundleException, IOException {
        compressor.requireUsable();
    }

    private static String path(String document) {
        return BundleDescription.DIRECTORY + "/" + document;
    }

    private static byte[] result(FutureTask<byte[]> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the bill of materials was made");
        }
    }

    /** Returns the documents to publish; those in the bundle, if it was not built here. */
    private static Map<String, byte[]> beside(
            BundleDocuments documents,
            BundleDescription description,
            InstallationSurvey survey,
            BundleFacts.Content bundle,
            Path prefix)
            throws IOException {
        SortedMap<String, byte[]> former = former(prefix);
        if (former.isEmpty()) {
            Instant finished =
                    Files.getLastModifiedTime(InstallationStore.record(prefix)).toInstant();
            return documents.beside(description, survey, bundle, Optional.of(finished));
        }
        Map<String, byte[]> kept = new TreeMap<>();
        former.forEach((path, bytes) -> kept.put(path.substring(BundleDescription.DIRECTORY.length() + 1), bytes));
        kept.keySet().retainAll(Set.of(BundleDocuments.BOM, BundleDocuments.PROVENANCE));
        return kept;
    }

    private static void requirePortable(BuildPlan plan) throws RelocationException {
        List<String> words = new ArrayList<>(plan.configureArguments());
        words.addAll(plan.makeArguments());
        plan.environment().forEach((name, value) -> words.add(name + "=" + value));
        for (String word : words) {
            if (word.contains(NATIVE)) {
                throw RelocationException.nativeCpu(word);
            }
        }
    }

    /** Returns the documents of the bundle that the installation was taken from. They are still true; what is found here is not all. */
    private static SortedMap<String, byte[]> former(Path prefix) throws IOException {
        SortedMap<String, byte[]> documents = new TreeMap<>();
        Path directory = prefix.resolve(BundleDescription.DIRECTORY);
        if (Files.isRegularFile(prefix.resolve(BundleDescription.PATH))) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    documents.put(BundleDescription.DIRECTORY + "/" + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        return documents;
    }

    private static BundleDescription read(byte[] json) throws IOException {
        try {
            return BundleDescription.read(json);
        } catch (ConfigException e) {
            throw new IOException(BundleDescription.PATH + " cannot be read: " + e.getMessage(), e);
        }
    }

    private BundleDescription describe(BuildPlan plan, Installation installation, InstallationSurvey survey)
            throws IOException, InterruptedException {
        BuildIdentity identity = plan.identity();
        return new BundleDescription(
                plan.release().recipe(),
                plan.release().version().text(),
                identity.archive(),
                identity.build().values(),
                installation.checked() ? Optional.of(identity.tests().fingerprint()) : Optional.empty(),
                identity.choices().values(),
                platform,
                distribution.prettyName(),
                distribution.family(),
                needed(survey),
                survey.texts(),
                survey.kept(),
                plugin);
    }

    private List<NeededLibrary> needed(InstallationSurvey survey) throws IOException, InterruptedException {
        Map<String, Path> found = new TreeMap<>();
        int machine = survey.programs().values().stream()
                .mapToInt(ElfFile::machine)
                .findFirst()
                .orElse(0);
        SortedMap<String, Set<String>> names = InstalledPrograms.needed(survey.programs());
        for (String name : names.keySet()) {
            libraries.find(name, machine).ifPresent(file -> found.put(name, file));
        }
        Map<Path, SystemPackages.Provider> providers = packages.of(new TreeSet<>(found.values()));
        List<NeededLibrary> needed = new ArrayList<>();
        names.forEach((name, versions) -> needed.add(new NeededLibrary(
                name,
                List.copyOf(versions),
                Optional.ofNullable(found.get(name)).map(providers::get))));
        return needed;
    }
}
