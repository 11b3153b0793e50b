package io.github.mesosbuild.report;

import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.io.PrintStream;
import java.util.Optional;

/** The last line of a terminal, which shows progress in place. Without a terminal, it writes nothing. */
final class StatusLine {
    private static final String ERASE = "\r\u001b[K";

    /** Without auto-wrap (DECAWM), the terminal itself cuts the line at its right edge, also after its window was resized. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final int LONGEST = 200;

    private final Optional<PrintStream> terminal;
    private boolean shown;

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
            out.print(ERASE + NO_WRAP + line + WRAP);
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
