package io.github.mesosbuild.jobs;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The jobs of make at a moment.
 *
 * @param running how many run
 * @param allowed how many may; empty if a job server of another make, or the user, decides that
 * @param memory bytes that all processes of make take; 0 if that is not known
 * @param why what keeps them below what the machine could run, or was asked for; empty if nothing does
 */
public record JobCount(int running, OptionalInt allowed, long memory, Optional<Why> why) {
    /** What bounds the jobs. */
    public enum Why {
        /** The user asked for no more. */
        ASKED,
        /** Fewer cores than at the start. */
        CORES,
        /** More would not fit into the memory. */
        MEMORY,
        /** Processes wait for memory. */
        PRESSURE,
        /** A compiler was killed for memory with more. */
        KILLED
    }

    static JobCount of(int running, int allowed, Optional<Why> why) {
        return new JobCount(running, OptionalInt.of(allowed), 0, why);
    }

    /** One phrase for people, such as {@code 1/2 jobs (memory)}. */
    public String text() {
        if (allowed.isEmpty()) {
            return running + (running == 1 ? " job" : " jobs");
        }
        int limit = allowed.getAsInt();
        String reason = why.map(bound -> switch (bound) {
                    case ASKED -> "asked for " + limit;
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
