package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds installations and puts them in place. Each contains a record of its inputs and its size, so that a changed or
 * partly removed one is not mistaken for a complete one.
 */
public final class InstallationStore {
    /** The record in the top directory of an installation. A directory without it does not belong to the plugin. */
    static final String RECORD = ".mesos-maven-plugin.properties";

    /** The file in an installation that was taken from a bundle, so that its programs may have been configured for another directory. */
    public static final String BUNDLE = "share/mesos-maven-plugin/bundle.json";

    private static final String INPUT = "input.";

    /** The key of the fingerprint of the tests that passed. */
    private static final String CHECKED = "checked";

    private InstallationStore() {}

    /**
     * Returns the installation that a plan would make, if it exists and is complete.
     *
     * @throws IOException if it exists and cannot be read
     */
    public static Optional<Installation> find(BuildPlan plan) throws IOException {
        Optional<Map<String, String>> record =
                AtomicFile.readProperties(plan.prefix().resolve(RECORD));
        if (record.isEmpty()
                || !"complete".equals(record.get().get("state"))
                || !inputs(record.get()).equals(plan.inputsOf(Step.INSTALL))
                || !InstallManifest.extent(plan.prefix()).equals(record.get().get("extent"))) {
            return Optional.empty();
        }
        // If the tests have changed, the new ones have not passed.
        boolean checked =
                plan.inputsOf(Step.CHECK).fingerprint().equals(record.get().get(CHECKED));
        return Optional.of(installation(plan, checked));
    }

    /** Returns the file that is written when an installation is complete. */
    public static Path record(Path prefix) {
        return prefix.resolve(RECORD);
    }

    /**
     * Returns the inputs of whatever installation is in a directory.
     *
     * @throws IOException if its record cannot be read
     */
    static Optional<StepInputs> inputsAt(Path prefix) throws IOException {
        return AtomicFile.readProperties(prefix.resolve(RECORD)).map(InstallationStore::inputs);
    }

    /**
     * Returns the release that is installed in a directory.
     *
     * @return the release's name; empty if there is no complete installation
     * @throws IOException if the record exists and cannot be read
     */
    public static Optional<String> releaseAt(Path prefix) throws IOException {
        return AtomicFile.readProperties(prefix.resolve(RECORD)).map(record -> record.get("release"));
    }

    /**
     * Refuses a prefix that contains files which the plugin did not install.
     *
     * @throws BuildRefusedException if it does
     * @throws IOException if it cannot be read
     */
    static void requireOwn(BuildPlan plan) throws BuildRefusedException, IOException {
        if (!plan.ownStore()) {
            requireOwn(plan.prefix());
        }
    }

    /**
     * Refuses a directory chosen by the user that contains files which the plugin did not install.
     *
     * @throws BuildRefusedException if it does
     * @throws IOException if it cannot be read
     */
    public static void requireOwn(Path prefix) throws BuildRefusedException, IOException {
        if (!Trees.exists(prefix)
                || Files.exists(prefix.resolve(RECORD))
                || Files.isDirectory(prefix) && Files.exists(DirectFiles.mark(prefix))) {
            return;
        }
        if (!Files.isDirectory(prefix)) {
            throw PlaceRefusals.foreignDirectory(prefix);
        }
        try (Stream<Path> children = Files.list(prefix)) {
            if (children.anyMatch(child -> !child.getFileName().toString().startsWith(InstallPlace.OWN)
                    && !child.getFileName().toString().equals("lost+found"))) {
                throw PlaceRefusals.foreignDirectory(prefix);
            }
        }
    }

    /**
     * Moves a staged tree to its final name and replaces an older installation there. {@link #find} does not return it
     * before {@link #complete} is called. In a directory that exists and that the user chose, only our own files are replaced: it stays
     * the same directory, with all other files, links and mounted file systems.
     *
     * @throws BuildRefusedException if the tree contains a file that exists there and was not installed by the plugin
     * @throws IOException if the tree cannot be moved
     */
    static void place(Path staged, BuildPlan plan) throws BuildRefusedException, IOException {
        Path prefix = plan.prefix();
        AtomicFile.writeProperties(staged.resolve(RECORD), Map.of("state", "placed"));
        if (!plan.ownStore()) {
            InstallManifest.list(staged);
            if (Files.isDirectory(prefix)) {
                Optional<String> both = InstallManifest.replace(InstallPlace.real(prefix), staged);
                if (both.isPresent()) {
                    throw PlaceRefusals.foreignFile(prefix, both.get());
                }
                return;
            }
        }
        Path old = prefix.resolveSibling("." + prefix.getFileName() + ".old");
        Trees.delete(old);
        if (Trees.exists(prefix)) {
            Trees.moveIntoPlace(prefix, old);
        }
        Trees.moveIntoPlace(staged, prefix);
        Trees.delete(old);
    }

    /**
     * Records that some files of an incomplete installation are in its prefix.
     *
     * @param paths their paths in the prefix
     * @throws IOException if the record cannot be written
     */
    static void recordPartial(Path prefix, Set<String> paths) throws IOException {
        InstallManifest.list(prefix, paths);
        AtomicFile.writeProperties(prefix.resolve(RECORD), Map.of("state", "partial"));
    }

    /**
     * Records that an installation is complete.
     *
     * @throws IOException if the record cannot be written
     */
    static Installation complete(BuildPlan plan, boolean checked) throws IOException {
        Map<String, String> record = new TreeMap<>();
        plan.inputsOf(Step.INSTALL).values().forEach((name, value) -> record.put(INPUT + name, value));
        record.put("state", "complete");
        record.put("release", plan.release().name());
        record.put(CHECKED, checked ? plan.inputsOf(Step.CHECK).fingerprint() : "no");
        record.put("extent", InstallManifest.extent(plan.prefix()));
        AtomicFile.writeProperties(plan.prefix().resolve(RECORD), record);
        return installation(plan, checked);
    }

    /**
     * Removes an installation, but no other files in its directory.
     *
     * @return whether the installation existed
     * @throws BuildRefusedException if the directory does not belong to the plugin
     * @throws IOException if it cannot be removed
     */
    public static boolean remove(BuildPlan plan) throws BuildRefusedException, IOException {
        requireOwn(plan);
        boolean there = Trees.exists(plan.prefix());
        if (there && !plan.ownStore()) {
            InstallManifest.delete(plan.prefix());
        } else {
            Trees.delete(plan.prefix());
        }
        Files.deleteIfExists(DirectFiles.mark(plan.prefix()));
        return there;
    }

    private static Installation installation(BuildPlan plan, boolean checked) {
        Optional<Path> library =
                plan.release().build().library().map(plan.prefix()::resolve).filter(Files::exists);
        Map<String, String> moved = new TreeMap<>();
        if (plan.moved() || Files.exists(plan.prefix().resolve(BUNDLE))) {
            plan.release()
                    .build()
                    .moved()
                    .forEach((variable, path) ->
                            moved.put(variable, plan.prefix().resolve(path).toString()));
        }
        return new Installation(plan.prefix(), plan.release().name(), library, checked, moved);
    }

    private static StepInputs inputs(Map<String, String> record) {
        Map<String, String> inputs = new TreeMap<>();
        record.forEach((name, value) -> {
            if (name.startsWith(INPUT)) {
                inputs.put(name.substring(INPUT.length()), value);
            }
        });
        return new StepInputs(inputs);
    }
}
