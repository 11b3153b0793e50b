package io.github.mesosbuild.mojo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Finds parameters that no goal of this plugin reads: properties of the command line that begin with {@code mesos.}, and elements of
 * the plugin's configuration in a POM. Properties of a project are ignored, because other plugins may read them.
 */
final class UnknownParameters {
    private static final String PREFIX = "mesos.";
    private static final Pattern DASH = Pattern.compile("-(.)");

    /** Properties that goals of this plugin set for other plugins and for programs; users can set them too. */
    private static final Set<String> PUBLISHED =
            Set.of("mesos.home", "mesos.native.library", "mesos.java.library.path");

    private static final String PUBLISHED_PREFIX = "mesos.running.";

    private final KnownParameters properties;
    private final KnownParameters elements;
    private final Map<String, String> unknown = new LinkedHashMap<>();
    private final Map<String, String> wrong = new LinkedHashMap<>();

    /**
     * Creates a search that knows these parameters.
     *
     * @param properties the parameters that a property can set
     * @param elements the parameters that an element of the configuration can set
     */
    UnknownParameters(KnownParameters properties, KnownParameters elements) {
        this.properties = properties;
        this.elements = elements;
    }

    /** Returns a sentence for each parameter that no goal reads. */
    List<String> unknown() {
        return List.copyOf(unknown.values());
    }

    /** Returns a sentence for each value that is neither true nor false and should be. */
    List<String> wrong() {
        return List.copyOf(wrong.values());
    }

    /** Examines the properties of the command line. */
    void examine(Properties user) {
        for (String name : new TreeSet<>(user.stringPropertyNames())) {
            if (name.startsWith(PREFIX) && !PUBLISHED.contains(name) && !name.startsWith(PUBLISHED_PREFIX)) {
                property(name).ifPresent(sentence -> unknown.put(name, sentence));
                if (isFlag(name) && !UserProperties.isTruth(user.getProperty(name))) {
                    wrong.put(name, name + " must be true or false, got '" + user.getProperty(name) + "'.");
                }
            }
        }
    }

    private boolean isFlag(String name) {
        Optional<KnownParameters.Node> node = Optional.of(properties.root());
        for (String word : name.substring(PREFIX.length()).split("\\.")) {
            node = node.flatMap(parent -> parent.child(word));
        }
        return node.map(KnownParameters.Node::isFlag).orElse(false);
    }

    private Optional<String> property(String name) {
        String path = name.substring(PREFIX.length());
        KnownParameters.Node node = properties.root();
        for (String word : path.split("\\.", -1)) {
            if (node.isMap()) {
                return Optional.empty();
            }
            Optional<KnownParameters.Node> child = node.child(word);
            if (child.isEmpty()) {
                return Optional.of("Unknown parameter " + name + ": it has no effect."
                        + question(ParameterSuggestion.by(path, leaves(), properties.entries(path)), PREFIX::concat));
            }
            node = child.get();
        }
        if (node.isValue()) {
            return Optional.empty();
        }
        return Optional.of(name + " has no effect " + instead(name, node));
    }

    private static String instead(String name, KnownParameters.Node node) {
        if (node.isMap()) {
            return "without a key. Write " + name + ".KEY=VALUE.";
        }
        return node.children().isEmpty()
                ? "as a property. Write it as an element in the POM."
                : "by itself. The parameters in it are "
                        + node.children().keySet().stream()
                                .map(child -> name + "." + child)
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** Returns the parameters that a property can set. */
    private List<String> leaves() {
        return properties.paths().stream()
                .filter(known -> property(PREFIX + known).isEmpty())
                .toList();
    }

    /** Examines a configuration of this plugin in a POM, at every depth. */
    void examine(Xpp3Dom configuration) {
        for (Xpp3Dom child : configuration.getChildren()) {
            element(elements.root(), child, "");
        }
    }

    /** Examines the configuration that Maven passes to a goal; its top level also has Maven's own values. */
    void examineNested(Xpp3Dom configuration) {
        for (Xpp3Dom child : configuration.getChildren()) {
            if (elements.root().child(child.getName()).isPresent()) {
                element(elements.root(), child, "");
            }
        }
    }

    private void element(KnownParameters.Node parent, Xpp3Dom element, String prefix) {
        String name = prefix.isEmpty() ? element.getName() : camel(element.getName());
        String path = prefix + name;
        Optional<KnownParameters.Node> node = parent.child(name);
        if (node.isEmpty()) {
            unknown.put(
                    written(path),
                    "Unknown element " + written(path)
                            + " in the configuration of mesos-maven-plugin: it has no effect."
                            + question(
                                    ParameterSuggestion.by(path, elements.paths(), List.of()),
                                    UnknownParameters::written));
        } else if (node.get().isFlag() && element.getChildCount() == 0) {
            flag(path, element.getValue());
        } else if (!node.get().isMap() && !node.get().children().isEmpty()) {
            for (Xpp3Dom child : element.getChildren()) {
                element(node.get(), child, path + ".");
            }
        }
    }

    private void flag(String path, String value) {
        if (value != null && !value.contains("${") && !UserProperties.isTruth(value)) {
            wrong.put(path, "The element " + written(path) + " must be true or false, got '" + value.strip() + "'.");
        }
    }

    /** Maven accepts {@code maximum-ratio} for {@code maximumRatio} in a nested element, but not at the top level. */
    static String camel(String name) {
        return DASH.matcher(name)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).toUpperCase(Locale.ROOT)));
    }

    private static String written(String path) {
        return Arrays.stream(path.split("\\.")).map(name -> "<" + name + ">").collect(Collectors.joining());
    }

    private static String question(List<String> meant, UnaryOperator<String> written) {
        return meant.isEmpty()
                ? ""
                : " Did you mean " + meant.stream().map(written).collect(Collectors.joining(" or ")) + "?";
    }
}
