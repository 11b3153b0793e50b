package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.Packer;
import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.steps.BuildIdentity;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.InstallManifest;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.InstallationStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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

    private static final int BUFFER = 1 << 16;

    private final TargetPlatform platform;
    private final Distribution distribution;
    private final SharedLibraries libraries;
    private final SystemPackages packages;
    private final String plugin;
    private final int threads;

    /**
     * Creates a packer.
     *
     * @param platform the platform of this machine
     * @param packages finds the packages of libraries
     * @param plugin the version of this plugin
     * @param threads how many processors compress
     */
    public BundlePacker(
            TargetPlatform platform,
            Distribution distribution,
            SharedLibraries libraries,
            SystemPackages packages,
            String plugin,
            int threads) {
        this.platform = platform;
        this.distribution = distribution;
        this.libraries = libraries;
        this.packages = packages;
        this.plugin = plugin;
        this.threads = threads;
    }

    /**
     * A bundle that was packed.
     *
     * @param file the archive
     * @param description its description
     * @param beside the documents to publish beside it, by name
     */
    public record Packed(Path file, BundleDescription description, Map<String, byte[]> beside) {
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
     * @throws IOException if the installation cannot be read, or the archive cannot be written
     */
    public Packed pack(BuildPlan plan, Installation installation, BundleDocuments documents, Path directory)
            throws RelocationException, IOException, InterruptedException {
        requirePortable(plan);
        Path prefix = installation.prefix();
        Set<String> paths = new TreeSet<>(InstallManifest.of(prefix));
        paths.removeIf(path -> Path.of(path).startsWith(BundleDescription.DIRECTORY));
        InstallationSurvey survey = InstallationSurvey.of(prefix, paths);
        SortedMap<String, byte[]> first = former(prefix);
        BundleDescription description =
                first.isEmpty() ? describe(plan, installation, survey) : read(first.get(BundleDescription.PATH));
        if (first.isEmpty()) {
            first.put(BundleDescription.PATH, description.json());
            documents
                    .inside(description, survey)
                    .forEach((name, bytes) -> first.put(BundleDescription.DIRECTORY + "/" + name, bytes));
        }
        String top = plan.release().name().replace(' ', '-');
        Files.createDirectories(directory);
        Path file = directory.resolve(top + "-" + description.classifier() + ".tar.gz");
        Path part = directory.resolve("." + file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER)) {
            new Packer(TIME, threads).pack(out, top, first, prefix, survey::has, survey);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Packed(file, description, beside(documents, description, survey, file, prefix));
    }

    private static void requirePortable(BuildPlan plan) throws RelocationException {
        Stream<String> arguments = Stream.concat(plan.configureArguments().stream(), plan.makeArguments().stream());
        Stream<String> variables = new TreeMap<>(plan.environment())
                .entrySet().stream()
                        .filter(variable -> variable.getValue().contains(NATIVE))
                        .map(variable -> variable.getKey() + "=" + variable.getValue());
        Optional<String> flag = Stream.concat(arguments, variables)
                .filter(text -> text.contains(NATIVE))
                .findFirst();
        if (flag.isPresent()) {
            throw RelocationException.nativeCpu(flag.get());
        }
    }

    /** Returns the documents to publish; those in the bundle, if it was not built here. */
    private static Map<String, byte[]> beside(
            BundleDocuments documents, BundleDescription description, InstallationSurvey survey, Path file, Path prefix)
            throws IOException {
        SortedMap<String, byte[]> former = former(prefix);
        if (former.isEmpty()) {
            Instant finished =
                    Files.getLastModifiedTime(InstallationStore.record(prefix)).toInstant();
            return documents.beside(description, survey, file, Optional.of(finished));
        }
        Map<String, byte[]> kept = new TreeMap<>();
        former.forEach((path, bytes) -> kept.put(path.substring(BundleDescription.DIRECTORY.length() + 1), bytes));
        kept.keySet().retainAll(Set.of(BundleDocuments.BOM, BundleDocuments.PROVENANCE));
        return kept;
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
