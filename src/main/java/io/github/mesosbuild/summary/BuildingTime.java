package io.github.mesosbuild.summary;

import io.github.mesosbuild.recording.Event;
import io.github.mesosbuild.recording.Recording;
import java.util.ArrayList;
import java.util.List;

/**
 * The time in which a build ran. A build can take several runs, with hours between the failed one and the next; building time
 * leaves out what is between them.
 */
final class BuildingTime {
    private final List<Run> runs;

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
    }

    private BuildingTime(List<Run> runs) {
        this.runs = List.copyOf(runs);
    }

    static BuildingTime of(List<Event> events) {
        List<Run> runs = new ArrayList<>();
        long offset = 0;
        int from = 0;
        while (from < events.size() && !events.get(from).kind().equals(Recording.RUN)) {
            from++;
        }
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
            runs.add(new Run(own, start, end, offset));
            offset += end - start;
            from = to;
        }
        return new BuildingTime(runs);
    }

    List<Run> runs() {
        return runs;
    }

    /** Returns the building time of all runs in milliseconds. */
    long total() {
        return runs.isEmpty() ? 0 : last().offset() + last().end() - last().start();
    }

    Run last() {
        return runs.get(runs.size() - 1);
    }
}
