package io.github.mesosbuild.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The messages of failed and skipped tests, by full test name, from the file that {@code --gtest_output=xml} writes. The program
 * writes the file when it exits, so the file exists only if all tests have run.
 */
final class ShardXml {
    private static final int MOST = 20_000;

    private ShardXml() {}

    /**
     * Returns the messages of failed and skipped tests by full test name; empty if the file is missing or empty. A file that is not
     * valid XML, such as one with invalid UTF-8, is treated as having no messages.
     */
    static Optional<Map<String, String>> messages(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return Optional.empty();
        }
        Map<String, String> messages = new HashMap<>();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            read(factory.createXMLStreamReader(in), messages);
        } catch (XMLStreamException e) {
            return Optional.of(messages);
        }
        return Optional.of(messages);
    }

    private static void read(XMLStreamReader reader, Map<String, String> messages) throws XMLStreamException {
        String test = "";
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String message = reader.getAttributeValue(null, "message");
            switch (reader.getLocalName()) {
                case "testcase" ->
                    test = reader.getAttributeValue(null, "classname") + "." + reader.getAttributeValue(null, "name");
                case "failure", "skipped" -> {
                    if (message != null) {
                        messages.merge(test, message, (before, more) -> cut(before + "\n" + more));
                    }
                }
                default -> {
                    // Properties and headers.
                }
            }
        }
    }

    private static String cut(String text) {
        return text.length() > MOST ? text.substring(0, MOST) + "..." : text;
    }
}
