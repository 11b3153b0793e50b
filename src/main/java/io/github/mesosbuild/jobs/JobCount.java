package io.github.mesosbuild.jobs;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The jobs of make at one moment.
 *
 * @param running how many jobs run
 * @param allowed how many jobs may run; empty if the user or the job server of another make decides
 * @param memory the memory of all processes of make in bytes; 0 if unknown
 * @param why the reason why fewer jobs may run than the machine has cores or the user asked for; empty if not fewer
 */
public record JobCount(int running, OptionalInt allowed, long memory, Optional<Why> why) {
    /** The reasons for a limit on the jobs. */
    public enum Why {
        /** The user asked for no more. */
        ASKED,
        /** The recipe allows no more. */
        RECIPE,
        /** There are fewer cores than at the start. */
        CORES,
        /** More jobs would not fit into memory. */
        MEMORY,
        /** Processes wait for memory. */
        PRESSURE,
        /** A compiler was killed because memory ran out with more jobs. */
        KILLED;

        /** Returns the name in reports for programs. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static JobCount of(int running, int allowed, Optional<Why> why) {
        return new JobCount(running, OptionalInt.of(allowed), 0, why);
    }

    /** Returns a phrase such as {@code 1/2 jobs (memory)}. */
    public String text() {
        if (allowed.isEmpty()) {
            return running + (running == 1 ? " job" : " jobs");
        }
        int limit = allowed.getAsInt();
        String reason = why.map(bound -> switch (bound) {
                    case ASKED -> "asked for " + limit;
                    case RECIPE -> "limit of the recipe";
                    case CORES -> "cores";
                    case MEMORY -> "memory";
                    case PRESSURE -> "memory pressure";
                    case KILLED -> "a compiler was killed";
                })
                .map(words -> " (" + words + ")")
                .orElse("");
        return running + "/" + limit + (limit == 1 ? " job" : " jobs") + reason;
    }
}
