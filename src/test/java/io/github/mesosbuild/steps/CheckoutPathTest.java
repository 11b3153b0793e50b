package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Our own build refuses the invoker projects exactly in those directories in which the plugin refuses to build. */
class CheckoutPathTest {
    @Test
    void pomRefusesWhatThePluginRefuses() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        String accepted = pom.getElementsByTagName("regex").item(0).getTextContent();
        assertThat("/home/me/mesos-maven-plugin").matches(accepted);
        assertThat("/home/me/m\u00e4ven").matches(accepted);
        IntStream.range(' ', 127)
                .mapToObj(c -> "/home/" + (char) c)
                .forEach(path -> assertThat(path.matches(accepted))
                        .as(path)
                        .isEqualTo(!Preflight.UNSAFE.matcher(path).find()));
    }
}
