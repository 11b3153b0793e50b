package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.files.PathNames;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A line of releases that are built in the same way, described by one recipe file. */
public final class Recipe {
    private final String label;
    private final Object document;
    private final Optional<String> keys;
    private final String name;
    private final Version defaultVersion;
    private final Map<Version, List<Pin>> pins;

    /**
     * Creates a recipe from a parsed file.
     *
     * @param label the recipe in messages
     * @param document the parsed file
     * @param keys the armored keys next to the file, if it names any
     * @throws RecipeException if the file has a mistake
     */
    Recipe(String label, Object document, Optional<String> keys) throws RecipeException {
        this.label = label;
        this.document = document;
        this.keys = keys;
        this.name = read(label, document, root -> ReleaseParser.checked(root.require("recipe"), PathNames::plain));
        this.defaultVersion = read(
                label,
                document,
                root -> root.require("version").as(Version::ofRelease).orElseThrow());
        this.pins = read(label, document, root -> ReleaseParser.pins(name, root.get("pins")));
        release(defaultVersion, Path.of("jdk"));
    }

    /** Reads a document up to its first mistake. */
    static <T> T read(String label, Object document, Function<ConfigNode, T> reader) throws RecipeException {
        try {
            return ConfigNode.failFast(document, reader);
        } catch (ConfigException e) {
            throw new RecipeException(label, e.getMessage());
        }
    }

    /** Returns the name that selects it in {@code mesos.recipe}. */
    public String name() {
        return name;
    }

    /** The version that is built unless {@code mesos.version} selects another. */
    public Version defaultVersion() {
        return defaultVersion;
    }

    /** The versions with a pinned digest, oldest first. */
    public List<String> known() {
        return versions().stream()
                .filter(version -> !pins.getOrDefault(version, List.of()).isEmpty())
                .map(Version::text)
                .toList();
    }

    /** The versions in the recipe, with or without a pinned digest, oldest first. */
    public List<Version> versions() {
        return Stream.concat(pins.keySet().stream(), Stream.of(defaultVersion))
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
     * @throws RecipeException if the recipe has a mistake for this version
     */
    public Release release(Version version, Path jdk) throws RecipeException {
        List<Pin> pinned = pins.getOrDefault(version, List.of());
        return read(label, document, root -> ReleaseParser.release(root, version, jdk.toString(), pinned, keys));
    }
}
