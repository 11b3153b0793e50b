package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.Optional;

/** Reads the daemons of a release: the first entry whose version range contains the version. */
final class DaemonsParser {
    private DaemonsParser() {}

    static Optional<Daemons> daemons(ConfigNode root, Version version) {
        Optional<Daemons> first = Optional.empty();
        for (ConfigNode entry : RecipeKeys.CLUSTER.of(root)) {
            Daemons daemons = new Daemons(daemon(DaemonKeys.MASTER.of(entry)), daemon(DaemonKeys.SLAVE.of(entry)));
            Optional<VersionRange> range = DaemonKeys.RELEASE.of(entry);
            if (first.isEmpty() && (range.isEmpty() || range.get().contains(Optional.of(version)))) {
                first = Optional.of(daemons);
            }
        }
        return first;
    }

    private static Daemons.Daemon daemon(ConfigNode node) {
        return new Daemons.Daemon(
                DaemonKeys.NAME.of(node),
                DaemonKeys.PROGRAM.of(node),
                DaemonKeys.HEALTH.of(node),
                DaemonKeys.STATE.of(node),
                DaemonKeys.INITIALIZE.of(node),
                DaemonKeys.FLAGS.of(node).stream()
                        .map(group -> new Daemons.Flags(
                                DaemonKeys.Flags.WHEN.of(group),
                                DaemonKeys.Flags.BECAUSE.of(group),
                                DaemonKeys.Flags.VALUES.of(group)))
                        .toList());
    }
}
