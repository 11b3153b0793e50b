package io.github.mesosbuild.env;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.env.ShellBlock.Change;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellBlockTest {
    private static final String BEGIN = "# >>> mesos-maven-plugin >>>";
    private static final String END = "# <<< mesos-maven-plugin <<<";

    /** In memory if possible, because hundreds of writes are synced to disk. */
    static final class Memory implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "junit")
                    : Files.createTempDirectory("junit");
        }
    }

    @TempDir(factory = Memory.class)
    private Path directory;

    private Path file;
    private ShellBlock block;

    @BeforeEach
    void name() {
        file = directory.resolve(".bashrc");
        block = new ShellBlock(file);
    }

    @Test
    void restoresEveryByteOfRandomFiles() throws Exception {
        Random random = new Random(20260723);
        for (int round = 0; round < 300; round++) {
            byte[] original = content(random);
            String first = "export A=" + random.nextInt() + "\n";
            String second = "export B='grün " + random.nextInt() + "'";
            Files.write(file, original);
            assertThat(block.put(first)).isEqualTo(Change.ADDED);
            byte[] once = Files.readAllBytes(file);
            assertThat(block.put(first)).isEqualTo(Change.UNCHANGED);
            assertThat(file).hasBinaryContent(once);
            assertThat(block.put(second)).isEqualTo(Change.REPLACED);
            byte[] changed = Files.readAllBytes(file);
            assertThat(Arrays.copyOf(changed, original.length))
                    .as("round %d", round)
                    .isEqualTo(original);
            assertThat(new String(changed, UTF_8)).contains(second).doesNotContain(first);
            assertThat(block.remove()).isEqualTo(Change.REMOVED);
            assertThat(file).as("round %d", round).hasBinaryContent(original);
            assertThat(block.remove()).isEqualTo(Change.UNCHANGED);
        }
    }

    /** Returns lines of random bytes with all kinds of line breaks, sometimes none at the end, and sometimes nothing. */
    private static byte[] content(Random random) {
        String[] ends = {"\n", "\r\n", "\r", "\n\n", "\\\n", ""};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int line = random.nextInt(6); line > 0; line--) {
            byte[] text = new byte[random.nextInt(40)];
            random.nextBytes(text);
            bytes.writeBytes(text);
            bytes.writeBytes(ends[random.nextInt(ends.length)].getBytes(ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    @Test
    void writesTheBlockBetweenItsMarkers() throws Exception {
        Files.writeString(file, "alias l=ls\n");
        block.put("export A=1");
        assertThat(file).hasContent("alias l=ls\n" + BEGIN + "\nexport A=1\n" + END + "\n");
    }

    @Test
    void replacesInPlaceAndKeepsWhatIsAround() throws Exception {
        Files.writeString(file, "a\r\n" + BEGIN + "\nold\n" + END + "\nb\r\nc");
        assertThat(block.put("new\n")).isEqualTo(Change.REPLACED);
        assertThat(file).hasBinaryContent(("a\r\n" + BEGIN + "\nnew\n" + END + "\nb\r\nc").getBytes(ISO_8859_1));
        assertThat(block.remove()).isEqualTo(Change.REMOVED);
        assertThat(file).hasBinaryContent("a\r\nb\r\nc".getBytes(ISO_8859_1));
    }

    @Test
    void keepsTheAddedLineEndIfSomethingFollowsByNow() throws Exception {
        Files.writeString(file, "a");
        block.put("x\n");
        Files.writeString(file, Files.readString(file) + "b");
        block.remove();
        assertThat(Files.readString(file)).isEqualTo("a\nb");
    }

    @Test
    void knowsItsBlockAfterAnEditorTurnedTheFileToCarriageReturns() throws Exception {
        Files.writeString(file, "a");
        block.put("x\n");
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
        assertThat(block.put("y\n")).isEqualTo(Change.REPLACED);
        assertThat(Files.readString(file)).contains("\ny\n").doesNotContain("x");
        block.remove();
        assertThat(Files.readString(file)).isEqualTo("a");
    }

    @Test
    void knowsItsBlockIndentedAndWithoutTheLastLineEnd() throws Exception {
        Files.writeString(file, "if true; then\n\t" + BEGIN + "\n\tx\n\t" + END);
        block.remove();
        assertThat(Files.readString(file)).isEqualTo("if true; then\n");
    }

    @Test
    void removesAFileThatItCreated() throws Exception {
        assertThat(block.put("x\n")).isEqualTo(Change.ADDED);
        assertThat(block.put("x\n")).isEqualTo(Change.UNCHANGED);
        assertThat(block.put("y\n")).isEqualTo(Change.REPLACED);
        assertThat(block.remove()).isEqualTo(Change.REMOVED);
        assertThat(file).doesNotExist();
        assertThat(block.remove()).isEqualTo(Change.UNCHANGED);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void keepsAFileThatItCreatedIfItHasOtherContent() throws Exception {
        block.put("x\n");
        Files.writeString(file, "a\n" + Files.readString(file));
        block.remove();
        assertThat(Files.readString(file)).isEqualTo("a\n");
    }

    @Test
    void keepsAnEmptyFile() throws Exception {
        Files.createFile(file);
        block.put("x\n");
        block.remove();
        assertThat(file).isEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            a|B|x,           2, Line 2 of FILE begins a mesos-maven-plugin block that does not end.
            B|B|E,           1, Line 1 of FILE begins a mesos-maven-plugin block that does not end.
            a|b|E|B,         3, Line 3 of FILE ends a mesos-maven-plugin block that does not begin.
            B|E|E,           3, Line 3 of FILE ends a mesos-maven-plugin block that does not begin.
            B|x|E|a|B|x|E,   5, Line 5 of FILE begins a second mesos-maven-plugin block.
            B|x|E|B,         4, Line 4 of FILE begins a second mesos-maven-plugin block.
            """)
    void refusesAFileWhoseMarkersDoNotMatch(String lines, int line, String message) throws Exception {
        String content = lines.replace("|", "\n").replace("B", BEGIN).replace("E", END) + "\n";
        Files.writeString(file, content);
        ShellBlockException put = catchThrowableOfType(ShellBlockException.class, () -> block.put("y\n"));
        ShellBlockException remove = catchThrowableOfType(ShellBlockException.class, block::remove);
        assertThat(put).hasMessage(message.replace("FILE", file.toString()));
        assertThat(put.line()).hasValue(line);
        assertThat(put.file()).isEqualTo(file);
        assertThat(remove).hasMessage(put.getMessage());
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {BEGIN, END, "  " + END + " x", BEGIN + "\r"})
    void refusesATextWithAMarkerLine(String marker) {
        ShellBlockException refused =
                catchThrowableOfType(ShellBlockException.class, () -> block.put("x\n" + marker + "\ny\n"));
        assertThat(refused)
                .hasMessage(
                        "Cannot add the text to " + file + ": its line 2 is a marker of a mesos-maven-plugin block.");
        assertThat(refused.line()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void describesEachChange() {
        assertThat(Change.values())
                .extracting(Change::sentence)
                .containsExactly("block added", "block replaced", "block removed", "no change needed");
    }
}
