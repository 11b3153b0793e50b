package io.github.mesosbuild.summary;

import io.github.mesosbuild.recording.Event;
import io.github.mesosbuild.recording.Recording;
import io.github.mesosbuild.steps.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The steps of a build in the report: what the last run did with each, and how long it took in the run that did it. */
final class StepSection {
    private final BuildingTime time;
    private final Function<BuildingTime.Run, String> verdicts;
    private final Path directory;

    /**
     * Creates the section.
     *
     * @param verdicts how a run ended
     * @param directory the directory of the report, in which the paths of logs are relative
     */
    StepSection(BuildingTime time, Function<BuildingTime.Run, String> verdicts, Path directory) {
        this.time = time;
        this.verdicts = verdicts;
        this.directory = directory;
    }

    /** What all runs together did with a step. */
    private static final class Told {
        private Optional<Long> start = Optional.empty();
        private long took;
        private long runs;
        private boolean finished;
        private Optional<BuildingTime.Run> unfinished = Optional.empty();
        private Optional<String> log = Optional.empty();
        private String last = "";
    }

    List<Map<String, Object>> values() {
        List<Map<String, Object>> steps = new ArrayList<>();
        Optional<Step> reached = reached();
        for (Step step : Step.values()) {
            Told told = told(step.id());
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("name", step.id());
            String state =
                    state(told, reached.filter(last -> step.compareTo(last) > 0).isPresent());
            values.put("state", state);
            values.put("at", told.start.map(Estimates::seconds).orElse(null));
            values.put("seconds", told.start.isPresent() ? Estimates.seconds(told.took) : null);
            values.put(
                    "log",
                    told.log
                            .filter(log -> Files.exists(directory.resolve(log).normalize()))
                            .orElse(null));
            Optional<String> earlier = earlier(told).filter(ended -> state.equals("skipped"));
            values.put("earlier", earlier.orElse(null));
            values.put("earlierRuns", earlier.map(ended -> told.runs).orElse(null));
            steps.add(values);
        }
        return steps;
    }

    /** Returns how long all steps took, in milliseconds. */
    long total() {
        long total = 0;
        for (Step step : Step.values()) {
            total += told(step.id()).took;
        }
        return total;
    }

    private Told told(String step) {
        Told told = new Told();
        for (BuildingTime.Run run : time.runs()) {
            Optional<Long> since = Optional.empty();
            boolean started = false;
            long last = 0;
            for (Event event : run.events()) {
                if (!event.step().equals(step)) {
                    continue;
                }
                long at = run.at(event.at());
                last = Math.max(last, at);
                String state = event.kind().equals(Recording.STEP)
                        ? event.text("state").orElse("")
                        : "";
                if (state.equals("started")) {
                    since = Optional.of(at);
                    started = true;
                    told.start = told.start.isPresent() ? told.start : since;
                    told.finished = false;
                    told.log = event.text("log");
                } else if (state.equals("finished") && since.isPresent()) {
                    told.took += at - since.get();
                    told.finished = true;
                    since = Optional.empty();
                }
                if (!state.isEmpty() && run.equals(time.last())) {
                    told.last = state;
                }
            }
            told.runs += started ? 1 : 0;
            if (since.isPresent()) {
                told.took += Math.max(0, last - since.get());
                told.unfinished = Optional.of(run);
            }
        }
        return told;
    }

    /** Returns the last step that the last run ran or reused; empty if that run succeeded, or did neither. */
    private Optional<Step> reached() {
        return Stream.of(Step.values())
                .filter(step -> !verdicts.apply(time.last()).equals("succeeded"))
                .filter(step -> !told(step.id()).last.isEmpty())
                .reduce((first, second) -> second);
    }

    private Optional<String> earlier(Told told) {
        return told.finished ? Optional.of("finished") : told.unfinished.map(this::ended);
    }

    /** A step that is not finished decides how its run ended. */
    private String ended(BuildingTime.Run run) {
        return verdicts.apply(run).equals("failed") ? "failed" : "interrupted";
    }

    private String state(Told told, boolean beyond) {
        String verdict = verdicts.apply(time.last());
        return switch (told.last) {
            case "reused" -> "reused";
            case "finished" -> "run";
            case "started" -> verdict.equals("succeeded") ? "run" : verdict;
            default -> told.finished && !beyond ? "reused" : "skipped";
        };
    }
}
