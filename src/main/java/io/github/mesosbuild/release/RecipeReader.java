package io.github.mesosbuild.release;

import io.github.mesosbuild.files.FileObserver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds and reads recipe files. They are YAML 1.2 in the failsafe schema, where {@code 0.10} is a text and stays one; the
 * bundled recipes show every key. {@code {version}}, {@code {file}} and {@code {jdk}} stand for the release's version, the
 * name of its archive and the home of the JDK.
 */
public final class RecipeReader {
    /** The names of the recipes that the plugin brings. */
    public static final List<String> BUNDLED = List.of("mesos", "commons-daemon");

    private final FileObserver witness;

    /** @param witness hears of the files of a recipe that is not bundled */
    public RecipeReader(FileObserver witness) {
        this.witness = witness;
    }

    /** Reads a file that lies beside the recipe. */
    @FunctionalInterface
    private interface Neighbours {
        String read(String name) throws IOException;
    }

    /**
     * Reads a bundled recipe by its name, or the user's own by its file.
     *
     * @param nameOrFile the name of a bundled recipe, or a path that {@code baseDirectory} makes absolute
     * @throws RecipeException if there is none, or it is wrong
     */
    public Recipe read(String nameOrFile, Path baseDirectory) throws RecipeException {
        Path file = baseDirectory.resolve(nameOrFile);
        try {
            return BUNDLED.contains(nameOrFile)
                    ? parse(nameOrFile, resource(nameOrFile + ".yaml"), RecipeReader::resource)
                    : parse(file.toString(), read(file), name -> read(file.resolveSibling(name)));
        } catch (NoSuchFileException e) {
            boolean missing = e.getFile().equals(file.toString());
            throw new RecipeException(
                    nameOrFile,
                    missing
                            ? "it is neither a bundled recipe (" + String.join(", ", BUNDLED) + ") nor the file " + file
                            : "the file " + e.getFile() + " that it names is not there",
                    missing);
        } catch (IOException e) {
            throw new RecipeException(nameOrFile, "it cannot be read: " + e.getMessage());
        }
    }

    private String read(Path file) throws IOException {
        witness.saw(file);
        return Files.readString(file);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = RecipeReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new NoSuchFileException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Recipe parse(String label, String yaml, Neighbours neighbours) throws RecipeException, IOException {
        Object document;
        try {
            document = YamlText.read(label, yaml);
        } catch (IOException e) {
            throw new RecipeException(label, "it is not YAML: " + e.getMessage());
        }
        Optional<YamlNode> keys = new YamlNode(label, "", document, Map.of()).get("keys");
        return new Recipe(
                label,
                document,
                keys.isPresent()
                        ? Optional.of(neighbours.read(keys.get().need("file").text()))
                        : Optional.empty());
    }
}
