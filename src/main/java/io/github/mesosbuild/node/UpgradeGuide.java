package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.release.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The section of a host's {@code README.md} about going from the release that runs to the one of the description. */
final class UpgradeGuide {
    private final Description description;
    private final Host host;
    private final Upgrade upgrade;
    private final List<String> lines = new ArrayList<>();
    private int step;

    private UpgradeGuide(Description description, Host host, Upgrade upgrade) {
        this.description = description;
        this.host = host;
        this.upgrade = upgrade;
    }

    /** Returns the lines of the section. */
    static List<String> lines(Description description, Host host, Version from) {
        UpgradeGuide guide = new UpgradeGuide(description, host, new Upgrade(from, description.version()));
        guide.write();
        return guide.lines;
    }

    private void write() {
        lines.add("");
        lines.add("## Upgrade from " + upgrade.from() + " to " + upgrade.to());
        lines.add("");
        lines.add("Masters come first, then " + description.slaveName()
                + "s, then frameworks (docs/upgrades.md of Mesos).");
        if (!upgrade.stops().isEmpty()) {
            lines.add("");
            lines.add("Do all steps for each of these lines, on all machines, before you go to the next one: "
                    + upgrade.stops().stream().map(Version::text).collect(Collectors.joining(", "))
                    + ", and then " + upgrade.to()
                    + ". Take the newest release of a line (`mvn mesos:releases`), and write"
                    + " it as `version` in the description. Mesos describes upgrades below 1.0 only from one line to the"
                    + " next, and masters from 1.1 on do not work with slaves of 0.x.");
        }
        lines.add("");
        step("Read the list below. Do what it says about frameworks and clients first.");
        step("Run `mvn mesos:node-config` with the new `version`, and copy the directory of each machine to it.");
        step("On the machines of masters, one at a time and the leader last, run `install.sh` and restart the master"
                + restart(Role.MASTER)
                + ". " + renamed() + "Continue once `mvn mesos:node-check` finds a leader.");
        step("On the other machines, one at a time, run `install.sh` and restart the " + description.slaveName()
                + restart(Role.SLAVE)
                + ". " + renamed() + "Their tasks keep running. Continue once `mvn mesos:node-check` finds the "
                + description.slaveName()
                + " registered.");
        step("Link the schedulers with the new library and jar, and restart them. Then do the same with executors.");
        lines.add("");
        lines.add("What can break on the way, by the line that brings it:");
        lines.add("");
        for (Upgrade.Trap trap : upgrade.traps()) {
            if (trap.role().isEmpty() || host.is(trap.role().get())) {
                lines.add("- " + trap.release() + ", " + about(trap.role()) + ": " + trap.text());
            }
        }
        lines.add("- " + upgrade.modules());
    }

    private void step(String line) {
        step++;
        lines.add(step + ". " + line);
    }

    /** {@code install.sh} retires the service of the old name, with which the slave ends. */
    private String renamed() {
        boolean renamed = description.slaveName().equals("agent") && !Trait.AGENTS.in(upgrade.from());
        return renamed
                ? "If the machine has a slave, `install.sh` stops it, because its service is called mesos-agent now: start it at once with"
                        + " `restart.sh mesos-agent`, before its executors give up. "
                : "";
    }

    private String restart(Role role) {
        return host.is(role) ? ": here with `" + Services.restart(description, host, role) + "`" : "";
    }

    private String about(Optional<Role> role) {
        return role.map(some -> some == Role.MASTER ? "masters" : description.slaveName() + "s")
                .orElse("frameworks and clients");
    }
}
