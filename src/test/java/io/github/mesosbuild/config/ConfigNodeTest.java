package io.github.mesosbuild.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigNodeTest {
    private static final Map<String, Object> DOCUMENT = Map.of(
            "list", List.of("a", Map.of("name", " b ")), "map", Map.of("{v}", "x{v}y"), "text", "maybe", "empty", "");

    private final List<String> problems = new ArrayList<>();
    private final ConfigNode root = ConfigNode.collecting(DOCUMENT, problems);

    @Test
    void aCollectingNodeReportsEveryProblemWithItsPathAndContinues() {
        assertThat(root.get("list").list().get(1).get("name").number(1, 9)).isEmpty();
        assertThat(root.get("text").flag()).isFalse();
        assertThat(root.get("text").list()).isEmpty();
        assertThat(root.get("list").map()).isEmpty();
        assertThat(root.get("map").text()).isEmpty();
        root.onlyKeys("list", "map");
        assertThat(root.require("empty").isPresent()).isFalse();
        assertThat(root.requireText("empty")).isEmpty();
        assertThat(root.requireText("absent")).isEmpty();
        root.get("text").require("x");
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "list[1].name: 'b' is not a whole number from 1 to 9.",
                        "text: 'maybe' is neither true nor false.",
                        "text: Expected a list, got 'maybe'.",
                        "list: Expected a map, got a list.",
                        "map: Expected a string, got a map.",
                        "Unknown key 'text'. Known keys: list, map.",
                        "Unknown key 'empty'. Known keys: list, map.",
                        "'empty' is required.",
                        "'absent' is required.",
                        "text: Expected a map, got 'maybe'.");
    }

    @Test
    void aFailFastReadingEndsAtTheFirstProblem() throws ConfigException {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfigNode.failFast(DOCUMENT, node -> {
                    node.get("text").flag();
                    return node.requireText("absent");
                }))
                .withMessage("text: 'maybe' is neither true nor false.");
        String text = ConfigNode.failFast(DOCUMENT, node -> node.requireText("text"));
        assertThat(text).isEqualTo("maybe");
    }

    @Test
    void aLenientNodeTreatsWrongKindsAsAbsent() {
        ConfigNode lenient = ConfigNode.lenient(DOCUMENT);
        assertThat(lenient.get("text").list()).isEmpty();
        assertThat(lenient.get("list").text()).isEmpty();
        assertThat(lenient.get("text").get("below").trimmed()).isEmpty();
    }

    @Test
    void anObjectionOfACheckIsReported() {
        assertThat(root.get("text").trimmed(value -> Optional.of("is not a name")))
                .isEmpty();
        assertThat(root.get("text").trimmed(value -> Optional.empty())).contains("maybe");
        assertThat(root.get("empty").trimmed(value -> Optional.of("is not a name")))
                .isEmpty();
        assertThat(root.get("text").as(Integer::valueOf)).isEmpty();
        assertThat(problems).containsExactly("text: 'maybe' is not a name.", "text: For input string: \"maybe\".");
    }

    @Test
    void unsafeCharactersOfAValueAreEscaped() {
        ConfigNode.collecting(Map.of("a\nb", "c\u001b"), problems).onlyKeys("x");
        ConfigNode.collecting("c\u001b", problems).list();
        assertThat(problems)
                .containsExactly("Unknown key 'a\\u{a}b'. Known keys: x.", "Expected a list, got 'c\\u{1b}'.");
    }

    @Test
    void placeholdersAreReplacedInKeysAndValues() {
        ConfigNode replaced = root.replaced("{v}", "1");
        assertThat(replaced.get("map").textMap()).isEqualTo(Map.of("1", "x1y"));
        assertThat(root.mentions("{v}")).isTrue();
        assertThat(replaced.mentions("{v}")).isFalse();
        assertThat(root.get("absent").mentions("{v}")).isFalse();
    }

    @Test
    void problemsKnowTheirPlaceAlsoInChangedCopies() throws Exception {
        Object document = Documents.yaml("""
                base:
                  list: [a, {b: NAME}]
                  kept: 1
                  NAME: x
                above:
                  list:
                    - c
                    - d
                  NAME: y
                """);
        List<String> places = new ArrayList<>();
        ConfigNode root = ConfigNode.reporting(
                document, problem -> places.add(problem.place().orElseThrow() + " " + problem.path()));
        ConfigNode base = root.get("base").replaced("NAME", "name");
        base.get("list").list().get(1).get("b").problem("!");
        ConfigNode laid = root.get("base").overlaid(root.get("above")).without("kept");
        laid.get("list").list().get(1).problem("!");
        laid.get("NAME").problem("!");
        laid.get("absent").problem("!");
        laid.onlyKeys("list");
        laid.require("kept");
        assertThat(places)
                .containsExactly(
                        "2:17 base.list[1].b",
                        "8:7 base.list[1]",
                        "9:9 base.NAME",
                        "2:3 base.absent",
                        "9:3 base",
                        "2:3 base");
    }

    @Test
    void nothingIsRequiredInAFragmentExceptInItsLists() {
        List<String> problems = new ArrayList<>();
        ConfigNode fragment = ConfigNode.collecting(Map.of("map", Map.of(), "list", List.of(Map.of())), problems)
                .asFragment();
        fragment.require("a");
        fragment.get("map").requireAny(List.of("a", "b"));
        fragment.get("list").list().get(0).requireAny(List.of("a", "b"));
        assertThat(problems).containsExactly("list[0]: 'a' or 'b' is required.");
    }
}
