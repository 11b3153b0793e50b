package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.FlagTable;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.SupportedFlags;
import io.github.mesosbuild.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files with the flags of Mesos' daemons, in the form that the packages' mesos-init-wrapper reads
 * (github.com/mesosphere/mesos-deb-packaging): one file for each flag, or a variable for some.
 */
final class MesosFiles {
    /** The flags that the wrapper reads from variables in {@code /etc/default}. */
    private static final Map<Role, Map<String, String>> VARIABLES = Map.of(
            Role.MASTER, Map.of("port", "PORT", "log_dir", "LOGS"),
            Role.SLAVE, Map.of("log_dir", "LOGS"));

    /** The flags that can hold a secret, or the path of one. */
    private static final Pattern SECRET =
            Pattern.compile("(http_)?credentials?|docker_config|executor_secret_key|jwt_secret_key");

    private final Description description;
    private final FlagTable table = FlagTable.bundled();

    MesosFiles(Description description) {
        this.description = description;
    }

    /** Returns the files of a host; none if it runs neither a master nor a slave. */
    List<NodeFile> of(Host host) {
        List<NodeFile> files = new ArrayList<>();
        if (!host.is(Role.MASTER) && !host.is(Role.SLAVE)) {
            return files;
        }
        String url = description.zooKeeperUrl();
        files.add(new NodeFile("etc/mesos/zk", url + "\n", url.contains("@") ? NodeFile.SECRET : NodeFile.PLAIN));
        boolean packages = description.delivery() instanceof DeliveryMethod.Packages;
        if (packages) {
            files.add(new NodeFile("etc/default/mesos", "ULIMIT=\"-n 8192\"\n", NodeFile.PLAIN));
        }
        for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
            if (host.is(role)) {
                daemon(host, role, packages ? VARIABLES.get(role) : Map.of(), files);
            }
        }
        return files;
    }

    private void daemon(Host host, Role role, Map<String, String> variables, List<NodeFile> files) {
        SortedMap<String, String> flags = NodeFlags.of(description, host, role);
        flags.keySet().removeAll(List.of("zk", "master", "attributes", "resources"));
        String daemon = description.service(host, role);
        StringBuilder text = new StringBuilder();
        if (!variables.isEmpty()) {
            new TreeMap<>(variables)
                    .forEach((flag, variable) -> text.append(variable)
                            .append('=')
                            .append(ShellWords.quoted(flags.remove(flag)))
                            .append('\n'));
            text.append(role == Role.MASTER ? "ZK" : "MASTER").append("=`cat /etc/mesos/zk`\n");
        }
        files.add(EnvironmentFiles.of(description, host, role, text.toString()));
        Optional<SupportedFlags> sheet = table.sheet(description.version(), role);
        flags.forEach((name, value) -> files.add(
                NodeFlags.isBoolean(sheet, name, value)
                        ? file(daemon, (value.equals("true") ? "?" : "?no-") + name, "")
                        : file(daemon, name, value + "\n")));
        if (role == Role.SLAVE) {
            host.attributes().forEach((name, value) -> files.add(file(daemon + "/attributes", name, value + "\n")));
            host.resources().forEach((name, value) -> files.add(file(daemon + "/resources", name, value + "\n")));
        }
    }

    private static NodeFile file(String directory, String name, String text) {
        return new NodeFile(
                "etc/" + directory + "/" + name,
                text,
                SECRET.matcher(name).matches() ? NodeFile.SECRET : NodeFile.PLAIN);
    }
}
