package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the files of a description with golden files, for each distribution, number of masters and delivery. To accept deliberate
 * changes: {@code cp target/golden-nodes/* src/test/resources/io/github/mesosbuild/node/golden/}.
 */
class GoldenNodesTest {
    private static final Path WRITTEN = Path.of("target/golden-nodes");

    static Stream<Arguments> combinations() {
        List<Arguments> all = new ArrayList<>();
        for (String platform : Descriptions.PLATFORMS) {
            for (int masters : new int[] {1, 3, 5}) {
                for (String delivery : List.of("packages", "source")) {
                    all.add(Arguments.of(platform, masters, delivery));
                }
            }
        }
        return all.stream();
    }

    private static Description description(String platform, int masters, String delivery) throws Exception {
        StringBuilder yaml = new StringBuilder("version: 0.25.0\ncluster: The best\nplatform: " + platform + "\n");
        if (delivery.equals("packages")) {
            yaml.append("delivery: {packages: {url: 'http://packages.example.com', key: key.asc}}\n");
            Files.createDirectories(WRITTEN);
            Files.writeString(Path.of("target/key.asc"), Descriptions.KEY);
        }
        yaml.append("flags: {all: {logbufsecs: 1}, slave: {no-switch_user: ''}}\nhosts:\n");
        for (int i = 1; i <= masters; i++) {
            yaml.append("  - {name: m%d, address: 10.0.0.%d, roles: [zookeeper, master]}\n".formatted(i, i));
        }
        yaml.append("""
                  - name: s1
                    address: 203.0.113.1
                    roles: [slave]
                    attributes: {rack: a}
                    resources: {cpus: 4, "mem(web)": 512}
                """);
        return Descriptions.read(yaml.toString());
    }

    /** Shows the first host and the slave completely, and only the differences of the others. */
    private static String shown(Description description, int masters) {
        List<NodeTree> trees = NodeWriter.trees(description);
        StringBuilder text = new StringBuilder();
        for (NodeTree tree : trees) {
            boolean whole = tree == trees.get(0) || !tree.host().is(Role.MASTER);
            text.append("=== ")
                    .append(tree.host().name())
                    .append(whole ? "" : ", where it differs from m1")
                    .append('\n');
            tree.files().stream()
                    .filter(file -> whole || !trees.get(0).files().contains(file))
                    .forEach(file -> show(text, file, starter(file, description)));
            if (whole) {
                for (NodeFile script : tree.scripts()) {
                    if (script.path().equals("install.sh")) {
                        show(text, script, script.text().substring(script.text().indexOf("\n[ \"$(id -u)\"") + 1));
                    } else if (script.path().equals("restart.sh")) {
                        String functions = Template.filled("machine-root.sh", Map.of()) + SlaveGuard.functions();
                        show(text, script, script.text().replace(functions, "(functions)\n"));
                    } else if (script.path().equals("retire.sh")) {
                        show(text, script, script.text().substring(script.text().indexOf("\nretire ") + 1));
                    } else if (masters == 3 || !script.path().equals("README.md")) {
                        show(text, script, script.text());
                    }
                }
            }
        }
        return text.toString();
    }

    /** Returns a file's text, but that of the starter only on one platform. */
    private static String starter(NodeFile file, Description description) {
        String one = "debian 12";
        return file.path().endsWith("/mesos-node")
                        && !description.hosts().get(0).platform().toString().equals(one)
                ? "(as on " + one + ")\n"
                : file.text();
    }

    private static void show(StringBuilder text, NodeFile file, String content) {
        text.append("--- ")
                .append(file.mode())
                .append(' ')
                .append(file.path())
                .append('\n')
                .append(content);
        if (!content.endsWith("\n")) {
            text.append(content.isEmpty() ? "(empty)\n" : "\n(no line end)\n");
        }
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void isAsItWasAgreed(String platform, int masters, String delivery) throws Exception {
        String name = platform.replace(' ', '-') + "-" + masters + "-" + delivery + ".txt";
        String actual = shown(description(platform, masters, delivery), masters);
        Files.createDirectories(WRITTEN);
        Files.writeString(WRITTEN.resolve(name), actual);
        assertThat(actual).as("cp " + WRITTEN.resolve(name)).isEqualTo(golden(name));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = GoldenNodesTest.class.getResourceAsStream("golden/" + name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
