package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
        Exception answer = new Exception("No answer", new Exception("Unexpected status line: \u001b[31mred"));
        assertThat(Terminal.printable(new MojoFailureException("No answer.", answer)))
                .hasMessage("No answer.")
                .hasNoCause();
    }

    @Test
    void escapesTheMessagesOfATrace() {
        Exception safe = new Exception("a", new Exception("b"));
        assertThat(Terminal.printable((Throwable) safe)).isSameAs(safe);
        Exception deep = new Exception("a", new Exception("b", new Exception("\u001b[31mred")));
        deep.addSuppressed(new Exception("\u009b1m"));
        StringWriter trace = new StringWriter();
        Throwable printable = Terminal.printable((Throwable) deep);
        printable.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString().chars().filter(c -> c != '\n' && c != '\t')).noneMatch(Character::isISOControl);
        assertThat(printable.getStackTrace()).isEqualTo(deep.getStackTrace());
        Exception cycle = new Exception("\u001b");
        cycle.initCause(new Exception("b", cycle));
        assertThat(Terminal.printable((Throwable) cycle)).hasMessage("java.lang.Exception: \\u{1b}");
    }
}
