package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Problem;
import java.io.IOException;
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

    private Recipe(String label, Object document, ReleaseParser.Head head, Optional<String> keys) {
        this.label = label;
        this.document = document;
        this.head = head;
        this.keys = keys;
    }

    /** Reads a file from the recipe's directory. */
    @FunctionalInterface
    interface Siblings {
        String read(String name) throws IOException;
    }

    /**
     * Reads a parsed file.
     *
     * @param label the recipe in messages
     * @param document the parsed file
     * @param siblings reads the file with keys, if the recipe names one
     * @throws RecipeException with every mistake in the file
     * @throws IOException if the file with keys cannot be read
     */
    static Recipe of(String label, Object document, Siblings siblings) throws RecipeException, IOException {
        ReleaseParser.Head head = read(label, document, ReleaseParser::head);
        Optional<String> file = head.keys();
        return new Recipe(
                label, document, head, file.isPresent() ? Optional.of(siblings.read(file.get())) : Optional.empty());
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
     * @throws RecipeException with every mistake that the recipe has for this version
     */
    public Release release(Version version, Path jdk) throws RecipeException {
        List<Pin> pinned = head.pins().getOrDefault(version, List.of());
        return read(label, document, root -> ReleaseParser.release(root, version, jdk.toString(), pinned, keys));
    }
}
