package io.github.mesosbuild.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Leaves out the events of some steps, and everything of an earlier run that had no others. */
final class OtherSteps {
    private OtherSteps() {}

    /**
     * Returns the events that stay.
     *
     * @param current whether the last run is the current one, which stays even without a step
     */
    static List<Event> of(List<Event> events, Collection<String> steps, boolean current) {
        List<Event> kept = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= events.size(); i++) {
            boolean last = i == events.size();
            if (last || events.get(i).kind().equals(Recording.RUN)) {
                List<Event> run = events.subList(start, i);
                boolean others =
                        run.stream().anyMatch(event -> !event.step().isEmpty() && !steps.contains(event.step()));
                run.stream()
                        .filter(event -> (others || current && last) && !steps.contains(event.step()))
                        .forEach(kept::add);
                start = i;
            }
        }
        return kept;
    }
}
