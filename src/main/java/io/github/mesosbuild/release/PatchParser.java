package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the patches of a recipe as quirks, because both are fixes that have a condition and a reason. */
final class PatchParser {
    /** The packages with GNU patch; Alpine and macOS have another program of that name without them. */
    private static final Map<String, List<String>> PACKAGES = packages();

    private PatchParser() {}

    private static Map<String, List<String>> packages() {
        Map<String, List<String>> packages = new LinkedHashMap<>();
        for (String family : List.of("debian", "rhel", "alpine", "suse", "arch")) {
            packages.put(family, List.of("patch"));
        }
        packages.put("homebrew", List.of("gpatch"));
        return packages;
    }

    static List<Quirk> patches(ConfigNode root) {
        return RecipeKeys.PATCHES.of(root).stream().map(PatchParser::patch).toList();
    }

    private static Quirk patch(ConfigNode node) {
        boolean remote = PatchKeys.URL.find(node).isPresent();
        String place = remote ? PatchKeys.URL.of(node) : PatchKeys.FILE.of(node);
        Patch patch = new Patch(
                Patch.nameOf(place),
                place,
                remote,
                PatchKeys.SHA256.of(node),
                PatchKeys.STRIP.of(node).orElse(1),
                Optional.empty());
        return new Quirk(
                patch.name(),
                PatchKeys.WHEN.of(node),
                PatchKeys.BECAUSE.of(node),
                "",
                "",
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                Optional.of(patch));
    }

    /** Returns the requirements of a recipe, with the program that applies its patches. */
    static List<Requirement> required(List<Requirement> own, List<Quirk> patches) {
        boolean known = own.stream()
                .anyMatch(requirement -> requirement.probe() instanceof Requirement.Tool tool
                        && tool.tool().equals("patch"));
        if (patches.isEmpty() || known) {
            return own;
        }
        List<Map<String, VersionRange>> conditions = new ArrayList<>();
        patches.forEach(patch -> conditions.addAll(patch.when().alternatives()));
        boolean always = patches.stream().anyMatch(patch -> patch.when().equals(Condition.ALWAYS));
        List<Requirement> all = new ArrayList<>(own);
        all.add(new Requirement(
                "patch",
                "GNU patch applies the patches of the recipe.",
                new Requirement.Tool("patch", Map.of(), Map.of()),
                always ? Condition.ALWAYS : new Condition(conditions),
                PACKAGES));
        return all;
    }
}
