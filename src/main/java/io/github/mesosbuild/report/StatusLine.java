package io.github.mesosbuild.report;

import io.github.mesosbuild.process.ShutdownAction;
import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.io.PrintStream;
import java.util.Optional;

/**
 * The last line of a terminal, which shows progress in place. Without a terminal, it writes nothing.
 *
 * <p>The cursor is left at its beginning. Some terminals wrap a line when they become narrower, and then the cursor is still there, so that
 * all rows of the line can be erased without knowing how many they are.
 */
final class StatusLine {
    private static final String ERASE = "\r\u001b[J";

    /** Without auto-wrap (DECAWM), the terminal itself cuts the line at its right edge, also after its window was resized. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final int LONGEST = 200;

    private final Optional<PrintStream> terminal;
    private Optional<ShutdownAction> shown = Optional.empty();

    StatusLine(Optional<PrintStream> terminal) {
        this.terminal = terminal;
    }

    boolean possible() {
        return terminal.isPresent();
    }

    synchronized void show(String progress) {
        String text = Redactor.text(progress);
        terminal.ifPresent(out -> {
            String visible = VisibleText.of(text);
            String line = visible.length() > LONGEST ? visible.substring(0, LONGEST) : visible;
            if (shown.isPresent() || eraseAtExit()) {
                out.print(ERASE + NO_WRAP + line + WRAP + "\r");
                out.flush();
            }
        });
    }

    /** The shell would print its prompt over the line. Returns whether this JVM is not shutting down yet. */
    private boolean eraseAtExit() {
        try {
            shown = Optional.of(ShutdownAction.run("mesos-maven-plugin erases its progress line", this::clear));
        } catch (InterruptedException shuttingDown) {
            shown = Optional.empty();
        }
        return shown.isPresent();
    }

    /** Erases the line, so that an ordinary line can be printed. */
    synchronized void clear() {
        if (shown.isPresent()) {
            terminal.ifPresent(out -> {
                out.print(ERASE);
                out.flush();
            });
            shown.get().close();
            shown = Optional.empty();
        }
    }
}
