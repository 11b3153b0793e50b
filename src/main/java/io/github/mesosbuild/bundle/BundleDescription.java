package io.github.mesosbuild.bundle;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.files.PathNames;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.steps.BuildIdentity;
import io.github.mesosbuild.steps.InstallationStore;
import io.github.mesosbuild.steps.StepInputs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a bundle contains and what it needs of a machine. It is a file of the bundle, and also beside it in the repository, where it
 * only helps to choose a bundle.
 *
 * @param recipe the recipe's name
 * @param version the release's version
 * @param archive the SHA-256 of the release's archive, in hexadecimal
 * @param inputs everything that decided the result of the build, by name
 * @param tests the fingerprint of the release's own tests that all passed; empty if they were not run, or some failed
 * @param choices what the user chose, by parameter
 * @param platform the platform that it was built on
 * @param distribution the name of the distribution that it was built on
 * @param family the distributions that have packages of the same names
 * @param libraries the shared libraries that the system must have
 * @param texts the files that have {@link InstallationSurvey#PLACEHOLDER} in place of the directory
 * @param kept the files that still contain the directory of the build, with the place
 * @param plugin the version of the plugin that made it
 */
public record BundleDescription(
        String recipe,
        String version,
        String archive,
        SortedMap<String, String> inputs,
        Optional<String> tests,
        SortedMap<String, String> choices,
        TargetPlatform platform,
        String distribution,
        Distribution.Family family,
        List<NeededLibrary> libraries,
        List<String> texts,
        SortedMap<String, String> kept,
        String plugin) {

    /** The path of the description in the installation. */
    public static final String PATH = InstallationStore.BUNDLE;

    /** The directory of a bundle's own files, in the installation. */
    public static final String DIRECTORY = PATH.substring(0, PATH.lastIndexOf('/'));

    /** The maximum size of a description in bytes. */
    public static final int LARGEST = 4 << 20;

    private static final int FORMAT = 1;
    private static final int MOST_LIBRARIES = 1000;

    /** Users may paste such a name into a shell. */
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._:-]{0,99}");

    /** Names of files that every locale can represent. */
    private static final Pattern LIBRARY = Pattern.compile("(?!\\.\\.?$)[!-.0-~]{1,200}");

    public BundleDescription {
        inputs = new TreeMap<>(inputs);
        choices = new TreeMap<>(choices);
        libraries = List.copyOf(libraries);
        texts = List.copyOf(texts);
        kept = new TreeMap<>(kept);
    }

    /** Returns the name and version of the release. */
    public String release() {
        return recipe + " " + version;
    }

    /** Returns the classifier of the bundle: the platform, and the first digits of the build's fingerprint. */
    public String classifier() {
        return platform + "-" + BuildIdentity.id(new StepInputs(inputs));
    }

    /** Returns this description as JSON. */
    public byte[] json() {
        return Json.write(values()).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns what {@link #json} has, by key. */
    Map<String, Object> values() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("recipe", recipe);
        json.put("version", version);
        json.put("archive", archive);
        json.put("platform", platform.toString());
        json.put("distribution", distribution);
        json.put("packages", family.key());
        json.put("tests", tests.orElse(null));
        json.put("choices", choices);
        json.put("libraries", libraries.stream().map(BundleDescription::json).toList());
        json.put("texts", texts);
        json.put("kept", kept);
        json.put("plugin", plugin);
        json.put("inputs", inputs);
        return json;
    }

    private static Map<String, Object> json(NeededLibrary library) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", library.name());
        json.put("versions", library.versions());
        library.provider().ifPresent(provider -> {
            json.put("package", provider.name());
            json.put("packageVersion", provider.version());
            json.put("packageType", provider.type());
            json.put("packageArchitecture", provider.architecture());
        });
        return json;
    }

    /**
     * Reads a description.
     *
     * @throws NewerFormatException if a newer version of this plugin wrote it
     * @throws ConfigException if it is not one, or contains a path that leaves the installation or appears twice
     */
    public static BundleDescription read(byte[] json) throws ConfigException {
        return ConfigNode.failFast(document(json), BundleDescription::read);
    }

    /**
     * Parses a document that is not larger than a description.
     *
     * @throws NewerFormatException if a newer version of this plugin wrote it
     */
    static Object document(byte[] json) throws ConfigException {
        if (json.length > LARGEST) {
            throw new ConfigException("The description has " + json.length + " bytes; the limit is " + LARGEST + ".");
        }
        Object document =
                Documents.json(new String(json, StandardCharsets.UTF_8)).value();
        int format = ConfigNode.failFast(document, BundleDescription::format);
        if (format > FORMAT) {
            throw new NewerFormatException(format);
        }
        return document;
    }

    private static int format(ConfigNode root) {
        return root.require("format").number(FORMAT, 1_000_000).orElse(0);
    }

    static BundleDescription read(ConfigNode root) {
        ConfigNode platform = root.require("platform");
        Optional<TargetPlatform> parsed = TargetPlatform.parse(platform.textOrEmpty());
        if (parsed.isEmpty()) {
            platform.problem(platform.textOrEmpty(), "is not a platform");
        }
        return new BundleDescription(
                root.require("recipe").textOrEmpty(),
                root.require("version").textOrEmpty(),
                root.require("archive").textOrEmpty(),
                new TreeMap<>(root.require("inputs").textMap()),
                root.get("tests").trimmed(),
                new TreeMap<>(root.require("choices").textMap()),
                parsed.orElseThrow(),
                root.get("distribution").textOrEmpty(),
                Distribution.Family.ofKey(root.get("packages").textOrEmpty()),
                libraries(root.require("libraries")),
                paths(root.get("texts")),
                new TreeMap<>(root.get("kept").textMap()),
                root.get("plugin").textOrEmpty());
    }

    private static List<NeededLibrary> libraries(ConfigNode libraries) {
        List<NeededLibrary> read = new ArrayList<>();
        if (libraries.list().size() > MOST_LIBRARIES) {
            libraries.problem(
                    "There are " + libraries.list().size() + " libraries; the limit is " + MOST_LIBRARIES + ".");
        }
        for (ConfigNode library : libraries.list()) {
            ConfigNode name = library.require("name");
            if (!LIBRARY.matcher(name.textOrEmpty()).matches()) {
                name.problem(name.textOrEmpty(), "is not the name of a library");
            }
            ConfigNode owner = library.get("package");
            if (owner.isPresent() && !PACKAGE.matcher(owner.textOrEmpty()).matches()) {
                owner.problem(owner.textOrEmpty(), "is not the name of a package");
            }
            read.add(new NeededLibrary(
                    name.textOrEmpty(),
                    library.get("versions").texts(),
                    owner.trimmed()
                            .map(known -> new SystemPackages.Provider(
                                    library.get("packageType").textOrEmpty(),
                                    known,
                                    library.get("packageVersion").textOrEmpty(),
                                    library.get("packageArchitecture").textOrEmpty()))));
        }
        return read;
    }

    private static List<String> paths(ConfigNode paths) {
        Set<String> known = new HashSet<>();
        for (ConfigNode path : paths.list()) {
            String text = path.textOrEmpty();
            PathNames.inside(text).ifPresent(why -> path.problem(text, why));
            if (!known.add(text)) {
                path.problem(text, "is listed twice");
            }
            if (Stream.of(text.split("/", -1)).anyMatch(name -> name.isEmpty() || name.equals("."))) {
                path.problem(text, "is not the path of a file");
            }
            if (text.startsWith(DIRECTORY + "/")) {
                path.problem(text, "describes the bundle, so it must not be changed");
            }
        }
        return paths.texts();
    }
}
