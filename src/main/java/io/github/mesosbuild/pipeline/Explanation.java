package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An explanation of what a build would do.
 *
 * @param archive the location of the verified archive; empty if it would be fetched, and then nothing more is known
 * @param installation the installation that it would make, if that exists
 * @param bundles what was found in the repositories of bundles, in lines; empty if they were not asked
 * @param quirks the quirks that affect this machine
 * @param steps what it would do for each step; none would run if the installation exists
 * @param limits the most jobs of the steps that the recipe limits
 */
public record Explanation(
        Optional<java.nio.file.Path> archive,
        Optional<Installation> installation,
        List<String> bundles,
        List<Quirk> quirks,
        List<StepState> steps,
        Map<Step, Integer> limits) {
    public Explanation {
        bundles = List.copyOf(bundles);
        quirks = List.copyOf(quirks);
        steps = List.copyOf(steps);
        limits = Map.copyOf(limits);
    }

    /** Returns the explanation while the archive is not here, and nothing that depends on its content is known. */
    static Explanation unfetched(List<String> bundles) {
        return new Explanation(Optional.empty(), Optional.empty(), bundles, List.of(), List.of(), Map.of());
    }
}
