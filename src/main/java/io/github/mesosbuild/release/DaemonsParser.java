package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which daemons the versions of a release have: a list of which the first whose range has the version is the one. */
final class DaemonsParser {
    private DaemonsParser() {}

    static Optional<Daemons> daemons(Optional<YamlNode> node, Version version) throws RecipeException {
        if (node.isEmpty()) {
            return Optional.empty();
        }
        for (YamlNode line : node.get().list()) {
            line.onlyKeys(Release.OWN_VERSION, "master", "slave");
            Optional<YamlNode> range = line.get(Release.OWN_VERSION);
            if (range.isEmpty() || range.get().as(VersionRange::new).contains(Optional.of(version))) {
                return Optional.of(new Daemons(daemon(line.need("master")), daemon(line.need("slave"))));
            }
        }
        return Optional.empty();
    }

    private static Daemons.Daemon daemon(YamlNode node) throws RecipeException {
        node.onlyKeys("name", "program", "health", "state", "initialize", "flags");
        List<Daemons.Flags> flags = new ArrayList<>();
        if (node.get("flags").isPresent()) {
            for (YamlNode group : node.need("flags").list()) {
                group.onlyKeys("when", "because", "values");
                flags.add(new Daemons.Flags(
                        group.get("when").isPresent() ? when(group.need("when")) : Daemons.When.ALWAYS,
                        group.need("because").text(),
                        group.need("values").textMap()));
            }
        }
        return new Daemons.Daemon(
                node.need("name").text(),
                node.need("program").text(),
                node.need("health").text(),
                node.need("state").text(),
                node.get("initialize").isPresent() ? node.need("initialize").texts() : List.of(),
                flags);
    }

    private static Daemons.When when(YamlNode node) throws RecipeException {
        return switch (node.text()) {
            case "ordinary user" -> Daemons.When.ORDINARY_USER;
            case "no control groups" -> Daemons.When.NO_CONTROL_GROUPS;
            case "no systemd" -> Daemons.When.NO_SYSTEMD;
            default -> throw node.wrong("'ordinary user', 'no control groups' or 'no systemd' is expected");
        };
    }
}
