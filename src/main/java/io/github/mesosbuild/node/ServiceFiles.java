package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The files that start Mesos built from source, or keep a package's daemon from starting on a host without that role. */
final class ServiceFiles {
    private static final String SLAVE = """
            # Executors survive a restart of the @SLAVE@, which recovers them.
            KillMode=process
            # Executors are in this unit's control group and count as its tasks. They may use more threads than the default allows.
            TasksMax=infinity
            # The @SLAVE@ creates control groups for its executors.
            Delegate=yes
            CPUAccounting=true
            MemoryAccounting=true
            """;

    private static final String STARTER = "usr/local/sbin/mesos-node";

    private final Description description;

    ServiceFiles(Description description) {
        this.description = description;
    }

    List<NodeFile> of(Host host) {
        if (!host.is(Role.MASTER) && !host.is(Role.SLAVE)) {
            return List.of();
        }
        return description.delivery() instanceof DeliveryMethod.Source source
                ? ofSource(host, source)
                : ofPackages(host);
    }

    private List<NodeFile> ofSource(Host host, DeliveryMethod.Source source) {
        List<NodeFile> files = new ArrayList<>();
        files.add(new NodeFile(
                STARTER,
                Template.filled(
                        "mesos-node.sh",
                        Map.of(
                                "SLAVE", description.slaveName(),
                                "PREFIX", source.prefix(),
                                "QUOTED_PREFIX", ShellWords.quoted(source.prefix()))),
                NodeFile.PROGRAM));
        for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
            if (host.is(role)) {
                files.add(service(host, role, source));
            }
        }
        return files;
    }

    private NodeFile service(Host host, Role role, DeliveryMethod.Source source) {
        String daemon = description.service(host, role);
        String name = (role == Role.MASTER ? "master" : description.slaveName()) + host.suffix();
        return switch (host.platform().initSystem()) {
            case SYSTEMD -> new NodeFile("etc/systemd/system/" + daemon + ".service", unit(role, name), NodeFile.PLAIN);
            case UPSTART -> new NodeFile("etc/init/" + daemon + ".conf", job(name), NodeFile.PLAIN);
            case SYSV ->
                new NodeFile(
                        "etc/init.d/" + daemon,
                        Template.filled("sysv.sh", Map.of("DAEMON", daemon, "ROLE", name, "PREFIX", source.prefix())),
                        NodeFile.PROGRAM);
        };
    }

    /** Returns a unit like that of the packages (systemd/*.systemd), but after the network is up. A slave's tasks survive a restart. */
    private String unit(Role role, String name) {
        return String.format(
                Locale.ROOT,
                """
                # Written by mesos:node-config.
                [Unit]
                Description=Mesos %s
                Wants=network-online.target
                After=network-online.target zookeeper.service

                [Service]
                ExecStart=/usr/local/sbin/mesos-node %s
                Restart=always
                RestartSec=20
                LimitNOFILE=16384
                %s
                [Install]
                WantedBy=multi-user.target
                """,
                name,
                name,
                role == Role.SLAVE ? SLAVE.replace("@SLAVE@", description.slaveName()) : "");
    }

    /** Returns a job like that of the packages (upstart/*.upstart). */
    private static String job(String name) {
        return String.format(Locale.ROOT, """
                # Written by mesos:node-config.
                description "Mesos %s"
                start on stopped rc RUNLEVEL=[2345]
                stop on runlevel [!2345]
                respawn
                limit nofile 16384 16384
                exec /usr/local/sbin/mesos-node %s
                """, name, name);
    }

    /** The package contains jobs for both daemons, and upstart on Ubuntu starts every job without an override. */
    private List<NodeFile> ofPackages(Host host) {
        List<NodeFile> files = new ArrayList<>();
        if (host.platform().hasApt() && host.platform().initSystem() == InitSystem.UPSTART) {
            for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
                if (!host.is(role)) {
                    files.add(new NodeFile(
                            "etc/init/" + description.daemon(role) + ".override", "manual\n", NodeFile.PLAIN));
                }
            }
        }
        return files;
    }
}
