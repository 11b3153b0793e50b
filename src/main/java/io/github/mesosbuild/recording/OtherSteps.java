package io.github.mesosbuild.recording;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses the events that do not belong to some steps, and of runs that had no others, none. */
final class OtherSteps implements Predicate<Event> {
    private final Set<Event> dropped = new HashSet<>();

    /** Decides for all events of a file. */
    OtherSteps(List<Event> events, Collection<String> steps) {
        int start = 0;
        for (int i = 1; i <= events.size(); i++) {
            if (i == events.size() || events.get(i).kind().equals(Recording.RUN)) {
                run(events.subList(start, i), steps, i == events.size());
                start = i;
            }
        }
    }

    private void run(List<Event> run, Collection<String> steps, boolean current) {
        boolean others = run.stream().anyMatch(event -> !event.step().isEmpty() && !steps.contains(event.step()));
        run.stream()
                .filter(event -> steps.contains(event.step()) || !others && !current)
                .forEach(dropped::add);
    }

    @Override
    public boolean test(Event event) {
        return !dropped.contains(event);
    }
}
