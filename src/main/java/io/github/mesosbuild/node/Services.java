package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The commands that start and stop a machine's services. */
final class Services {
    private static final List<Role> ORDER = List.of(Role.ZOOKEEPER, Role.MASTER, Role.SLAVE);

    private Services() {}

    /** Returns the roles of a host in the order in which they are started. */
    static List<Role> roles(Host host) {
        return ORDER.stream().filter(host::is).toList();
    }

    /** Returns the name of a role's service on the host's platform. */
    static String name(Description description, Host host, Role role) {
        return role == Role.ZOOKEEPER && host.platform().initializesZooKeeper()
                ? "zookeeper-server"
                : description.service(host, role);
    }

    /** Returns the command that restarts a service, or starts it if it is stopped. */
    static String restart(Description description, Host host, Role role) {
        String name = name(description, host, role);
        return switch (host.platform().initSystem()) {
            case SYSTEMD -> "systemctl restart " + name;
            case SYSV -> "service " + name + " restart";
            case UPSTART ->
                isJobOfCentos(host, role)
                        ? "initctl stop " + name + " || :; initctl start " + name
                        : "service " + name + " restart";
        };
    }

    /** Returns the command that stops a service. */
    static String stop(Description description, Host host, Role role) {
        String name = name(description, host, role);
        return switch (host.platform().initSystem()) {
            case SYSTEMD -> "systemctl stop " + name;
            case SYSV -> "service " + name + " stop";
            case UPSTART -> isJobOfCentos(host, role) ? "initctl stop " + name : "service " + name + " stop";
        };
    }

    /** Returns whether a service is an upstart job, for which {@code service} of CentOS 6 does not work. */
    private static boolean isJobOfCentos(Host host, Role role) {
        return !host.platform().hasApt() && role != Role.ZOOKEEPER;
    }

    /** Returns {@code restart.sh}, which restarts all services in their order, or the given ones. */
    static NodeFile script(Description description, Host host) {
        List<Role> roles = roles(host);
        String all = roles.stream().map(role -> description.service(host, role)).collect(Collectors.joining(" "));
        List<String> lines = new ArrayList<>(List.of(
                "#!/bin/sh",
                "# Restarts the services of " + host.name() + ": all in this order, or those given as arguments.",
                "#   " + all,
                "# Run as root. Written by mesos:node-config.",
                "set -eu",
                "",
                "if [ \"$(id -u)\" -ne 0 ]; then",
                "    echo 'restart.sh: Run this script as root.' >&2",
                "    exit 1",
                "fi",
                "[ $# -gt 0 ] || set -- " + all));
        if (host.is(Role.SLAVE)) {
            lines.addAll(SlaveGuard.beforeRestart(description.service(host, Role.SLAVE)));
        }
        if (host.platform().initSystem() == InitSystem.SYSTEMD) {
            lines.add("systemctl daemon-reload");
        }
        lines.addAll(List.of("for service; do", "    case $service in"));
        for (Role role : roles) {
            lines.add("        " + description.service(host, role) + ")");
            for (String command : restart(description, host, role).split("; ")) {
                lines.add("            " + command);
            }
            lines.add("            ;;");
        }
        lines.addAll(List.of(
                "        *)",
                "            echo \"restart.sh: " + host.name() + " has no service $service. Its services are: " + all
                        + "\" >&2",
                "            exit 64",
                "            ;;",
                "    esac",
                "done"));
        return new NodeFile("restart.sh", String.join("\n", lines) + "\n", NodeFile.PROGRAM);
    }

    /** Returns the lines of {@code install.sh} that enable the host's services. */
    static List<String> enable(Description description, Host host) {
        List<String> lines = new ArrayList<>();
        List<String> wanted =
                roles(host).stream().map(role -> name(description, host, role)).toList();
        switch (host.platform().initSystem()) {
            case SYSTEMD -> {
                // systemd does not run in an image (sd_booted(3)).
                lines.add("[ ! -d \"$root\"/run/systemd/system ] || run systemctl daemon-reload");
                lines.add("run systemctl enable " + String.join(" ", wanted));
            }
            case SYSV ->
                wanted.forEach(name -> {
                    // 'defaults' keeps the links of a service that was disabled (update-rc.d(8)).
                    lines.add("run update-rc.d " + name + " defaults");
                    lines.add("run update-rc.d " + name + " enable");
                });
            case UPSTART -> upstart(description, host, lines);
        }
        return lines;
    }

    private static void upstart(Description description, Host host, List<String> lines) {
        if (host.platform().hasApt()) {
            for (Role role : roles(host)) {
                String file = "\"$root\"/etc/init/" + name(description, host, role) + ".override";
                lines.add("if [ -f " + file + " ]; then");
                lines.add("    sed -i '/^[[:space:]]*manual[[:space:]]*$/d' " + file);
                lines.add("    [ -s " + file + " ] || rm -f " + file);
                lines.add("fi");
            }
            return;
        }
        if (host.is(Role.ZOOKEEPER)) {
            lines.add("run chkconfig zookeeper-server on");
        }
        for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
            String job = "\"$root\"/etc/init/" + description.daemon(role);
            if (host.is(role) && description.delivery() instanceof DeliveryMethod.Packages) {
                lines.add("if [ -f " + job + ".disabled ]; then");
                lines.add("    mv -f " + job + ".disabled " + job + ".conf");
                lines.add("fi");
            } else if (host.is(role)) {
                lines.add("rm -f " + job + ".disabled");
            }
        }
    }
}
