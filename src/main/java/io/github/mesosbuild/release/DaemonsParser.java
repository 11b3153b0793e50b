package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.files.PathNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the daemons of a release: the first entry whose version range contains the version. */
final class DaemonsParser {
    private DaemonsParser() {}

    static Optional<Daemons> daemons(ConfigNode node, Version version) {
        for (ConfigNode line : node.list()) {
            line.onlyKeys(Release.OWN_VERSION, "master", "slave");
            Optional<VersionRange> range = line.get(Release.OWN_VERSION).as(VersionRange::new);
            if (range.isEmpty() || range.get().contains(Optional.of(version))) {
                return Optional.of(new Daemons(daemon(line.require("master")), daemon(line.require("slave"))));
            }
        }
        return Optional.empty();
    }

    private static Daemons.Daemon daemon(ConfigNode node) {
        node.onlyKeys("name", "program", "health", "state", "initialize", "flags");
        List<Daemons.Flags> flags = new ArrayList<>();
        for (ConfigNode group : node.get("flags").list()) {
            group.onlyKeys("when", "because", "values");
            flags.add(new Daemons.Flags(
                    when(group.get("when")),
                    group.requireText("because"),
                    group.require("values").textMap()));
        }
        return new Daemons.Daemon(
                node.requireText("name"),
                ReleaseParser.checked(node.require("program"), PathNames::inside),
                node.requireText("health"),
                node.requireText("state"),
                ReleaseParser.command(node.get("initialize")),
                flags);
    }

    private static Daemons.When when(ConfigNode node) {
        return switch (node.textOrEmpty()) {
            case "" -> Daemons.When.ALWAYS;
            case "ordinary user" -> Daemons.When.ORDINARY_USER;
            case "no control groups" -> Daemons.When.NO_CONTROL_GROUPS;
            case "no systemd" -> Daemons.When.NO_SYSTEMD;
            default -> {
                node.problem(node.textOrEmpty(), "is not one of 'ordinary user', 'no control groups' or 'no systemd'");
                yield Daemons.When.ALWAYS;
            }
        };
    }
}
