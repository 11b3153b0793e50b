package io.github.mesosbuild.report;

import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.io.PrintStream;
import java.util.Optional;

/** The last line of a terminal, which shows progress in place. Without a terminal, it writes nothing. */
final class StatusLine {
    private static final String ERASE = "\r\u001b[K";
    private static final int WIDTH = 79;

    private final Optional<PrintStream> terminal;
    private boolean shown;

    StatusLine(Optional<PrintStream> terminal) {
        this.terminal = terminal;
    }

    boolean possible() {
        return terminal.isPresent();
    }

    synchronized void show(String line) {
        String text = Redactor.text(line);
        terminal.ifPresent(out -> {
            String visible = VisibleText.of(text);
            out.print(ERASE + (visible.length() > WIDTH ? visible.substring(0, WIDTH) : visible));
            out.flush();
            shown = true;
        });
    }

    /** Erases the line, so that an ordinary line can be printed. */
    synchronized void clear() {
        if (shown) {
            terminal.ifPresent(out -> {
                out.print(ERASE);
                out.flush();
            });
            shown = false;
        }
    }
}
