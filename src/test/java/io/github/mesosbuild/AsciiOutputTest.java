package io.github.mesosbuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.report.Console;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That the plugin's own texts are ASCII, which every terminal shows: a JVM prints a question mark in place of a character that
 * the locale's encoding lacks.
 */
class AsciiOutputTest {
    /** The tags of the constant pool (Java Virtual Machine Specification, table 4.4-A) and the bytes of the entries' content. */
    private static final Map<Integer, Integer> SIZES = Map.ofEntries(
            Map.entry(3, 4),
            Map.entry(4, 4),
            Map.entry(5, 8),
            Map.entry(6, 8),
            Map.entry(7, 2),
            Map.entry(9, 4),
            Map.entry(10, 4),
            Map.entry(11, 4),
            Map.entry(12, 4),
            Map.entry(15, 3),
            Map.entry(16, 2),
            Map.entry(17, 4),
            Map.entry(18, 4),
            Map.entry(19, 2),
            Map.entry(20, 2));

    private static final int UTF8 = 1;
    private static final int STRING = 8;

    /** However a literal is written, in one piece, with escapes or as a text block, it is a constant of its class. */
    @Test
    void everyLiteralIsAscii() throws Exception {
        List<String> strange = new ArrayList<>();
        int literals = 0;
        for (Path file : files(name -> name.endsWith(".class"))) {
            for (String literal : literals(Files.readAllBytes(file))) {
                literals++;
                if (!isAscii(literal)) {
                    strange.add(file.getFileName() + ": " + literal);
                }
            }
        }
        assertThat(literals).isGreaterThan(2000);
        assertThat(strange).isEmpty();
    }

    /** Recipes, scripts, and the descriptors from which the goal help prints the Javadoc of goals and parameters. */
    @Test
    void everyResourceIsAscii() throws Exception {
        List<String> strange = new ArrayList<>();
        List<Path> resources = files(name -> name.matches(".*\\.(yaml|sh|xml|properties)"));
        for (Path file : resources) {
            String text = Files.readString(file);
            text.lines().filter(line -> !isAscii(line)).forEach(line -> strange.add(file.getFileName() + ": " + line));
        }
        assertThat(resources).extracting(file -> file.getFileName().toString()).contains("plugin.xml", "mesos.yaml");
        assertThat(resources).extracting(Path::toString).anyMatch(name -> name.endsWith("plugin-help.xml"));
        assertThat(strange).isEmpty();
    }

    @Test
    void readsLiteralsOfClasses() throws IOException {
        try (var in = AsciiOutputTest.class.getResourceAsStream("AsciiOutputTest.class")) {
            assertThat(literals(in.readAllBytes())).contains("an ellipsis \u2026", "plugin.xml");
        }
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    private static List<Path> files(Predicate<String> name) throws Exception {
        Path classes = Path.of(Console.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> tree = Files.walk(classes)) {
            return tree.filter(file -> name.test(file.getFileName().toString())).toList();
        }
    }

    private static List<String> literals(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
        in.readInt();
        int count = in.readUnsignedShort();
        Map<Integer, String> texts = new HashMap<>();
        List<Integer> strings = new ArrayList<>();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            if (tag == UTF8) {
                texts.put(index, in.readUTF());
            } else if (tag == STRING) {
                strings.add(in.readUnsignedShort());
            } else {
                in.readFully(new byte[SIZES.get(tag)]);
                // Of a long and a double, the next index is not used.
                index += SIZES.get(tag) == 8 ? 1 : 0;
            }
        }
        return strings.stream().map(texts::get).toList();
    }
}
