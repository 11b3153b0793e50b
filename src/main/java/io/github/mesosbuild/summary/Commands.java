package io.github.mesosbuild.summary;

import io.github.mesosbuild.recording.Event;
import io.github.mesosbuild.recording.ProcessWatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The commands of a build, by their start. */
final class Commands {
    private static final Comparator<RecordedCommand> ORDER = Comparator.comparingLong(RecordedCommand::start)
            .thenComparingLong(RecordedCommand::end)
            .thenComparing(RecordedCommand::what);

    private Commands() {}

    /** Returns the commands of all runs. One without an end ended with its run, which was killed. */
    static List<RecordedCommand> of(BuildingTime time) {
        List<RecordedCommand> commands = new ArrayList<>();
        for (BuildingTime.Run run : time.runs()) {
            Map<String, Event> ends = new HashMap<>();
            for (Event event : run.events()) {
                if (event.kind().equals(ProcessWatch.END)) {
                    event.text("id").ifPresent(id -> ends.put(id, event));
                }
            }
            for (Event event : run.events()) {
                if (event.kind().equals(ProcessWatch.BEGIN)) {
                    commands.add(command(run, event, ends.get(event.text("id").orElse(""))));
                }
            }
        }
        commands.sort(ORDER);
        return commands;
    }

    private static RecordedCommand command(BuildingTime.Run run, Event begin, Event end) {
        long start = run.at(begin.at());
        long last = end == null ? run.at(run.end()) : run.at(end.at());
        return new RecordedCommand(
                begin.text("kind").orElse("other"),
                begin.text("what").orElse(""),
                begin.step(),
                begin.text("directory").orElse("."),
                start,
                Math.max(start, last),
                end == null ? 0 : end.integer("memory").orElse(0L),
                end == null ? 0 : end.number("cpu").orElse(0),
                begin.texts("inputs"));
    }

    /** Returns a lane for each command, so that no two in the same lane overlap: the lowest that is free at its start. */
    static int[] lanes(List<RecordedCommand> commands) {
        int[] lanes = new int[commands.size()];
        PriorityQueue<Integer> free = new PriorityQueue<>();
        PriorityQueue<Integer> busy = new PriorityQueue<>(
                Comparator.comparingLong((Integer index) -> commands.get(index).end()));
        int used = 0;
        for (int i = 0; i < lanes.length; i++) {
            while (!busy.isEmpty()
                    && commands.get(busy.peek()).end() <= commands.get(i).start()) {
                free.add(lanes[busy.poll()]);
            }
            lanes[i] = free.isEmpty() ? used++ : free.poll();
            busy.add(i);
        }
        return lanes;
    }
}
