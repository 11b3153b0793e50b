package io.github.mesosbuild.release;

import java.util.List;
import java.util.Optional;

/**
 * What a release consists of, for bills of materials.
 *
 * @param licence the license as an SPDX expression (spdx.dev/ids), if the recipe names one
 * @param purl the package URL of the release, if the recipe names one
 * @param thirdParties the software of others that is part of the installation, in the recipe's order
 */
public record Composition(Optional<String> licence, Optional<String> purl, List<ThirdParty> thirdParties) {
    /** What is known of a recipe without these keys. */
    public static final Composition UNKNOWN = new Composition(Optional.empty(), Optional.empty(), List.of());

    public Composition {
        thirdParties = List.copyOf(thirdParties);
    }
}
