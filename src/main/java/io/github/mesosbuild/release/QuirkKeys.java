package io.github.mesosbuild.release;

import static io.github.mesosbuild.release.Key.optional;
import static io.github.mesosbuild.release.Key.required;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The keys of an entry in {@code quirks}. */
final class QuirkKeys {

    /** A change of a source file. */
    static final class Edit {
        static final Key<String> FILE =
                required("file", Kinds.PATH, "file under the top of the tree", "src/Makefile.in");
        static final Key<String> FIND =
                required("find", Kinds.TEXT, "text that occurs exactly once", "return argv > 0;");
        static final Key<String> REPLACE =
                required("replace", Kinds.ANY_TEXT, "text in its place", "return *argv != nullptr;");
        static final Section SECTION = Section.of("quirks.edits", FILE, FIND, REPLACE);

        private Edit() {}
    }

    static final Key<String> NAME =
            required("name", Kinds.TEXT, "short and stable; it is logged and part of the fingerprint", "pointer-order");
    static final Key<Condition> WHEN = optional(
                    "when", Kinds.CONDITION, "condition", "[{ gcc: \">= 6\" }, { clang: any }]")
            .absent("always");
    static final Key<String> BECAUSE =
            required("because", Kinds.TEXT, "one sentence: what fails without the fix", "the bindings need Python 2.");
    static final Key<String> MEASURED =
            optional("measured", Kinds.TEXT, "where the fix was seen to work", "GCC 12 on Debian 12");
    static final Key<String> DERIVED =
            optional("derived", Kinds.TEXT, "the documentation that the fix follows", "the release notes of clang 16");
    static final Key<List<String>> CONFIGURE =
            optional("configure", Kinds.TEXTS, "arguments of configure", "[--disable-python]");
    static final Key<Map<String, List<String>>> FLAGS =
            optional("flags", Kinds.TEXTS_BY_NAME, "words added to a variable", "{ CXXFLAGS: [-std=gnu++11] }");
    static final Key<Map<String, String>> ENVIRONMENT =
            optional("environment", Kinds.TEXT_BY_NAME, "variables of every step", "{ LC_ALL: C }");
    static final Key<List<ConfigNode>> EDITS = optional("edits", Kinds.list(Edit.SECTION), "changes of sources", "");
    static final Key<List<String>> EXCLUDED_TESTS = optional(
            "excludedTests",
            Kinds.TEXTS,
            "tests that cannot pass, as patterns of `--gtest_filter`. Automake's tests are named by directory and script,"
                    + " as in the report: `testsuite.panic-tests`, or `tests.NAME` in the top directory",
            "[ZooKeeperTest.*]");
    static final Key<OptionalInt> JDK_LAYOUT = optional(
            "jdkLayout",
            Kinds.choice("`8`", List.of(8, "8"), QuirkKeys::jdkLayout),
            "makes the layout of a JDK 8 from the selected JDK",
            "8");

    static final Section SECTION = Section.of(
            "quirks",
            NAME,
            WHEN,
            BECAUSE,
            MEASURED,
            DERIVED,
            CONFIGURE,
            FLAGS,
            ENVIRONMENT,
            EDITS,
            EXCLUDED_TESTS,
            JDK_LAYOUT);

    private QuirkKeys() {}

    /** Version 8 is the only JDK whose layout a release has needed so far. */
    private static OptionalInt jdkLayout(ConfigNode node) {
        OptionalInt layout = node.number(0, Integer.MAX_VALUE);
        if (layout.isPresent() && layout.getAsInt() != 8) {
            node.problem(node.textOrEmpty(), "is not supported. The only supported layout is 8");
        }
        return layout;
    }
}
