package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.FlagTable;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.SupportedFlags;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All flags of a host's daemon: those in the description, and those that its other keys imply. */
public final class NodeFlags {
    private static final String LOGS = "/var/log/mesos";
    private static final String RUNTIME = "/var/run/mesos";
    private static final String WORK = "/var/lib/mesos/";

    private NodeFlags() {}

    /**
     * Returns the flags by name. Boolean flags have the value {@code true} or {@code false}.
     *
     * @param role a role of the host, MASTER or SLAVE
     */
    public static SortedMap<String, String> of(Description description, Host host, Role role) {
        SortedMap<String, String> flags = new TreeMap<>();
        flags.put("port", String.valueOf(host.port(role)));
        flags.put("hostname", host.address());
        flags.put("log_dir", LOGS + (host.instance().isEmpty() ? "" : "/" + host.instance()));
        host.listen()
                .or(() -> Optional.of(host.address()).filter(Validators::isIpv4))
                .ifPresent(ip -> flags.put("ip", ip));
        if (role == Role.MASTER) {
            flags.put("zk", description.zooKeeperUrl());
            flags.put("quorum", String.valueOf(description.quorum()));
            flags.put("work_dir", workDirectory(role, host.instance()));
            description.clusterName().ifPresent(name -> flags.put("cluster", name));
        } else {
            flags.put("master", description.zooKeeperUrl());
            flags.put("work_dir", workDirectory(role, host.instance()));
            if (description.onMachineOf(host).stream()
                            .filter(one -> one.is(Role.SLAVE))
                            .count()
                    > 1) {
                apart(flags, description, host);
            }
            join(flags, "attributes", host.attributes());
            join(flags, "resources", host.resources());
            if (hasOldKernel(host.platform()) && Trait.LAUNCHER_FLAG.in(description.version())) {
                flags.put("launcher", "posix");
            }
        }
        if (description.delivery() instanceof DeliveryMethod.Source source) {
            flags.put(
                    role == Role.MASTER ? "webui_dir" : "launcher_dir",
                    source.prefix() + (role == Role.MASTER ? "/share/mesos/webui" : "/libexec/mesos"));
        }
        flags.putAll(host.flags(role));
        if (advertisesAddress(host.listen(), host.address())) {
            flags.put("advertise_ip", host.address());
        }
        if (!flags.get("port").equals(String.valueOf(host.port(role)))) {
            flags.put("advertise_port", String.valueOf(host.port(role)));
        }
        return flags;
    }

    /**
     * Keeps slaves of one machine apart. Each removes containers that it does not know: those of docker, unless docker_kill_orphans is
     * off, and those of its control group ({@code LinuxLauncher::recover} in src/slave/containerizer/linux_launcher.cpp at tag 0.24.0). From
     * 1.1 on, a slave also recovers containers from its runtime directory ({@code MesosContainerizerProcess::recover} in
     * src/slave/containerizer/mesos/containerizer.cpp at tag 1.1.0), which is the same for all by default.
     */
    private static void apart(SortedMap<String, String> flags, Description description, Host host) {
        Optional<SupportedFlags> sheet = FlagTable.bundled().sheet(description.version(), Role.SLAVE);
        if (sheet.filter(known -> known.knows("docker_kill_orphans")).isPresent()) {
            flags.put("docker_kill_orphans", "false");
        }
        if (!host.instance().isEmpty()
                && sheet.filter(known -> known.knows("cgroups_root")).isPresent()) {
            flags.put("cgroups_root", "mesos" + host.suffix());
        }
        if (!host.instance().isEmpty()
                && sheet.filter(known -> known.knows("runtime_dir")).isPresent()) {
            flags.put("runtime_dir", RUNTIME + host.suffix());
        }
    }

    /** Returns the work directory of a daemon if the description does not set it. */
    static String workDirectory(Role role, String instance) {
        return WORK + (role == Role.MASTER ? "master" : "slave") + (instance.isEmpty() ? "" : "-" + instance);
    }

    private static void join(SortedMap<String, String> flags, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            flags.put(
                    name,
                    new TreeMap<>(values)
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                                    .collect(Collectors.joining(";")));
        }
    }

    /** Returns whether the kernel is too old for the linux launcher (see centos/6 and ubuntu/12.04 in mesos-deb-packaging). */
    private static boolean hasOldKernel(Platform platform) {
        return platform.initializesZooKeeper()
                || platform.family() == DistroFamily.UBUNTU
                        && platform.release().equals("12.04");
    }

    /** Returns whether the advertised address differs from the one that the daemon binds to. */
    static boolean advertisesAddress(Optional<String> listen, String address) {
        return Validators.isIpv4(address)
                && listen.filter(ip -> !ip.equals(address)).isPresent();
    }

    /** Returns whether a flag needs no value, so that its file name has the form {@code ?flag} or {@code ?no-flag}. */
    static boolean isBoolean(Optional<SupportedFlags> sheet, String name, String value) {
        return sheet.map(known -> known.isBoolean(name)).orElse(false)
                && (value.equals("true") || value.equals("false"));
    }
}
