package io.github.mesosbuild.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Parses YAML 1.2 and JSON. Documents that are too large or nested too deeply are refused. */
public final class Documents {
    private static final int MAX_YAML_CODE_POINTS = 4 * 1024 * 1024;

    /** More than the state of a master with thousands of slaves. */
    private static final int MAX_JSON_CODE_POINTS = 64 * 1024 * 1024;

    private static final int MAX_DEPTH = 100;

    private Documents() {}

    /**
     * Parses a YAML document in the failsafe schema, where every scalar is a string: {@code 0.10} stays {@code 0.10}. A key
     * or an item without a value has an empty string.
     *
     * @return maps, lists and strings, which know their places in the text; null for an empty document
     * @throws ConfigException if the text is not YAML, repeats a key, or exceeds a limit; the message names line and column
     */
    public static Object yaml(String text) throws ConfigException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new StringSchema())
                .setCodePointLimit(MAX_YAML_CODE_POINTS)
                .build();
        return load(settings, new PlacingConstructor(settings), text);
    }

    /**
     * Parses a YAML file of the plugin.
     *
     * @param near a class in the file's package
     * @throws UncheckedIOException if there is no such file, or it is not YAML
     */
    public static Object bundled(Class<?> near, String name) {
        try (InputStream in = near.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return yaml(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Parses a JSON object or array (RFC 8259), which is YAML 1.2 too (YAML 1.2.2, 1.3). If members have the same name, the
     * last one counts.
     *
     * @return the document; values of the wrong kind count as absent
     * @throws ConfigException if the text is not JSON, or exceeds a limit
     */
    public static ConfigNode json(String text) throws ConfigException {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            throw new ConfigException("Expected a JSON object or array.");
        }
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(MAX_JSON_CODE_POINTS)
                .build();
        return ConfigNode.lenient(load(settings, new StandardConstructor(settings), text));
    }

    private static Object load(LoadSettings settings, StandardConstructor constructor, String text)
            throws ConfigException {
        try {
            Optional<Node> root = new BoundedComposer(settings, text).getSingleNode();
            if (root.isEmpty()) {
                return null;
            }
            Object document = constructor.constructSingleDocument(root);
            depth(document, new IdentityHashMap<>(), 0);
            return document;
        } catch (MarkedYamlEngineException e) {
            throw e.getProblemMark()
                    .map(mark -> new ConfigException(place(mark), e.getProblem() + ".", e))
                    .orElseGet(() -> new ConfigException("Invalid YAML: " + e.getProblem() + ".", e));
        } catch (YamlEngineException e) {
            throw new ConfigException(e.getMessage(), e);
        } catch (RuntimeException e) {
            // Its constructors throw what Java throws, for {"x": !!int y}.
            throw new ConfigException("A value is not of the type that its tag names: " + e.getMessage() + ".", e);
        }
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /**
     * Returns how deep a value is nested, looking at each collection once. A document of a few hundred bytes can refer to its
     * collections in millions of ways.
     *
     * @param known the depths of collections that were looked at before
     * @param ancestors the number of collections around the value, which is too large if one contains itself through an alias
     */
    private static int depth(Object value, Map<Object, Integer> known, int ancestors) {
        Collection<?> children = value instanceof Map<?, ?> map
                ? map.values()
                : value instanceof Collection<?> items ? items : List.of();
        if (children.isEmpty()) {
            return 0;
        }
        Integer before = known.get(value);
        if (before != null) {
            requireDepth(ancestors + before);
            return before;
        }
        requireDepth(ancestors + 1);
        int deepest = 0;
        for (Object child : children) {
            deepest = Math.max(deepest, depth(child, known, ancestors + 1));
        }
        known.put(value, deepest + 1);
        return deepest + 1;
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new YamlEngineException("The document is nested more than " + MAX_DEPTH + " levels deep.");
        }
    }

    /** The failsafe schema, which has no constructor for a value that is left out. */
    private static final class StringSchema extends FailsafeSchema {
        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            return Map.of(Tag.NULL, node -> ((ScalarNode) node).getValue());
        }
    }

    /** Notes the places of keys, values and items. */
    private static final class PlacingConstructor extends StandardConstructor {
        PlacingConstructor(LoadSettings settings) {
            super(settings);
        }

        @Override
        protected Map<Object, Object> createEmptyMapFor(MappingNode node) {
            PlacedMap map = new PlacedMap(place(node));
            for (NodeTuple tuple : node.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    map.place(key.getValue(), place(key), place(tuple.getValueNode()));
                }
            }
            return map;
        }

        @Override
        protected List<Object> createEmptyListForNode(SequenceNode node) {
            return new PlacedList(
                    node.getValue().stream().map(PlacingConstructor::place).toList());
        }

        @Override
        protected Map<Object, Object> constructMapping(MappingNode node) {
            Map<Object, Object> map = createEmptyMapFor(node);
            constructMapping2ndStep(node, map);
            return map;
        }

        @Override
        protected List<Object> constructSequence(SequenceNode node) {
            List<Object> list = createEmptyListForNode(node);
            constructSequenceStep2(node, list);
            return list;
        }

        private static Place place(Node node) {
            return node.getStartMark().map(Documents::place).orElseThrow();
        }
    }

    /** Stops at too deep a collection, before the recursion of the composer exhausts the stack. */
    private static final class BoundedComposer extends Composer {
        private int depth;

        BoundedComposer(LoadSettings settings, String text) {
            super(settings, new ParserImpl(settings, new StreamReader(settings, text)));
        }

        @Override
        protected SequenceNode composeSequenceNode(Optional<Anchor> anchor) {
            requireDepth(++depth);
            SequenceNode node = super.composeSequenceNode(anchor);
            depth--;
            return node;
        }

        @Override
        protected Node composeMappingNode(Optional<Anchor> anchor) {
            requireDepth(++depth);
            Node node = super.composeMappingNode(anchor);
            depth--;
            return node;
        }
    }
}
