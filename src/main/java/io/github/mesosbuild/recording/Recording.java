package io.github.mesosbuild.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Records one run of a build, after those of earlier runs in the same work directory. The first step starts it: until then
 * another process may be using the directory. It never fails a build: if the file cannot be written, a warning is given once,
 * and nothing more is recorded.
 */
public final class Recording implements AutoCloseable {
    /** The kind of the event that starts each run. */
    public static final String RUN = "run";

    /** The kind of the event for each change of a step's state. */
    public static final String STEP = "step";

    /** The name of a value of which the end is kept. */
    static final String OUTPUT = "output";

    /** The kinds of events that are left out once the file is full. */
    private static final Set<String> DETAILS = Set.of(ProcessWatch.BEGIN, ProcessWatch.END, ProcessWatch.LOAD);

    private static final long LARGEST = 64L << 20;
    private static final int LONGEST_TEXT = 8192;
    private static final int LONGEST_LIST = 64 << 10;
    private static final long FLUSH = 1000;

    private final EventFile file;
    private final Path path;
    private final Path proc;
    private final Clock clock;
    private final UnaryOperator<String> redactor;
    private final Consumer<String> warning;
    private final LookBudget budget;
    private final Map<String, Object> run = new LinkedHashMap<>();
    private final List<Event> early = new ArrayList<>();
    private boolean begun;
    private boolean stopped;
    private boolean full;
    private long flushed;

    /**
     * Creates a recording, without writing to its file yet.
     *
     * @param path the file
     * @param proc {@code /proc}
     * @param threadTime the processor time of the current thread in nanoseconds; always 0 if it is unknown
     * @param redactor removes secrets from a text
     * @param warning receives a sentence if nothing can be recorded
     */
    public Recording(
            Path path,
            Path proc,
            Clock clock,
            LongSupplier threadTime,
            UnaryOperator<String> redactor,
            Consumer<String> warning) {
        this(path, LARGEST, proc, clock, threadTime, redactor, warning);
    }

    Recording(
            Path path,
            long largest,
            Path proc,
            Clock clock,
            LongSupplier threadTime,
            UnaryOperator<String> redactor,
            Consumer<String> warning) {
        this.budget = new LookBudget(threadTime);
        this.file = new EventFile(path, largest);
        this.path = path;
        this.proc = proc;
        this.clock = clock;
        this.redactor = redactor;
        this.warning = warning;
    }

    /** Returns a recording that records nothing. */
    public static Recording none() {
        Recording none =
                new Recording(Path.of("/"), Path.of("/"), Clock.systemUTC(), () -> 0, text -> text, text -> {});
        none.stopped = true;
        return none;
    }

    /** Returns the file. */
    public Path path() {
        return path;
    }

    /** Returns whether a step of this run started. */
    public synchronized boolean begun() {
        return begun;
    }

    /** Returns whether nothing more can be recorded, because the file cannot be written. */
    public synchronized boolean stopped() {
        return stopped;
    }

    /** Adds values to the event that starts the run. Ignored once the run has begun. */
    public synchronized void describe(Map<String, ?> values) {
        run.putAll(values);
    }

    /** Begins the run without a step, because it takes its installation from elsewhere, or failed before its first step. */
    public synchronized void beginWithoutStep() {
        begin();
    }

    /** Records an event, once the run has begun. */
    public synchronized void note(String kind, Map<String, ?> values) {
        add(new Event(kind, clock.millis(), safe(values)));
    }

    /**
     * Records the state of a step. The first one that is not reused begins the run: a run that finds every step up to date leaves no trace.
     *
     * @param state {@code started}, {@code reused} or {@code finished}
     */
    public synchronized void step(String step, String state, Map<String, ?> values) {
        if (!state.equals("reused")) {
            begin();
        }
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put("step", step);
        all.put("state", state);
        note(STEP, all);
        if (begun) {
            flush();
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            add(new Event(RUN, clock.millis(), safe(run)));
            List<Event> waiting = List.copyOf(early);
            early.clear();
            waiting.forEach(this::add);
        }
    }

    /** Removes what earlier runs recorded about steps that run again from their beginning, and runs that only had those. */
    public synchronized void restart(Collection<String> steps) {
        if (stopped) {
            return;
        }
        try {
            file.keep(events -> OtherSteps.of(events, steps, begun));
        } catch (IOException e) {
            stop(e);
        }
    }

    /**
     * Removes the last run if a condition is met. Does nothing once this run has begun.
     *
     * @param unwanted decides by the events of the run
     * @return whether it was removed
     */
    public synchronized boolean dropLast(Predicate<List<Event>> unwanted) {
        if (stopped || begun) {
            return false;
        }
        boolean[] dropped = new boolean[1];
        try {
            file.keep(events -> {
                int start = events.size() - 1;
                while (start >= 0 && !events.get(start).kind().equals(RUN)) {
                    start--;
                }
                dropped[0] = start >= 0 && unwanted.test(events.subList(start, events.size()));
                return dropped[0] ? events.subList(0, start) : events;
            });
        } catch (IOException e) {
            stop(e);
        }
        return dropped[0] && !stopped;
    }

    /** Removes what was recorded of one kind about a step. */
    public synchronized void forget(String step, Collection<String> kinds) {
        if (stopped) {
            return;
        }
        try {
            file.keep(events -> events.stream()
                    .filter(event -> !event.step().equals(step) || !kinds.contains(event.kind()))
                    .toList());
        } catch (IOException e) {
            stop(e);
        }
    }

    /**
     * Watches the processes of a command of a step.
     *
     * @param tree the directory that the command builds in
     * @param often whether it runs many short commands, as make does
     */
    public ProcessWatch watch(String step, Path tree, boolean often) {
        OptionalLong start = stopped ? OptionalLong.empty() : OptionalLong.of(clock.millis());
        return new ProcessWatch(step, tree, often, new ProcessFiles(proc), clock, budget, start, this);
    }

    /** Records an event that happened at a given time. */
    synchronized void add(Event event) {
        if (stopped) {
            return;
        }
        if (!begun) {
            early.add(event);
        } else if (!file.append(event, !DETAILS.contains(event.kind()))) {
            if (!full) {
                full = true;
                warning.accept("The recording " + path
                        + " has reached its limit of size; no more commands of this build are recorded.");
            }
        } else if (event.at() - flushed >= FLUSH || event.at() < flushed) {
            flush();
        }
    }

    /** Records an event of a command, at a given time, with values that come from outside. */
    synchronized void add(String kind, long at, Map<String, ?> values) {
        add(new Event(kind, at, safe(values)));
    }

    /** Writes what was recorded, if the last time is a second ago. */
    synchronized void flushIfDue() {
        if (begun && clock.millis() - flushed >= FLUSH) {
            flush();
        }
    }

    private void flush() {
        if (stopped) {
            return;
        }
        flushed = clock.millis();
        try {
            file.flush();
        } catch (IOException e) {
            stop(e);
        }
    }

    private void stop(IOException e) {
        stopped = true;
        warning.accept("Cannot record what this build does: " + e + ". The build continues without a recording.");
    }

    private Map<String, Object> safe(Map<String, ?> values) {
        Map<String, Object> safe = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof Collection<?> items) {
                safe.put(name, safe(items));
            } else if (value instanceof Number || value instanceof Boolean) {
                safe.put(name, value);
            } else if (value != null) {
                safe.put(name, name.equals(OUTPUT) ? safeEnd(value.toString()) : safe(value.toString()));
            }
        });
        return safe;
    }

    private List<String> safe(Collection<?> items) {
        List<String> safe = new ArrayList<>();
        int length = 0;
        for (Object item : items) {
            String text = safe(item.toString());
            length += text.length();
            if (length > LONGEST_LIST) {
                break;
            }
            safe.add(text);
        }
        return safe;
    }

    private String safe(String text) {
        // A secret that is cut in two would not be recognised.
        String shown = redactor.apply(text);
        return shown.length() > LONGEST_TEXT ? shown.substring(0, LONGEST_TEXT) + "..." : shown;
    }

    /** The assertion that failed is at the end of a test's output. */
    private String safeEnd(String text) {
        String shown = redactor.apply(text);
        return shown.length() > LONGEST_TEXT ? "..." + shown.substring(shown.length() - LONGEST_TEXT) : shown;
    }

    /** Ends the run; does nothing if it never began. */
    @Override
    public synchronized void close() {
        if (begun) {
            flush();
        }
        try {
            file.close();
        } catch (IOException e) {
            stop(e);
        }
    }
}
