package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Problem;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A line of releases that are built in the same way, described by one recipe file. */
public final class Recipe {
    private final String label;
    private final Object document;
    private final ReleaseParser.Head head;
    private final Optional<String> keys;
    private final Siblings siblings;

    private Recipe(String label, Object document, ReleaseParser.Head head, Optional<String> keys, Siblings siblings) {
        this.label = label;
        this.document = document;
        this.head = head;
        this.keys = keys;
        this.siblings = siblings;
    }

    /** Reads a file from the recipe's directory. */
    @FunctionalInterface
    interface Siblings {
        byte[] read(String name) throws IOException;
    }

    /**
     * Reads a parsed file.
     *
     * @param label the recipe in messages
     * @param document the parsed file
     * @param siblings reads the file with keys and the patches, if the recipe names any
     * @throws RecipeException with every mistake in the file
     * @throws IOException if the file with keys cannot be read
     */
    static Recipe of(String label, Object document, Siblings siblings) throws RecipeException, IOException {
        ReleaseParser.Head head = read(label, document, ReleaseParser::head);
        Optional<String> file = head.keys();
        Optional<String> keys = file.isPresent()
                ? Optional.of(new String(siblings.read(file.get()), StandardCharsets.UTF_8))
                : Optional.empty();
        return new Recipe(label, document, head, keys, siblings);
    }

    private static <T> T read(String label, Object document, Function<ConfigNode, T> reader) throws RecipeException {
        List<Problem> problems = new ArrayList<>();
        T result = reader.apply(ConfigNode.reporting(document, problems::add));
        if (!problems.isEmpty()) {
            throw RecipeException.of(label, problems);
        }
        return result;
    }

    /** Returns the name that selects it in {@code mesos.recipe}. */
    public String name() {
        return head.name();
    }

    /** The version that is built unless {@code mesos.version} selects another. */
    public Version defaultVersion() {
        return head.defaultVersion();
    }

    /** The versions with a pinned digest, oldest first. */
    public List<String> known() {
        return versions().stream()
                .filter(version -> !head.pins().getOrDefault(version, List.of()).isEmpty())
                .map(Version::text)
                .toList();
    }

    /** The versions in the recipe, with or without a pinned digest, oldest first. */
    public List<Version> versions() {
        return Stream.concat(head.pins().keySet().stream(), Stream.of(head.defaultVersion()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the newest version in the recipe that begins with these numbers, such as 1.11.0 for 1.11; the version itself if there is none. */
    public Version newestOf(Version line) {
        List<Version> versions = versions();
        return versions.contains(line)
                ? line
                : versions.stream()
                        .filter(version -> version.text().startsWith(line.text() + "."))
                        .max(Comparator.naturalOrder())
                        .orElse(line);
    }

    /**
     * The release with a version, including the recipe's pins for it.
     *
     * @param jdk the home of the JDK, for {@code {jdk}}
     * @throws RecipeException with every mistake that the recipe has for this version, or if a patch cannot be used
     */
    public Release release(Version version, Path jdk) throws RecipeException {
        List<Pin> pinned = head.pins().getOrDefault(version, List.of());
        Release release =
                read(label, document, root -> ReleaseParser.release(root, version, jdk.toString(), pinned, keys));
        List<Quirk> quirks = new ArrayList<>();
        for (Quirk quirk : release.quirks()) {
            boolean beside = quirk.patch().filter(patch -> !patch.remote()).isPresent();
            quirks.add(beside ? quirk.with(loaded(quirk.patch().get())) : quirk);
        }
        return release.withQuirks(quirks);
    }

    private Patch loaded(Patch patch) throws RecipeException {
        Path path = Path.of(label).resolveSibling(patch.place());
        try {
            byte[] content = siblings.read(patch.place());
            if (content.length > Patch.LARGEST) {
                throw new RecipeException(
                        label, "Its patch " + path + " is larger than " + Quantities.bytes(Patch.LARGEST) + ".");
            }
            Patch loaded = new Patch(
                            patch.name(), path.toString(), false, Optional.empty(), patch.strip(), Optional.empty())
                    .with(content);
            if (patch.sha256().isPresent() && !patch.sha256().equals(loaded.sha256())) {
                throw new RecipeException(
                        label,
                        "Its patch " + path + " does not have the SHA-256 in patches: expected "
                                + patch.sha256().get().hex() + ", got "
                                + loaded.sha256().get().hex() + ".");
            }
            return loaded;
        } catch (NoSuchFileException e) {
            throw new RecipeException(label, "Its patch " + path + " does not exist.");
        } catch (IOException e) {
            throw new RecipeException(label, "Cannot read its patch " + path + ": " + e.getMessage());
        }
    }
}
