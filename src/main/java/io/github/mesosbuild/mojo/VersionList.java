package io.github.mesosbuild.mojo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The versions of an artifact, as {@code maven-metadata.xml} lists them.
 *
 * @see <a href="https://maven.apache.org/ref/current/maven-repository-metadata/repository-metadata.html">its format</a>
 */
final class VersionList {
    /** Bytes; a version needs about 80. */
    static final long LARGEST = 4L << 20;

    private static final String PATH = "metadata/versioning/versions/version";
    private static final int LONGEST_VERSION = 200;
    private static final DateTimeFormatter UPDATED = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private VersionList() {}

    /** @throws IOException if the file is not readable or not of this format; the message is the reason, without the file's name */
    static Set<String> read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("its maven-metadata.xml is larger than 4 MiB");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream input = Files.newInputStream(file)) {
            return versions(factory.createXMLStreamReader(input));
        } catch (XMLStreamException e) {
            throw new IOException("its maven-metadata.xml is not well-formed XML", e);
        }
    }

    private static Set<String> versions(XMLStreamReader reader) throws XMLStreamException, IOException {
        Set<String> versions = new LinkedHashSet<>();
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (path.isEmpty() && !reader.getLocalName().equals("metadata")) {
                        throw new IOException("its maven-metadata.xml is another document");
                    }
                    path.addLast(reader.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (text.length() <= LONGEST_VERSION) {
                        text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (path.size() == 4 && String.join("/", path).equals(PATH)) {
                        versions.add(text.toString().strip());
                    }
                    path.removeLast();
                    text.setLength(0);
                }
                default -> {}
            }
        }
        return versions;
    }

    /** Writes a list. The names must not need escaping in XML, as those of a {@code MavenFile} do not. */
    static void write(Path file, String group, String artifact, Collection<String> versions, Instant updated)
            throws IOException {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata>\n");
        text.append("  <groupId>").append(group).append("</groupId>\n");
        text.append("  <artifactId>").append(artifact).append("</artifactId>\n");
        text.append("  <versioning>\n    <versions>\n");
        versions.forEach(
                version -> text.append("      <version>").append(version).append("</version>\n"));
        text.append("    </versions>\n    <lastUpdated>")
                .append(UPDATED.format(updated.atOffset(ZoneOffset.UTC)))
                .append("</lastUpdated>\n  </versioning>\n</metadata>\n");
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
