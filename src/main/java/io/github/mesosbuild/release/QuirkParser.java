package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;

/** Reads the quirks of a recipe. */
final class QuirkParser {
    private QuirkParser() {}

    static List<Quirk> quirks(ConfigNode root) {
        List<ConfigNode> quirks = RecipeKeys.QUIRKS.of(root);
        if (BuildKeys.Test.areNone(BuildKeys.TEST.in(RecipeKeys.BUILD.in(root)))) {
            quirks.stream()
                    .map(QuirkKeys.EXCLUDED_TESTS::in)
                    .filter(ConfigNode::isPresent)
                    .forEach(tests -> tests.problem("No tests to exclude: build.test is 'none'."));
        }
        return quirks.stream().map(QuirkParser::quirk).toList();
    }

    private static Quirk quirk(ConfigNode node) {
        return new Quirk(
                QuirkKeys.NAME.of(node),
                QuirkKeys.WHEN.of(node),
                QuirkKeys.BECAUSE.of(node),
                QuirkKeys.MEASURED.of(node),
                QuirkKeys.DERIVED.of(node),
                QuirkKeys.CONFIGURE.of(node),
                QuirkKeys.FLAGS.of(node),
                QuirkKeys.ENVIRONMENT.of(node),
                QuirkKeys.EDITS.of(node).stream().map(QuirkParser::edit).toList(),
                QuirkKeys.EXCLUDED_TESTS.of(node),
                QuirkKeys.JDK_LAYOUT.of(node));
    }

    private static Quirk.Edit edit(ConfigNode node) {
        return new Quirk.Edit(
                QuirkKeys.Edit.FILE.of(node), QuirkKeys.Edit.FIND.of(node), QuirkKeys.Edit.REPLACE.of(node));
    }
}
