package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.node.DescriptionException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class DescribedNodesTest {
    private static PlexusConfiguration parsed(String xml) throws Exception {
        return new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader(xml)));
    }

    @Test
    void readsElementsAsKeysAndItemsAsLists() throws Exception {
        assertThat(DescribedNodes.tree(parsed("""
                        <description>
                          <platform> debian 12 </platform>
                          <quorum>2</quorum>
                          <hosts>
                            <host>
                              <name>one</name>
                              <roles><role>master</role><role>zookeeper</role></roles>
                              <attributes><rack>a</rack></attributes>
                              <flags><master><quiet/></master></flags>
                            </host>
                            <host><name>two</name><roles>slave</roles></host>
                          </hosts>
                        </description>
                        """)))
                .isEqualTo(Map.of(
                        "platform", "debian 12",
                        "quorum", "2",
                        "hosts",
                                List.of(
                                        Map.of(
                                                "name", "one",
                                                "roles", List.of("master", "zookeeper"),
                                                "attributes", Map.of("rack", "a"),
                                                "flags", Map.of("master", Map.of("quiet", ""))),
                                        Map.of("name", "two", "roles", "slave"))));
    }

    @Test
    void refusesAnElementThatIsThereTwice() {
        assertThat(catchThrowableOfType(
                                DescriptionException.class,
                                () -> DescribedNodes.tree(
                                        parsed("<description><quorum>1</quorum><quorum>2</quorum></description>")))
                        .problems())
                .containsExactly("description.quorum: The element is set twice.");
    }
}
