package io.github.mesosbuild.report;

import io.github.mesosbuild.cluster.ClusterStatus;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.TextTable;
import io.github.mesosbuild.text.VisibleText;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Shows the status of a cluster again and again: on a terminal as a table in place, elsewhere as one line for each change.
 *
 * <p>The table is on the alternate screen of the terminal, so that everything above it is unchanged afterwards. Each line is put at its row:
 * lines that the terminal has no room for do not scroll it. Without auto-wrap (DECAWM), it cuts lines at its right edge. A second watch, as
 * in a parallel build of several modules, waits until the terminal is free.
 */
public final class ClusterWatch {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    /** A terminal has only one alternate screen. */
    private static final Semaphore SCREEN = new Semaphore(1);

    private final Optional<PrintStream> terminal;
    private final Consumer<String> lines;
    private final Clock clock;
    private final Sleeper sleeper;
    private Map<String, String> shown = new LinkedHashMap<>();
    private boolean entered;
    private boolean closed;

    /**
     * Creates a watch.
     *
     * @param terminal the terminal that shows the table; empty for log files, batch mode and quiet runs
     * @param lines receives lines where there is no terminal
     */
    public ClusterWatch(Optional<PrintStream> terminal, Consumer<String> lines, Clock clock, Sleeper sleeper) {
        this.terminal = terminal;
        this.lines = lines;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Asks for the status. */
    @FunctionalInterface
    public interface Question {
        /** Returns the status; empty if the cluster is gone. */
        Optional<ClusterStatus> now() throws Exception;
    }

    /**
     * Shows the status until the cluster is gone.
     *
     * @throws InterruptedException if this thread was interrupted; the terminal is restored
     * @throws Exception as the question does; the terminal is restored
     */
    public void run(Question question, Duration interval) throws Exception {
        if (terminal.isEmpty()) {
            watch(question, interval);
            return;
        }
        SCREEN.acquire();
        try {
            watch(question, interval);
        } finally {
            SCREEN.release();
        }
    }

    private void watch(Question question, Duration interval) throws Exception {
        try {
            Optional<ClusterStatus> status = question.now();
            while (status.isPresent()) {
                show(status.get(), interval);
                sleeper.sleep(interval);
                status = question.now();
            }
        } finally {
            restore();
        }
        lines.accept("The cluster is gone.");
    }

    private synchronized void show(ClusterStatus status, Duration interval) {
        if (closed) {
            return;
        }
        if (terminal.isPresent()) {
            StringBuilder out = new StringBuilder(entered ? "" : ENTER);
            int row = 1;
            for (String line : screen(status, interval)) {
                out.append("\u001b[")
                        .append(row++)
                        .append(";1H")
                        .append(VisibleText.of(line))
                        .append(ERASE_LINE);
            }
            out.append(ERASE_BELOW);
            entered = true;
            terminal.get().print(out);
            terminal.get().flush();
        } else {
            changes(status);
        }
    }

    /** Shows the screen again that was there before the table. Nothing is shown after that. */
    public synchronized void restore() {
        closed = true;
        if (entered) {
            entered = false;
            terminal.ifPresent(out -> {
                out.print(LEAVE);
                out.flush();
            });
        }
    }

    private List<String> screen(ClusterStatus status, Duration interval) {
        List<String> all = new ArrayList<>();
        all.add(status.state().release() + ", " + Quantities.time(clock.instant()) + ", every "
                + Quantities.duration(interval) + "; Ctrl-C ends this view, not the cluster");
        all.add(StatusTable.leader(status));
        all.addAll(status.problems());
        all.add("");
        all.addAll(TextTable.lines(StatusTable.HEAD, StatusTable.rows(status)));
        return all;
    }

    private void changes(ClusterStatus status) {
        Map<String, String> now = new LinkedHashMap<>();
        for (ClusterStatus.NodeStatus node : status.nodes()) {
            now.put(
                    node.member().node().name(),
                    node.condition().name().toLowerCase(Locale.ROOT)
                            + (node.status().isEmpty() ? "" : ", " + node.status()));
        }
        now.forEach((name, state) -> {
            String before = shown.get(name);
            if (!state.equals(before)) {
                lines.accept(Quantities.time(clock.instant()) + "  " + name + ": "
                        + (before == null ? "" : before + " -> ") + state);
            }
        });
        shown = now;
    }
}
