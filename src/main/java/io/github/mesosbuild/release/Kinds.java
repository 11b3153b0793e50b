package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.files.PathNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The kinds of values in a recipe. */
final class Kinds {
    /** Every scalar is a text for the parser; editors see numbers and booleans. */
    private static final List<String> SCALARS = List.of("string", "number", "boolean");

    private static final String NO_WAY_UP = "(?!(.*/)?\\.\\.(/|$))";
    private static final String BOUND = "(>=|>|<=|<|=)?\\s*[0-9][^,]*";

    static final Kind<String> TEXT = new Kind<>("text", with("minLength", 1), ConfigNode::textOrEmpty);
    static final Kind<String> ANY_TEXT = new Kind<>("text", true, Map.of("type", SCALARS), ConfigNode::textOrEmpty);

    static final Kind<List<String>> TEXTS = new Kind<>("list of texts", items(ANY_TEXT.schema()), ConfigNode::texts);
    static final Kind<Map<String, String>> TEXT_BY_NAME =
            new Kind<>("texts by name", values(ANY_TEXT.schema()), ConfigNode::textMap);
    static final Kind<Map<String, List<String>>> TEXTS_BY_NAME =
            new Kind<>("lists of texts by name", values(TEXTS.schema()), ConfigNode::textsMap);

    static final Kind<String> NAME = matching(
            "name", "^(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9 ._+~^-]{0,99}$", node -> checked(node, PathNames::plain));
    static final Kind<String> FILE =
            matching("file name", "^(?!\\.{1,2}$)[^/\\u0000-\\u001f]{1,200}$", node -> checked(node, PathNames::file));
    static final Kind<List<String>> FILES = list("list of file names", FILE);
    static final Kind<String> PATH =
            matching("path", "^(?!/)" + NO_WAY_UP + "[^\\u0000-\\u001f]*$", node -> checked(node, PathNames::inside));

    static final Kind<Map<String, String>> PATH_BY_PATH = new Kind<>(
            "paths by path",
            Map.of("type", "object", "propertyNames", PATH.schema(), "additionalProperties", PATH.schema()),
            Kinds::files);

    static final Kind<Map<String, String>> PATH_BY_NAME =
            new Kind<>("paths by name", PATH_BY_PATH.schema(), PATH_BY_PATH.reader());

    /** The program is a file of the installation, or has an absolute path. */
    static final Kind<List<String>> COMMAND = new Kind<>(
            "list of texts: a program and its arguments",
            Map.of(
                    "type",
                    "array",
                    "minItems",
                    1,
                    "items",
                    List.of(with("pattern", "^(/|" + NO_WAY_UP + ")")),
                    "additionalItems",
                    ANY_TEXT.schema()),
            Kinds::command);

    /** A program of the system, and its arguments. */
    static final Kind<List<String>> CALL = new Kind<>(
            "list of texts: a program and its arguments",
            Map.of("type", "array", "minItems", 1, "items", ANY_TEXT.schema()),
            Kinds::call);

    static final Kind<Boolean> FLAG =
            new Kind<>("`true` or `false`", Map.of("enum", List.of(true, false, "true", "false")), ConfigNode::flag);

    static final Kind<Long> MEBIBYTES = new Kind<>(
            "whole number, in MiB",
            Map.of("type", List.of("integer", "string"), "minimum", 0, "maximum", 999_999_999, "pattern", "^\\d{1,9}$"),
            node -> (long) node.number(0, Integer.MAX_VALUE).orElse(0) << 20);

    private static final int MOST_JOBS = 999_999;

    static final Kind<OptionalInt> JOBS = new Kind<>(
            "whole number of at least 1",
            Map.of(
                    "type",
                    List.of("integer", "string"),
                    "minimum",
                    1,
                    "maximum",
                    MOST_JOBS,
                    "pattern",
                    "^0{0,3}[1-9]\\d{0,5}$"),
            node -> node.number(1, MOST_JOBS));

    static final Kind<Optional<Version>> VERSION =
            matching("version", "^(?!.*\\.\\.)[0-9][A-Za-z0-9._+~^-]{0,99}$", node -> node.as(Version::ofRelease));
    static final Kind<Optional<VersionRange>> RANGE = matching(
            "version range",
            "^\\s*(any|missing|" + BOUND + "(,\\s*" + BOUND + ")*)\\s*$",
            node -> node.as(VersionRange::new));

    static final Kind<Map<String, Version>> VERSION_BY_NAME =
            new Kind<>("versions by name", values(with("pattern", "^\\s*[0-9]")), Kinds::versions);

    static final Kind<Condition> CONDITION = new Kind<>(
            "condition",
            Map.of("anyOf", List.of(values(RANGE.schema()), items(values(RANGE.schema())))),
            Kinds::condition);

    private Kinds() {}

    private static Map<String, Object> with(String keyword, Object value) {
        return Map.of("type", SCALARS, keyword, value);
    }

    static Map<String, Object> items(Object schema) {
        return Map.of("type", "array", "items", schema);
    }

    static Map<String, Object> values(Object schema) {
        return Map.of("type", "object", "additionalProperties", schema);
    }

    /** A text with a form. */
    static <T> Kind<T> matching(String name, String pattern, Function<ConfigNode, T> reader) {
        return new Kind<>(name, with("pattern", pattern), reader);
    }

    /** One of some words. */
    static <T> Kind<T> choice(String name, List<?> words, Function<ConfigNode, T> reader) {
        return new Kind<>(name, Map.of("enum", words), reader);
    }

    static <T> Kind<List<T>> list(String name, Kind<T> item) {
        return new Kind<>(
                name,
                items(item.schema()),
                node -> node.list().stream().map(item.reader()).toList());
    }

    /** A map; an absent one is read as an empty one in which nothing is required. */
    static Kind<ConfigNode> map(Section section) {
        return new Kind<>("map", Map.of("section", section), node -> node.isPresent() ? section.open(node) : node);
    }

    /** A part of a map that is laid over the complete one. */
    static Kind<ConfigNode> part(Section section) {
        return new Kind<>(
                "map",
                Map.of("section", new Section.Fragment(section)),
                node -> node.isPresent() ? section.open(node.asFragment()) : node);
    }

    static Kind<List<ConfigNode>> list(Section section) {
        return new Kind<>(
                "list of maps",
                items(section),
                node -> node.list().stream().map(section::open).toList());
    }

    /**
     * Returns the text of a place that becomes part of a path.
     *
     * @param form returns an objection, as a clause that follows the quoted text
     */
    private static String checked(ConfigNode node, Function<String, Optional<String>> form) {
        Optional<String> text = node.text();
        text.filter(some -> !some.isEmpty()).flatMap(form).ifPresent(clause -> node.problem(text.get(), clause));
        return text.orElse("");
    }

    private static Map<String, String> files(ConfigNode node) {
        node.map().forEach((target, file) -> {
            PathNames.inside(target).ifPresent(clause -> node.problem(target, clause));
            checked(file, PathNames::inside);
        });
        return node.textMap();
    }

    private static List<String> call(ConfigNode node) {
        List<String> words = node.texts();
        if (node.isList() && words.isEmpty()) {
            node.problem("Name a program.");
        }
        return words;
    }

    private static List<String> command(ConfigNode node) {
        List<String> words = call(node);
        words.stream()
                .findFirst()
                .filter(program -> !program.startsWith("/"))
                .flatMap(PathNames::inside)
                .ifPresent(clause -> node.problem(words.get(0), clause));
        return words;
    }

    private static Map<String, Version> versions(ConfigNode node) {
        Map<String, Version> versions = new LinkedHashMap<>();
        node.map().forEach((name, version) -> version.as(Version::new).ifPresent(parsed -> versions.put(name, parsed)));
        return versions;
    }

    private static Condition condition(ConfigNode node) {
        if (!node.isPresent()) {
            return Condition.ALWAYS;
        }
        List<Map<String, VersionRange>> alternatives = new ArrayList<>();
        for (ConfigNode alternative : node.isList() ? node.list() : List.of(node)) {
            Map<String, VersionRange> ranges = new LinkedHashMap<>();
            alternative
                    .map()
                    .forEach((tool, range) -> RANGE.reader().apply(range).ifPresent(parsed -> {
                        if (tool.startsWith("--") && !parsed.isAnyOrMissing()) {
                            range.problem(
                                    parsed.text(),
                                    "is not a range of an option, which has no version. Use any or missing");
                        }
                        ranges.put(tool, parsed);
                    }));
            alternatives.add(ranges);
        }
        return new Condition(alternatives);
    }
}
