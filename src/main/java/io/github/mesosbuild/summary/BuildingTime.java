package io.github.mesosbuild.summary;

import io.github.mesosbuild.recording.Event;
import io.github.mesosbuild.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The time in which a build ran. A build can take several runs, with hours between the failed one and the next; building time
 * leaves out what is between them.
 */
final class BuildingTime {
    private final List<Run> runs;
    private final Optional<Run> late;

    /**
     * One run.
     *
     * @param events its events, the one of the run itself first
     * @param start when it started, in milliseconds since 1970
     * @param end when the last thing happened in it, in milliseconds since 1970
     * @param offset how long the earlier runs took, in milliseconds
     */
    record Run(List<Event> events, long start, long end, long offset) {
        /** Returns a time of this run in milliseconds of building time. */
        long at(long instant) {
            return offset + Math.max(0, Math.min(instant, end) - start);
        }

        Event head() {
            return events.get(0);
        }

        private boolean hasSteps() {
            return events.stream().anyMatch(event -> !event.step().isEmpty());
        }

        private boolean isOfBundle() {
            return !hasSteps() && events.stream().anyMatch(event -> event.kind().equals(ReportDocument.BUNDLE));
        }

        /** Whether it ended before its first step. */
        private boolean isVain() {
            return !hasSteps() && !isOfBundle();
        }
    }

    private BuildingTime(List<Run> runs, Optional<Run> late) {
        this.runs = List.copyOf(runs);
        this.late = late;
    }

    static BuildingTime of(List<Event> events) {
        List<Run> all = runs(headed(events));
        Optional<Run> last = all.stream().reduce((first, second) -> second);
        List<Run> some = all.stream().filter(run -> !run.isVain()).toList();
        if (some.isEmpty()) {
            return new BuildingTime(placed(last.stream().toList()), Optional.empty());
        }
        Run shown = some.get(some.size() - 1);
        return new BuildingTime(
                placed(
                        shown.isOfBundle()
                                ? List.of(shown)
                                : some.stream().filter(Run::hasSteps).toList()),
                last.filter(Run::isVain));
    }

    /** A recording can have lost its first line, and the rest of it is true. */
    private static List<Event> headed(List<Event> events) {
        if (events.isEmpty() || events.get(0).kind().equals(Recording.RUN)) {
            return events;
        }
        List<Event> headed = new ArrayList<>(events);
        headed.add(0, new Event(Recording.RUN, events.get(0).at(), Map.of()));
        return headed;
    }

    private static List<Run> runs(List<Event> events) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        while (from < events.size()) {
            int to = from + 1;
            while (to < events.size() && !events.get(to).kind().equals(Recording.RUN)) {
                to++;
            }
            List<Event> own = List.copyOf(events.subList(from, to));
            long start = own.get(0).at();
            long end = own.stream()
                    .filter(event -> !event.step().isEmpty())
                    .mapToLong(Event::at)
                    .reduce(start, Math::max);
            runs.add(new Run(own, start, end, 0));
            from = to;
        }
        return runs;
    }

    private static List<Run> placed(List<Run> runs) {
        List<Run> placed = new ArrayList<>();
        long offset = 0;
        for (Run run : runs) {
            placed.add(new Run(run.events(), run.start(), run.end(), offset));
            offset += run.end() - run.start();
        }
        return placed;
    }

    List<Run> runs() {
        return runs;
    }

    /** Returns the building time of all runs in milliseconds. */
    long total() {
        return runs.isEmpty() ? 0 : last().offset() + last().end() - last().start();
    }

    /** Returns the last run if it ended before its first step, and earlier ones did more; it is not one of {@link #runs}. */
    Optional<Run> late() {
        return late;
    }

    Run last() {
        return runs.get(runs.size() - 1);
    }
}
