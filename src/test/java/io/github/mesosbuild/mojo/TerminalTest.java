package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final Properties system = new Properties();

    @Test
    void encodesAsStandardOutputDoes() {
        system.setProperty("file.encoding", "UTF-8");
        assertThat(Terminal.encoding(system)).isEqualTo(Charset.defaultCharset());
        system.setProperty("sun.stdout.encoding", "ISO-8859-1");
        assertThat(Terminal.encoding(system)).isEqualTo(StandardCharsets.ISO_8859_1);
        system.setProperty("stdout.encoding", "ANSI_X3.4-1968");
        assertThat(Terminal.encoding(system)).isEqualTo(StandardCharsets.US_ASCII);
        system.setProperty("stdout.encoding", "cp-nobody-knows");
        assertThat(Terminal.encoding(system)).isEqualTo(StandardCharsets.ISO_8859_1);
    }

    @Test
    void leavesOutACauseThatWouldBePrintedRaw() {
        MojoFailureException plain = new MojoFailureException("There is no /a.", new Exception("There is no /a"));
        assertThat(Terminal.printable(plain)).isSameAs(plain);
        assertThat(Terminal.printable(new MojoFailureException("No /\u001b[2J.", new Exception("No /\u001b[2J"))))
                .hasMessage("No /\\u{1b}[2J.")
                .hasNoCause();
    }
}
