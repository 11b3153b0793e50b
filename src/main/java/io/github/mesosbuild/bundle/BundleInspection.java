package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.TreePreparation;
import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.UnpackListener;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at bundles without using them. */
public final class BundleInspection {
    private final BundleTrust trust;
    private final BundleFit fit;
    private final ArchiveLimits limits;

    public BundleInspection(BundleRequest request, BundleFit fit, Verifier verifier, ArchiveLimits limits) {
        this.trust = new BundleTrust(request, verifier);
        this.fit = fit;
        this.limits = limits;
    }

    /**
     * What was found out about a bundle.
     *
     * @param bundle what it tells about itself
     * @param trusted whether it is trusted
     * @param verdict why, as a sentence
     * @param obstacle why it cannot run here, as a clause; empty if it can
     */
    public record Result(BundleFile bundle, boolean trusted, String verdict, Optional<String> obstacle) {}

    /**
     * Looks at a bundle.
     *
     * @param signature its signature, if there is one
     * @throws BundleException if the file is not a bundle, or is damaged
     * @throws IOException if it cannot be read
     */
    public Result look(Path archive, Optional<Path> signature)
            throws BundleException, IOException, InterruptedException {
        try {
            BundleFile bundle = BundleFile.read(archive, limits);
            BundleTrust.Verdict verdict = trust.judge(archive, signature);
            return new Result(bundle, verdict.trusted(), verdict.sentence(), fit.obstacle(bundle.description()));
        } catch (ConfigException e) {
            throw BundleException.noBundle(archive, e);
        } catch (UnpackException e) {
            throw BundleException.damaged(archive, e);
        }
    }

    /**
     * The differences of two bundles.
     *
     * @param files how many files they have together
     * @param differences the paths that differ, each with the difference
     */
    public record Comparison(int files, List<String> differences) {}

    /**
     * Compares the files of two bundles.
     *
     * @param directory an empty directory to unpack them into, which is removed
     * @throws BundleException if one is not a bundle
     * @throws UnpackException if one cannot be unpacked
     * @throws IOException if a file cannot be read
     */
    public Comparison compare(Path one, Path other, Path directory)
            throws BundleException, UnpackException, IOException, InterruptedException {
        try {
            SortedMap<String, String> before = contents(one, directory.resolve("one"));
            SortedMap<String, String> after = contents(other, directory.resolve("other"));
            TreeSet<String> paths = new TreeSet<>(before.keySet());
            paths.addAll(after.keySet());
            List<String> differences = new ArrayList<>();
            for (String path : paths) {
                if (!before.containsKey(path)) {
                    differences.add(path + " is not in the bundle");
                } else if (!after.containsKey(path)) {
                    differences.add(path + " is only in the bundle");
                } else if (!before.get(path).equals(after.get(path))) {
                    differences.add(path);
                }
            }
            return new Comparison(paths.size(), differences);
        } finally {
            Trees.delete(directory);
        }
    }

    private SortedMap<String, String> contents(Path archive, Path directory)
            throws BundleException, UnpackException, IOException, InterruptedException {
        String top;
        try {
            top = BundleFile.read(archive, limits).top();
        } catch (ConfigException e) {
            throw BundleException.noBundle(archive, e);
        }
        new Unpacker(limits).unpack(archive, directory, top, TreePreparation.NONE, UnpackListener.SILENT);
        SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                String path = directory.relativize(file).toString();
                if (Files.isSymbolicLink(file)) {
                    contents.put(path, "-> " + Files.readSymbolicLink(file));
                } else if (Files.isRegularFile(file)) {
                    contents.put(
                            path, Verifier.digest(file, Digest.Algorithm.SHA256).hex() + Files.isExecutable(file));
                }
            }
        }
        return contents;
    }
}
