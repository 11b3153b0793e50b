package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the license of a release, and the software of others in it whose version range contains the version. */
final class CompositionParser {
    private CompositionParser() {}

    static Composition composition(ConfigNode root, Version version) {
        List<ThirdParty> thirdParties = new ArrayList<>();
        for (ConfigNode node : RecipeKeys.THIRD_PARTIES.of(root)) {
            ThirdParty thirdParty = new ThirdParty(
                    CompositionKeys.NAME.of(node),
                    CompositionKeys.VERSION.of(node),
                    CompositionKeys.OTHER_LICENCE.of(node).orElse(""),
                    CompositionKeys.OTHER_PURL.of(node));
            Optional<VersionRange> range = CompositionKeys.RELEASE.of(node);
            if (range.isEmpty() || range.get().contains(Optional.of(version))) {
                thirdParties.add(thirdParty);
            }
        }
        return new Composition(CompositionKeys.LICENCE.of(root), CompositionKeys.PURL.of(root), thirdParties);
    }
}
