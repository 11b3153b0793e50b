package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the patches of a recipe as quirks, because both are fixes that have a condition and a reason. */
final class PatchParser {
    private PatchParser() {}

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
}
