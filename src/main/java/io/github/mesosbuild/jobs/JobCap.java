package io.github.mesosbuild.jobs;

import io.github.mesosbuild.jobs.JobCount.Why;
import java.util.OptionalInt;

/**
 * The most jobs of a run of make, whatever the machine has and the user asks for.
 *
 * @param most at least 1
 * @param why the reason
 */
public record JobCap(int most, Why why) {
    /** No cap. */
    public static final JobCap NONE = new JobCap(Integer.MAX_VALUE, Why.RECIPE);

    /** Returns the cap of a recipe; none if it has none. */
    public static JobCap ofRecipe(OptionalInt most) {
        return most.isPresent() ? new JobCap(most.getAsInt(), Why.RECIPE) : NONE;
    }

    /** Returns the cap after a compiler was killed, which is lower. */
    public JobCap killed(int jobs) {
        return new JobCap(Math.min(most, jobs), Why.KILLED);
    }

    /** Returns whether a server that others decide about would have to keep to it. */
    boolean several() {
        return most > 1 && most < Integer.MAX_VALUE;
    }
}
