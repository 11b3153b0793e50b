package io.github.mesosbuild.report;

import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.KnownToolchain;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.Recipe;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.text.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The releases of a recipe, with what verifies their archives and where they were built. */
public final class ReleaseList {
    private static final String GAP = "  ";

    private final String defaultVersion;
    private final List<Release> releases;

    private ReleaseList(String defaultVersion, List<Release> releases) {
        this.defaultVersion = defaultVersion;
        this.releases = releases;
    }

    /**
     * Lists the releases of a recipe, oldest first.
     *
     * @throws RecipeException if the recipe has a mistake for one of the versions
     */
    public static ReleaseList of(Recipe recipe) throws RecipeException {
        List<Release> releases = new ArrayList<>();
        for (Version version : recipe.versions()) {
            releases.add(recipe.release(version, Path.of("jdk")));
        }
        return new ReleaseList(recipe.defaultVersion().text(), releases);
    }

    /** Returns a human-readable table with one row per release and machine. */
    public List<String> table() {
        List<List<String>> rows = new ArrayList<>();
        for (Release release : releases) {
            String name = release.name();
            String proof = proof(release);
            List<String> built = built(release);
            for (String machine : built.isEmpty() ? List.of(derived(release)) : built) {
                rows.add(List.of(name, proof, machine));
                name = "";
                proof = "";
            }
        }
        return TextTable.lines(List.of("RELEASE", "VERIFIED BY", "BUILT ON"), rows);
    }

    private static String proof(Release release) {
        List<String> proofs = new ArrayList<>();
        release.source().pins().stream()
                .map(pin -> "pinned " + pin.digest().algorithm().jcaName())
                .forEach(proofs::add);
        if (release.source().keys().isPresent()) {
            proofs.add("signature by a key in the recipe");
        }
        return proofs.isEmpty() ? "your own digest or keys" : String.join(", ", proofs);
    }

    private static String derived(Release release) {
        return about(release, false).isEmpty() ? "" : "derived only";
    }

    /** The machines that the release was built on. */
    private static List<String> built(Release release) {
        return about(release, true).stream().map(KnownToolchain::source).toList();
    }

    private static List<KnownToolchain> about(Release release, boolean measured) {
        return release.toolchains().stream()
                .filter(toolchain -> toolchain.measured() == measured)
                .filter(toolchain -> toolchain.when().admits(Release.OWN_VERSION, release.version()))
                .toList();
    }

    /** Returns the recipe's default version and its releases as JSON, for other programs to read. */
    public String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("default", defaultVersion);
        List<Object> list = new ArrayList<>();
        for (Release release : releases) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("recipe", release.recipe());
            entry.put("version", release.version().text());
            entry.put(
                    "pins",
                    release.source().pins().stream()
                            .map(Pin::digest)
                            .collect(Collectors.toMap(
                                    digest -> digest.algorithm().jcaName(),
                                    Digest::hex,
                                    (one, other) -> one,
                                    LinkedHashMap::new)));
            entry.put("signers", release.source().signers());
            entry.put("builtOn", built(release));
            list.add(entry);
        }
        document.put("releases", list);
        return Json.write(document);
    }

    /** Returns what to provide for releases that nothing in the recipe verifies; empty if there are none. */
    public Optional<String> advice() {
        List<String> unproved = releases.stream()
                .filter(release -> release.source().pins().isEmpty()
                        && release.source().keys().isEmpty())
                .map(release -> release.version().text())
                .toList();
        return unproved.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Nothing verifies " + String.join(", ", unproved) + " yet. " + ArchiveRemedies.SECOND_OPINION);
    }
}
