package io.github.mesosbuild.node;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.release.VersionRange;
import java.util.Optional;

/** Something that is so in some releases of Mesos; {@code traits.yaml} has their ranges and sources. */
enum Trait {
    /** The service and its program are called agent. */
    AGENTS("agents"),
    /** The path of a daemon's state has no {@code .json}. */
    STATE_WITHOUT_EXTENSION("state-without-extension"),
    /** The flag {@code --launcher} exists. */
    LAUNCHER_FLAG("launcher-flag"),
    /** Replicas of the log answer that they are not ready yet. */
    ANSWERING_REPLICAS("answering-replicas"),
    /** The flag {@code --reconfiguration_policy} exists. */
    ADDITIVE_CHANGES("additive-changes");

    private static final String FILE = "traits.yaml";

    private final VersionRange range;

    Trait(String key) {
        this.range = new VersionRange(Table.ROOT.requireText(key));
    }

    /** Returns whether it is so in a release. */
    boolean in(Version version) {
        return range.contains(Optional.of(version));
    }

    /** The file, which is read before the first constant is made. */
    private static final class Table {
        private static final ConfigNode ROOT = ConfigNode.lenient(Documents.bundled(Trait.class, FILE));
    }
}
