package io.github.mesosbuild.release;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A line of releases that are built in the same way, as one recipe file describes it. */
public final class Recipe {
    /** Stands for the home of the JDK. */
    static final String JDK = "{jdk}";

    private final String label;
    private final Object document;
    private final Optional<String> keys;
    private final String name;
    private final Version defaultVersion;
    private final Map<Version, List<Pin>> pins;

    /**
     * @param label the recipe in messages
     * @param document the parsed file
     * @param keys the armoured keys that lie beside the file, if it names any
     * @throws RecipeException if something in the file is wrong
     */
    Recipe(String label, Object document, Optional<String> keys) throws RecipeException {
        this.label = label;
        this.document = document;
        this.keys = keys;
        YamlNode root = new YamlNode(label, "", document, Map.of());
        this.name = root.need("recipe").text();
        this.defaultVersion = root.need("version").as(Version::new);
        this.pins = ReleaseParser.pins(name, root.get("pins"));
        release(defaultVersion, Path.of("jdk"));
    }

    /** The name by which {@code mesos.recipe} chooses it. */
    public String name() {
        return name;
    }

    /** The version that is built if none is asked for. */
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

    /** The versions that the recipe names, with a digest or without, oldest first. */
    public List<Version> versions() {
        return Stream.concat(pins.keySet().stream(), Stream.of(defaultVersion))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The release of that version, with its pins if the recipe has any.
     *
     * @param jdk the home of the JDK, for {@code {jdk}}
     * @throws RecipeException if what the version and the JDK make of the recipe is wrong
     */
    public Release release(Version version, Path jdk) throws RecipeException {
        Map<String, String> placeholders = new LinkedHashMap<>();
        placeholders.put("{version}", version.text());
        placeholders.put(JDK, jdk.toString());
        YamlNode root = new YamlNode(label, "", document, placeholders);
        return ReleaseParser.release(root, version, pins.getOrDefault(version, List.of()), keys);
    }
}
