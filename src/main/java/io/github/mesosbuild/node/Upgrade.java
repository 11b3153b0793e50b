package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.release.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The way of a running cluster from one release of Mesos to a later one.
 *
 * @param from the release that runs
 * @param to the release to run
 */
record Upgrade(Version from, Version to) {
    private static final String FILE = "upgrades.yaml";
    private static final Object TRAPS = Documents.bundled(Upgrade.class, FILE);

    /**
     * Something that can break.
     *
     * @param release the line that brings it
     * @param role who has to do something; empty for frameworks and clients
     * @param text sentences in Markdown
     */
    record Trap(Version release, Optional<Role> role, String text) {}

    /**
     * Returns the lines to run in between, in order. Below 1.0, that is every line and 1.0 itself, because masters from 1.1 on refuse
     * agents of 0.x. From 1.0 on, no line is needed (docs/versioning.md at tag 1.11.0, "Upgrades").
     */
    List<Version> stops() {
        return root().require("stops").texts().stream()
                .map(Version::new)
                .filter(line -> from.compareTo(line) < 0)
                .filter(line -> line.compareTo(to) < 0 && !to.text().startsWith(line.text() + "."))
                .toList();
    }

    /** Returns what can break on the way, the earliest line first. */
    List<Trap> traps() {
        List<Trap> traps = new ArrayList<>();
        for (ConfigNode node : root().require("traps").list()) {
            Version release = new Version(node.requireText("release"));
            if (isPassed(release)) {
                String about = node.requireText("about");
                Optional<Role> role = about.equals("others")
                        ? Optional.empty()
                        : Optional.of(Role.valueOf(about.toUpperCase(Locale.ROOT)));
                traps.add(new Trap(release, role, node.requireText("text")));
            }
        }
        return List.copyOf(traps);
    }

    /** Returns what is true for every upgrade of a cluster with modules. */
    String modules() {
        return root().require("modules").requireText("text");
    }

    private boolean isPassed(Version line) {
        return from.compareTo(line) < 0 && !from.text().startsWith(line.text() + ".") && line.compareTo(to) <= 0;
    }

    private static ConfigNode root() {
        return ConfigNode.lenient(TRAPS);
    }
}
