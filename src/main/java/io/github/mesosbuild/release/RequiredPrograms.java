package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requirements that follow from other parts of a recipe. */
final class RequiredPrograms {
    private static final List<String> FAMILIES = List.of("debian", "rhel", "alpine", "suse", "arch");

    /** The package of each program for Homebrew, where the name is not the same everywhere. */
    private static final Map<String, String> KNOWN = Map.of("patch", "gpatch", "cmake", "cmake");

    private RequiredPrograms() {}

    /**
     * Returns the requirements of a recipe, with the program that applies its patches and the one that configures.
     *
     * @param command the command that takes the place of configure; empty if none does
     */
    static List<Requirement> with(List<Requirement> own, List<Quirk> patches, List<String> command) {
        List<Requirement> all = new ArrayList<>(own);
        if (!patches.isEmpty()) {
            List<Map<String, VersionRange>> conditions = new ArrayList<>();
            patches.forEach(patch -> conditions.addAll(patch.when().alternatives()));
            boolean always = patches.stream().anyMatch(patch -> patch.when().equals(Condition.ALWAYS));
            add(
                    all,
                    "patch",
                    "GNU patch applies the patches of the recipe.",
                    always ? Condition.ALWAYS : new Condition(conditions));
        }
        if (!command.isEmpty() && command.get(0).matches("[^/{}]+")) {
            add(all, command.get(0), "It configures the release (build.command).", Condition.ALWAYS);
        }
        return all;
    }

    private static void add(List<Requirement> all, String program, String because, Condition when) {
        boolean known = all.stream()
                .anyMatch(requirement -> requirement.probe() instanceof Requirement.Tool tool
                        && tool.tool().equals(program));
        if (!known) {
            all.add(new Requirement(
                    program, because, new Requirement.Tool(program, Map.of(), Map.of()), when, packages(program)));
        }
    }

    private static Map<String, List<String>> packages(String program) {
        Map<String, List<String>> packages = new LinkedHashMap<>();
        if (KNOWN.containsKey(program)) {
            FAMILIES.forEach(family -> packages.put(family, List.of(program)));
            packages.put("homebrew", List.of(KNOWN.get(program)));
        }
        return packages;
    }
}
