package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownParametersTest {
    private static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");

    private static KnownParameters properties;
    private static KnownParameters elements;

    private final UnknownParameters found = new UnknownParameters(properties, elements);

    @BeforeAll
    static void readDescriptor() throws Exception {
        try (Reader reader = Files.newBufferedReader(DESCRIPTOR)) {
            PluginDescriptor plugin = new PluginDescriptorBuilder().build(reader);
            properties = new KnownParameters(plugin, false);
            elements = new KnownParameters(plugin, true);
        }
    }

    private void user(String name, String value) {
        Properties user = new Properties();
        user.setProperty(name, value);
        found.examine(user);
    }

    private void configured(String elementsOfIt) throws Exception {
        found.examine(Xpp3DomBuilder.build(new StringReader("<configuration>" + elementsOfIt + "</configuration>")));
    }

    @ParameterizedTest
    @CsvSource({
        "mesos.verison, mesos.version",
        "mesos.Version, mesos.version",
        "mesos.enviroment.X, mesos.environment.X",
        "mesos.enviroment.a.b, mesos.environment.a.b",
        "mesos.archive.sha25, mesos.archive.sha256",
        "mesos.acrhive.sha256, mesos.archive.sha256",
        "mesos.archive-url, mesos.archive.url",
        "mesos.sha256, mesos.archive.sha256 or mesos.bundles.sha256",
        "mesos.cluster.msaters, mesos.cluster.masters",
        "mesos.cluster.slaveFlag.resources, mesos.cluster.slaveFlags.resources",
        "mesos.cluster.agentFlag.resources, mesos.cluster.agentFlags.resources",
        "mesos.cluster.agent, mesos.cluster.agents",
        "mesos.startAgnet.skip, mesos.startAgent.skip",
        "mesos.cluster.nodeflag.slave-1.resources, mesos.cluster.nodeFlags.slave-1.resources",
        "mesos.flag.quorum, mesos.flags.quorum",
        "mesos.check-dependencies.skip, mesos.checkDependencies.skip",
        "mesos.strcit, mesos.strict",
        "mesos.installdir, ",
        "mesos.archive.xyz, ",
        "mesos.goal, "
    })
    void anUnknownPropertyIsNamedWithTheOneThatWasMeant(String unknown, String meant) {
        user(unknown, "1");
        assertThat(found.unknown())
                .containsExactly("Unknown parameter " + unknown + ": it has no effect."
                        + (meant == null ? "" : " Did you mean " + meant + "?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mesos.version",
                "mesos.strict",
                "mesos.skipTests",
                "mesos.node",
                "mesos.archive.sha256",
                "mesos.environment.ANY",
                "mesos.environment.a.b",
                "mesos.cluster.masterFlags.quorum",
                "mesos.cluster.nodeFlags.slave-1.resources",
                "mesos.cluster.agents",
                "mesos.cluster.slaves",
                "mesos.cluster.agentFlags.resources",
                "mesos.cluster.slaveFlags.resources",
                "mesos.startAgent.skip",
                "mesos.forgetAgent",
                "mesos.forgetSlave",
                "mesos.cluster.ports.master-1",
                "mesos.flags.any",
                "mesos.test",
                "mesos.test.names",
                "mesos.restart",
                "mesos.restart.skip",
                "mesos.env.file",
                "mesos.home",
                "mesos.native.library",
                "mesos.java.library.path",
                "mesos.running.slave-1.port",
                "mesosphere.verison",
                "verison"
            })
    void whatSomeGoalReadsOrSetsIsKnown(String property) {
        user(property, "true");
        assertThat(found.unknown()).isEmpty();
        assertThat(found.wrong()).isEmpty();
    }

    @Test
    void aNameWithoutWhatBelongsBehindItIsExplained() {
        user("mesos.environment", "A=1");
        user("mesos.env", "x");
        user("mesos.nodes.description", "x");
        assertThat(found.unknown())
                .contains(
                        "mesos.environment has no effect without a key. Write mesos.environment.KEY=VALUE.",
                        "mesos.env has no effect by itself. The parameters in it are"
                                + " mesos.env.file, mesos.env.remove, mesos.env.skip.",
                        "mesos.nodes.description has no effect as a property. Write it as an element in the POM.");
    }

    @ParameterizedTest
    @CsvSource({
        "<verison>1</verison>, <verison>, <version>",
        "<archive><sha25>1</sha25></archive>, <archive><sha25>, <archive><sha256>",
        "<cluster><msaters>3</msaters><slaves>1</slaves></cluster>, <cluster><msaters>, <cluster><masters>",
        "<enviroment><X>1</X></enviroment>, <enviroment>, <environment>",
        "<sha256>x</sha256>, <sha256>, <archive><sha256> or <bundles><sha256>",
        "<masters>3</masters>, <masters>, <master> or <cluster><masters>",
        "<install-directory>x</install-directory>, <install-directory>, <installDirectory>",
        "<something/>, <something>, "
    })
    void anUnknownElementIsNamedWithTheOneThatWasMeant(String configuration, String unknown, String meant)
            throws Exception {
        configured(configuration);
        assertThat(found.unknown())
                .containsExactly(
                        "Unknown element " + unknown + " in the configuration of mesos-maven-plugin: it has no effect."
                                + (meant == null ? "" : " Did you mean " + meant + "?"));
    }

    @Test
    void whatSomeGoalReadsIsKnownAndMapsAndListsHaveChildrenOfAnyName() throws Exception {
        configured("""
                <version>1</version><root>/</root><detail>true</detail>
                <mirrors><one>x</one><mirror>y</mirror></mirrors>
                <environment><ANY>1</ANY></environment>
                <archive><sha256>x</sha256></archive>
                <unpack><maximum-ratio>3</maximum-ratio></unpack>
                <test><names><name>a</name></names></test>
                <cluster><slaveFlags><any>1</any></slaveFlags></cluster>
                <nodes><description><hosts><host><name>n1</name></host></hosts></description></nodes>
                <restart><skip>true</skip></restart><dryRun/><python> TRUE </python><strict>${x}</strict>
                """);
        assertThat(found.unknown()).isEmpty();
        assertThat(found.wrong()).isEmpty();
    }

    @Test
    void valuesThatAreNeitherTrueNorFalseAreNamed() throws Exception {
        user("mesos.strict", "ture");
        user("mesos.check.skip", "yes");
        configured("<dryRun>1</dryRun><strip>no</strip><env><remove>x</remove></env>");
        assertThat(found.unknown()).isEmpty();
        assertThat(found.wrong())
                .containsExactly(
                        "mesos.strict must be true or false, got 'ture'.",
                        "mesos.check.skip must be true or false, got 'yes'.",
                        "The element <dryRun> must be true or false, got '1'.",
                        "The element <strip> must be true or false, got 'no'.",
                        "The element <env><remove> must be true or false, got 'x'.");
    }

    /** Services of Maven are no parameters, and a goal's configuration has them as well. */
    @Test
    void ofAGoalOnlyWhatIsNestedIsJudged() throws Exception {
        found.examineNested(Xpp3DomBuilder.build(new StringReader(
                "<configuration><session>${session}</session><archive><sha25>x</sha25></archive></configuration>")));
        assertThat(found.unknown()).hasSize(1).first().asString().contains("<archive><sha25>");
    }

    /** What our own pages and projects write must be right. */
    @Test
    void everyPropertyInThePagesAndProjectsIsKnown() throws IOException {
        Pattern property = Pattern.compile("-D(mesos\\.[\\w.-]*\\w)");
        Map<String, Path> named = new TreeMap<>();
        for (Path file : pages()) {
            property.matcher(Files.readString(file)).results().forEach(match -> named.put(match.group(1), file));
        }
        assertThat(named).hasSizeGreaterThan(30);
        List<String> misspelled = List.of("mesos.verison", "mesos.enviroment.X", "mesos.archive.sha25");
        named.forEach((name, file) -> {
            if (!misspelled.contains(name)) {
                user(name, "true");
                assertThat(found.unknown()).as(file.toString()).isEmpty();
            }
        });
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> projects = Files.walk(Path.of("src"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), projects)
                    .filter(file ->
                            file.toString().matches("(README|src.main.*|src.it.*|src.site.*)\\.(md|properties|java)"))
                    .toList();
        }
    }
}
