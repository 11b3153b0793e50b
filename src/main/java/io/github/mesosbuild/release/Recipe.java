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
     * @throws RecipeException with every mistake that the recipe has for this version, or with every file of {@code patches} that cannot be
     *     used. Each file must exist, whatever version and machine its patch is for, unless its name contains the version
     */
    public Release release(Version version, Path jdk) throws RecipeException {
        List<Pin> pinned = head.pins().getOrDefault(version, List.of());
        Release release =
                read(label, document, root -> ReleaseParser.release(root, version, jdk.toString(), pinned, keys));
        return release.withQuirks(read(label, document, root -> withPatches(release.quirks(), root, version)));
    }

    /** Returns quirks, the last of which are the patches of a recipe, with the files that are beside the recipe. */
    private List<Quirk> withPatches(List<Quirk> quirks, ConfigNode root, Version version) {
        List<Quirk> read = new ArrayList<>(quirks);
        List<ConfigNode> entries = RecipeKeys.PATCHES.in(root).list();
        int first = quirks.size() - entries.size();
        for (int i = 0; i < entries.size(); i++) {
            ConfigNode file = PatchKeys.FILE.in(entries.get(i));
            Quirk quirk = quirks.get(first + i);
            Patch patch = quirk.patch().orElseThrow();
            boolean meant =
                    !file.mentions(ReleaseParser.VERSION) || quirk.when().permits(Release.OWN_VERSION, version);
            if (!patch.remote() && meant) {
                read.set(first + i, quirk.with(loaded(patch, file)));
            }
        }
        return read;
    }

    /** Returns a patch with its content; without it, after a report, if it cannot be used. */
    private Patch loaded(Patch patch, ConfigNode node) {
        Path path = Path.of(label).resolveSibling(patch.place());
        Patch unread =
                new Patch(patch.name(), path.toString(), false, Optional.empty(), patch.strip(), Optional.empty());
        try {
            byte[] content = siblings.read(patch.place());
            if (content.length > Patch.LARGEST) {
                node.problem(path + " is larger than " + Quantities.bytes(Patch.LARGEST) + ", too large for a patch.");
                return unread;
            }
            Patch loaded = unread.with(content);
            if (patch.sha256().isPresent() && !patch.sha256().equals(loaded.sha256())) {
                node.problem(path + " does not have the SHA-256 of this entry: expected "
                        + patch.sha256().get().hex() + ", got "
                        + loaded.sha256().get().hex() + ".");
            }
            return loaded;
        } catch (NoSuchFileException e) {
            node.problem(path + " does not exist.");
        } catch (IOException e) {
            node.problem("Cannot read " + path + ": " + e.getMessage() + ".");
        }
        return unread;
    }
}
