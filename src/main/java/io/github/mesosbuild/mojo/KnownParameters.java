package io.github.mesosbuild.mojo;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The parameters of all goals as a tree: {@code archive} contains {@code url}, {@code sha256} and so on. */
final class KnownParameters {
    private static final Set<String> FLAGS = Set.of("boolean", Boolean.class.getName());
    private static final String MAP = Map.class.getName();

    /** A name. Several goals can use it for different purposes, such as {@code restart} of node-apply and of the goal restart. */
    static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private boolean value;
        private boolean flag;
        private boolean map;

        /** Returns whether it has a value of its own. */
        boolean isValue() {
            return value;
        }

        /** Returns whether its only values are {@code true} and {@code false}. */
        boolean isFlag() {
            return flag;
        }

        /** Returns whether it has entries with keys of any name. */
        boolean isMap() {
            return map;
        }

        Map<String, Node> children() {
            return children;
        }

        Optional<Node> child(String name) {
            return Optional.ofNullable(children.get(name));
        }

        private Node grow(String name) {
            return children.computeIfAbsent(name, any -> new Node());
        }

        private void take(String type, ClassLoader loader) {
            if (type.equals(MAP)) {
                map = true;
            } else if (type.endsWith("Parameters")) {
                nest(type, loader);
            } else if (!type.equals(PlexusConfiguration.class.getName())) {
                value = true;
                flag |= FLAGS.contains(type);
            }
        }

        private void nest(String type, ClassLoader loader) {
            try {
                Class<?> nest = Class.forName(type, false, loader);
                value |= Abbreviated.class.isAssignableFrom(nest);
                fields(nest)
                        .forEach(field ->
                                grow(field.getName()).take(field.getType().getName(), loader));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Node root = new Node();

    /**
     * Reads the parameters of all goals of a plugin.
     *
     * @param generated whether to include the goal help, whose properties do not begin with {@code mesos.}
     */
    KnownParameters(PluginDescriptor plugin, boolean generated) {
        for (MojoDescriptor mojo : plugin.getMojos()) {
            if (mojo.getGoal().equals("help") && !generated) {
                continue;
            }
            for (Parameter parameter : mojo.getParameters()) {
                if (parameter.isEditable()) {
                    root.grow(parameter.getName()).take(parameter.getType(), KnownParameters.class.getClassLoader());
                }
            }
        }
    }

    /** Returns the fields of a nested parameter; each is a parameter itself. */
    static Stream<Field> fields(Class<?> nest) {
        return Stream.<Class<?>>iterate(nest, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> !field.isSynthetic() && !Modifier.isStatic(field.getModifiers()));
    }

    Node root() {
        return root;
    }

    /** Returns the paths of all parameters, such as {@code archive.url}. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        walk(root, "", (path, node) -> paths.add(path));
        return paths;
    }

    /**
     * Returns the path of an entry of each map, such as {@code environment.CC}.
     *
     * @param wanted the path that gives the entry its key
     */
    List<String> entries(String wanted) {
        List<String> entries = new ArrayList<>();
        walk(root, "", (path, node) -> {
            if (node.map) {
                key(wanted, path).ifPresent(key -> entries.add(path + "." + key));
            }
        });
        return entries;
    }

    private static void walk(Node node, String prefix, BiConsumer<String, Node> visitor) {
        node.children.forEach((name, child) -> {
            visitor.accept(prefix + name, child);
            walk(child, prefix + name + ".", visitor);
        });
    }

    /** Returns the rest of the wanted path after as many names as the path has. */
    private static Optional<String> key(String wanted, String path) {
        int names = path.split("\\.").length;
        String[] words = wanted.split("\\.", names + 1);
        return words.length > names && !words[names].isEmpty() ? Optional.of(words[names]) : Optional.empty();
    }
}
