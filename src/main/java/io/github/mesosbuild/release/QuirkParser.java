package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.OptionalInt;

/** Reads the quirks of a recipe. */
final class QuirkParser {
    private QuirkParser() {}

    static List<Quirk> quirks(ConfigNode root) {
        boolean tests = root.get("build").get("test").isPresent();
        for (ConfigNode quirk : root.get("quirks").list()) {
            if (!tests && quirk.get("excludedTests").isPresent()) {
                quirk.get("excludedTests").problem("No tests to exclude: the recipe has no build.test.");
            }
        }
        return root.get("quirks").list().stream().map(QuirkParser::quirk).toList();
    }

    private static Quirk quirk(ConfigNode node) {
        node.onlyKeys(
                "name",
                "when",
                "because",
                "measured",
                "derived",
                "configure",
                "flags",
                "environment",
                "edits",
                "excludedTests",
                "jdkLayout");
        return new Quirk(
                node.requireText("name"),
                ReleaseParser.condition(node.get("when")),
                node.requireText("because"),
                node.get("measured").textOrEmpty(),
                node.get("derived").textOrEmpty(),
                node.get("configure").texts(),
                node.get("flags").textsMap(),
                node.get("environment").textMap(),
                node.get("edits").list().stream().map(QuirkParser::edit).toList(),
                node.get("excludedTests").texts(),
                jdkLayout(node.get("jdkLayout")));
    }

    private static Quirk.Edit edit(ConfigNode node) {
        node.onlyKeys("file", "find", "replace");
        return new Quirk.Edit(
                ReleaseParser.inside(node.require("file")), node.requireText("find"), node.requireText("replace"));
    }

    /** Version 8 is the only JDK whose layout a release has needed so far. */
    private static OptionalInt jdkLayout(ConfigNode node) {
        OptionalInt layout = node.number(0, Integer.MAX_VALUE);
        if (layout.isPresent() && layout.getAsInt() != 8) {
            node.problem(node.textOrEmpty(), "is not supported. The only supported layout is 8");
        }
        return layout;
    }
}
