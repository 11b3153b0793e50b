package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What users see of the plugin, as {@code plugin.xml} describes it: changing it changes their builds. */
class DescriptorTest {
    private static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");
    private static final Path PAGE = Path.of("src/site/markdown/goals.md");
    private static final String GOLDEN = "plugin.golden.txt";

    private record Parameter(
            String name,
            String type,
            String expression,
            String value,
            String since,
            String description,
            boolean editable) {
        @Override
        public String toString() {
            return "  " + name + ": " + type.replaceFirst("^.*\\.", "")
                    + (expression.isEmpty() ? "" : ", " + expression)
                    + (value.isEmpty() ? "" : ", default " + value)
                    + (editable ? "" : ", read-only");
        }
    }

    private record Goal(
            String name,
            String implementation,
            String phase,
            String threadSafe,
            String requiresProject,
            String since,
            String description,
            List<Parameter> parameters) {
        @Override
        public String toString() {
            return name + ": " + (phase.isEmpty() ? "no phase" : "phase " + phase) + ", threadSafe " + threadSafe
                    + ", requiresProject " + requiresProject + ", since " + since;
        }
    }

    private static final List<Goal> GOALS = new ArrayList<>();
    private static final List<String> CONFIGURATORS = new ArrayList<>();

    @BeforeAll
    static void readDescriptor() throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(DESCRIPTOR.toFile())
                .getDocumentElement();
        for (Element mojo : children(root, "mojos")) {
            if (!text(mojo, "goal").equals("help")) {
                GOALS.add(goal(mojo));
                CONFIGURATORS.add(text(mojo, "configurator"));
            }
        }
    }

    private static Goal goal(Element mojo) {
        Map<String, Element> configuration = new TreeMap<>();
        children(mojo, "configuration").forEach(element -> configuration.put(element.getTagName(), element));
        List<Parameter> parameters = new ArrayList<>();
        for (Element parameter : children(mojo, "parameters")) {
            Element configured = configuration.get(text(parameter, "name"));
            parameters.add(new Parameter(
                    text(parameter, "name"),
                    text(parameter, "type"),
                    configured == null ? "" : configured.getTextContent(),
                    configured == null ? "" : configured.getAttribute("default-value"),
                    text(parameter, "since"),
                    text(parameter, "description"),
                    !text(parameter, "editable").equals("false")));
        }
        return new Goal(
                text(mojo, "goal"),
                text(mojo, "implementation"),
                text(mojo, "phase"),
                text(mojo, "threadSafe"),
                text(mojo, "requiresProject"),
                text(mojo, "since"),
                text(mojo, "description"),
                parameters);
    }

    private static List<Element> children(Element parent, String list) {
        return elements(parent)
                .filter(child -> child.getTagName().equals(list))
                .flatMap(DescriptorTest::elements)
                .toList();
    }

    private static String text(Element parent, String name) {
        return elements(parent)
                .filter(child -> child.getTagName().equals(name))
                .map(Node::getTextContent)
                .findFirst()
                .orElse("");
    }

    private static Stream<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements.stream();
    }

    /** Without it, Maven ends at an unknown nested element with the name of a class. */
    @Test
    void everyGoalIsConfiguredLeniently() {
        assertThat(CONFIGURATORS).hasSameSizeAs(GOALS).containsOnly(LenientConfigurator.NAME);
    }

    private static Stream<Parameter> editable() {
        return GOALS.stream().flatMap(goal -> goal.parameters().stream()).filter(Parameter::editable);
    }

    /** First what all goals have, then each goal with what it has besides. */
    private static List<String> described() {
        Set<String> common = new LinkedHashSet<>(
                GOALS.get(0).parameters().stream().map(Parameter::toString).toList());
        GOALS.forEach(goal -> common.retainAll(
                goal.parameters().stream().map(Parameter::toString).toList()));
        List<String> lines = new ArrayList<>(List.of("every goal:"));
        lines.addAll(common);
        for (Goal goal : GOALS) {
            lines.add(goal.toString());
            goal.parameters().stream()
                    .map(Parameter::toString)
                    .filter(line -> !common.contains(line))
                    .forEach(lines::add);
        }
        return lines;
    }

    @Test
    void goalsAndParametersAreThoseThatWereAgreed() throws IOException {
        List<String> expected;
        try (InputStream golden = DescriptorTest.class.getResourceAsStream(GOLDEN)) {
            expected = golden == null
                    ? List.of()
                    : new String(golden.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        }
        List<String> actual = described();
        if (!actual.equals(expected)) {
            Path written = Files.write(Path.of("target", GOLDEN), actual);
            fail("The goals or their parameters changed. If users shall see that, copy " + written + " over the "
                    + GOLDEN + " of the tests.\n" + difference(expected, actual));
        }
    }

    /** What is only in one of the two, each with the goal that it belongs to. */
    private static String difference(List<String> expected, List<String> actual) {
        StringBuilder text = new StringBuilder();
        Map<String, List<String>> before = byGoal(expected);
        Map<String, List<String>> now = byGoal(actual);
        Set<String> goals = new LinkedHashSet<>(before.keySet());
        goals.addAll(now.keySet());
        for (String goal : goals) {
            List<String> gone = new ArrayList<>(before.getOrDefault(goal, List.of()));
            gone.removeAll(now.getOrDefault(goal, List.of()));
            List<String> added = new ArrayList<>(now.getOrDefault(goal, List.of()));
            added.removeAll(before.getOrDefault(goal, List.of()));
            gone.forEach(line -> text.append("- ")
                    .append(goal)
                    .append(": ")
                    .append(line.strip())
                    .append('\n'));
            added.forEach(line -> text.append("+ ")
                    .append(goal)
                    .append(": ")
                    .append(line.strip())
                    .append('\n'));
        }
        return text.length() == 0 ? "Only the order differs." : text.toString();
    }

    private static Map<String, List<String>> byGoal(List<String> lines) {
        Map<String, List<String>> byGoal = new LinkedHashMap<>();
        String goal = "";
        for (String line : lines) {
            if (!line.startsWith(" ")) {
                goal = line.substring(0, line.indexOf(':'));
            }
            byGoal.computeIfAbsent(goal, name -> new ArrayList<>()).add(line);
        }
        return byGoal;
    }

    @Test
    void everyGoalAndEveryParameterSaysWhatItIsAndSinceWhen() {
        assertThat(GOALS).hasSizeGreaterThanOrEqualTo(11);
        assertThat(GOALS).allSatisfy(goal -> {
            assertThat(goal.description())
                    .as(goal.name())
                    .hasSizeGreaterThan(40)
                    .endsWith(".");
            assertThat(goal.since()).as(goal.name()).matches("\\d+\\.\\d+\\.\\d+");
        });
        assertThat(editable()).allSatisfy(parameter -> {
            assertThat(parameter.description().strip())
                    .as(parameter.name())
                    .hasSizeGreaterThan(20)
                    .endsWith(".");
            assertThat(parameter.since())
                    .as("%s, if it is newer than its goal", parameter.name())
                    .matches("(\\d+\\.\\d+\\.\\d+)?");
        });
    }

    @Test
    void everyPropertyIsNamedAsItsParameter() {
        assertThat(editable())
                .filteredOn(parameter -> !parameter.expression().isEmpty())
                .isNotEmpty()
                .allSatisfy(parameter -> assertThat(parameter.expression())
                        .isEqualTo(
                                parameter.name().matches("altDeploymentRepository|skipTests|skipITs|mavenTestSkip")
                                        ? "${" + parameter.name().replace("mavenTestSkip", "maven.test.skip") + "}"
                                        : "${mesos." + parameter.name() + "}"));
    }

    @Test
    void everyGoalCanBeSkippedAloneAndWithAllOthers() {
        assertThat(GOALS).allSatisfy(goal -> {
            String own = "mesos."
                    + Pattern.compile("-(.)")
                            .matcher(goal.name())
                            .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT))
                    + ".skip";
            assertThat(goal.parameters())
                    .as(own)
                    .anyMatch(parameter -> parameter.description().contains(own))
                    .anyMatch(parameter -> parameter.expression().equals("${mesos.skip}"));
        });
    }

    @Test
    void thePageOfGoalsHasEveryParameterAndEveryElementOfANestedOne() throws Exception {
        String page = Files.readString(PAGE);
        Set<String> properties = new TreeSet<>();
        for (Parameter parameter : editable().toList()) {
            if (parameter.type().endsWith("Parameters")) {
                KnownParameters.fields(Class.forName(parameter.type()))
                        .forEach(field -> properties.add("mesos." + parameter.name() + "." + field.getName()));
            } else if (parameter.expression().startsWith("${mesos.")) {
                properties.add("mesos." + parameter.name());
            }
        }
        // The page describes once how a goal is skipped; a description in the POM has no property.
        assertThat(page).contains("`mesos.GOAL.skip`");
        properties.removeIf(property -> property.endsWith(".skip") || property.equals("mesos.nodes.description"));
        assertThat(properties)
                .hasSizeGreaterThan(80)
                .allSatisfy(property -> assertThat(page).contains("`" + property));
    }

    /** The file is read by Maven at each start. */
    @Test
    void theDescriptorIsSmall() throws IOException {
        assertThat(Files.size(DESCRIPTOR)).isLessThanOrEqualTo(260_000);
        for (Goal goal : GOALS) {
            assertThat(goal.parameters()).as(goal.name()).hasSizeLessThan(50);
        }
    }

    /** A parameter that a goal has but does not read would be accepted without effect. */
    @Test
    void goalsForClustersAndMachinesHaveNoParametersOfABuild() {
        assertThat(GOALS)
                .filteredOn(
                        goal -> goal.name().matches("kill|pause|resume|restart|status|stop|releases|report|node-.*"))
                .hasSize(11)
                .allSatisfy(goal -> assertThat(goal.parameters())
                        .extracting(Parameter::name)
                        .doesNotContain("jobs", "mirrors", "attempts", "configureArguments", "keys", "unpack", "test"));
        assertThat(GOALS)
                .filteredOn(goal -> goal.name().matches("fetch|verify"))
                .hasSize(2)
                .allSatisfy(goal -> assertThat(goal.parameters())
                        .extracting(Parameter::name)
                        .contains("mirrors", "keys", "archive")
                        .doesNotContain("jobs", "configureArguments", "unpack", "test", "cluster", "nodes"));
    }
}
