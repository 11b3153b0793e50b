package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.FileObserver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds and reads recipe files. They are YAML 1.2 in the failsafe schema, where every scalar is a string: {@code 0.10} stays
 * {@code 0.10}. {@code RecipeKeys} declares the keys. The placeholders {@code {version}}, {@code {file}} and {@code {jdk}} are replaced by
 * the release's version, the name of its archive and the home of the JDK.
 */
public final class RecipeReader {
    /** The names of the bundled recipes. */
    public static final List<String> BUNDLED = List.of("mesos", "commons-daemon");

    private final FileObserver observer;

    /**
     * Creates a reader.
     *
     * @param observer is told each file that is read; bundled recipes are not files
     */
    public RecipeReader(FileObserver observer) {
        this.observer = observer;
    }

    /**
     * Reads a bundled recipe by name, or a recipe file.
     *
     * @param nameOrFile the name of a bundled recipe, or a path
     * @param baseDirectory the directory that a relative path starts from
     * @throws RecipeException if there is no such recipe, or with every mistake in it
     */
    public Recipe read(String nameOrFile, Path baseDirectory) throws RecipeException {
        Path file = baseDirectory.resolve(nameOrFile);
        try {
            return BUNDLED.contains(nameOrFile)
                    ? parse(nameOrFile, text(resource(nameOrFile + ".yaml")), RecipeReader::resource)
                    : parse(file.toString(), text(read(file)), name -> read(file.resolveSibling(name)));
        } catch (NoSuchFileException e) {
            boolean missing = e.getFile().equals(file.toString());
            throw new RecipeException(
                    nameOrFile,
                    missing
                            ? file + " does not exist, and there is no bundled recipe of that name. Bundled recipes: "
                                    + String.join(", ", BUNDLED) + "."
                            : "Its key file " + e.getFile() + " does not exist.",
                    missing);
        } catch (IOException e) {
            throw new RecipeException(nameOrFile, "Cannot read it: " + e.getMessage());
        }
    }

    private byte[] read(Path file) throws IOException {
        observer.saw(file);
        return Files.readAllBytes(file);
    }

    /** Returns a text in UTF-8. Other bytes are an {@link IOException}. */
    private static String text(byte[] bytes) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RecipeReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new NoSuchFileException(name);
            }
            return in.readAllBytes();
        }
    }

    private static Recipe parse(String label, String yaml, Recipe.Siblings siblings)
            throws RecipeException, IOException {
        Object document;
        try {
            document = Documents.yaml(yaml);
        } catch (ConfigException e) {
            throw e.problem()
                    .map(problem -> RecipeException.of(label, List.of(problem)))
                    .orElseGet(() -> new RecipeException(label, e.getMessage()));
        }
        return Recipe.of(label, document, siblings);
    }
}
