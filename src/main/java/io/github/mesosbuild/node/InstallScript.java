package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes {@code install.sh}, which installs programs and a node's files on a machine. */
final class InstallScript {
    private static final String ROOT = "\"$root\"";

    private final Description description;
    private final Host host;
    private final List<NodeFile> files;
    private final List<String> lines = new ArrayList<>();

    private InstallScript(Description description, Host host, List<NodeFile> files) {
        this.description = description;
        this.host = host;
        this.files = files;
    }

    static NodeFile of(Description description, Host host, List<NodeFile> files) {
        InstallScript script = new InstallScript(description, host, files);
        script.write();
        String text = Template.filled(
                        "install.sh",
                        Map.of(
                                "HOST",
                                host.name(),
                                "WHAT",
                                what(description, host),
                                "CHANGE_FILES",
                                FileTransaction.functions() + (host.is(Role.SLAVE) ? SlaveGuard.functions() : ""),
                                "USAGE",
                                script.fromSource() ? " " + NodeGuide.archive(description) : ""))
                + String.join("\n", script.lines) + "\n";
        return new NodeFile("install.sh", text, NodeFile.PROGRAM);
    }

    /** Returns the platform and the roles in one line. */
    static String what(Description description, Host host) {
        return host.platform() + ": "
                + Services.roles(host).stream().map(description::word).collect(Collectors.joining(", "));
    }

    private boolean fromSource() {
        return runsMesos() && description.delivery() instanceof DeliveryMethod.Source;
    }

    private boolean runsMesos() {
        return host.is(Role.MASTER) || host.is(Role.SLAVE);
    }

    private void write() {
        lines.addAll(ZooKeeperFiles.guards(files));
        SlaveGuard.daemon(files).ifPresent(daemon -> lines.add(SlaveGuard.call("check_slave", daemon)));
        if (host.is(Role.ZOOKEEPER) && host.platform().initializesZooKeeper()) {
            lines.add("check_id " + host.platform().myid().substring(1) + " " + host.zooKeeperId());
        }
        if (description.delivery() instanceof DeliveryMethod.Source source && runsMesos()) {
            section("The installation, from its archive");
            unpack(source);
        }
        if (description.delivery() instanceof DeliveryMethod.Packages packages && runsMesos()) {
            section("The repository and its packages");
            if (host.platform().hasApt()) {
                apt(packages);
            } else {
                yum(packages);
            }
        }
        if (host.is(Role.ZOOKEEPER)) {
            section("ZooKeeper");
            zooKeeper();
        }
        section("The files");
        place();
        directories();
        section("The services");
        lines.addAll(Services.enable(description, host));
        lines.add("MESOS_NODE_ROOT=$root sh ./" + RetiredServices.SCRIPT);
        lines.add("say 'Installed. Once the other machines are installed, too, run ./restart.sh here.'");
    }

    private void section(String title) {
        lines.add("");
        lines.add("# " + title + ".");
    }

    private void unpack(DeliveryMethod.Source source) {
        String prefix = ShellWords.quoted(source.prefix());
        lines.add("prefix=" + prefix);
        lines.addAll("""
                archive=${1:-}
                case $archive in
                    '')
                        [ -x "$root$prefix/sbin/@DAEMON@" ] || die "Give the archive of the installation as an argument. README.md explains how to create it."
                        ;;
                    /*) ;;
                    *) archive=$OLDPWD/$archive ;;
                esac
                if [ -n "$archive" ]; then
                    [ -f "$archive" ] || die "$archive does not exist."
                    [ ! -e "$root$prefix" ] || [ -f "$root$prefix/.mesos-node" ] || die "$prefix already exists and was not created by this script. Give Mesos a directory of its own."
                    rm -rf "$root$prefix.new"
                    mkdir -p "$root$prefix.new"
                    tar -xf "$archive" -C "$root$prefix.new" --no-same-owner
                    : > "$root$prefix.new/.mesos-node"
                    [ -x "$root$prefix.new/sbin/@DAEMON@" ] || die "$archive does not contain sbin/@DAEMON@."
                    missing=$(run env LD_LIBRARY_PATH="$prefix.new/lib" ldd "$prefix.new/sbin/@DAEMON@" | grep 'not found' || :)
                    [ -z "$missing" ] || die "This machine lacks libraries that Mesos was built with: $missing"
                    rm -rf "$root$prefix.old"
                    [ ! -d "$root$prefix" ] || mv "$root$prefix" "$root$prefix.old"
                    mv "$root$prefix.new" "$root$prefix"
                    say "Unpacked $archive to $root$prefix."
                fi""".replace("@DAEMON@", description.daemon(host.is(Role.MASTER) ? Role.MASTER : Role.SLAVE))
                .lines()
                .toList());
    }

    private void apt(DeliveryMethod.Packages packages) {
        lines.add("export DEBIAN_FRONTEND=noninteractive");
        String keyring = RepositoryFiles.keyring(host.platform());
        packages.keyUrl().ifPresent(url -> {
            lines.add("run apt-get update");
            lines.add("run apt-get install -y ca-certificates curl");
            lines.add("run mkdir -p /etc/apt/keyrings");
            lines.add("run curl -fsSL -o /" + RepositoryFiles.KEY + " " + ShellWords.quoted(url));
        });
        files.stream().filter(file -> file.path().startsWith("etc/apt/")).forEach(this::put);
        if (!keyring.equals(RepositoryFiles.KEY)) {
            lines.add("run apt-get install -y gnupg");
            lines.add("run gpg --batch --yes --dearmor -o /" + keyring + " /" + RepositoryFiles.KEY);
        }
        lines.add("run apt-get update");
        lines.add("run apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold 'mesos="
                + description.version() + "-*'");
    }

    private void yum(DeliveryMethod.Packages packages) {
        packages.keyUrl().ifPresent(url -> lines.add("run rpm --import " + ShellWords.quoted(url)));
        if (packages.key().isPresent()) {
            lines.add("put 644 " + RepositoryFiles.RPM_KEY);
            lines.add("run rpm --import /" + RepositoryFiles.RPM_KEY);
        }
        lines.add("run rpm -q mesosphere-el-repo >/dev/null || run rpm -Uvh "
                + ShellWords.quoted(RepositoryFiles.releaseRpm(packages, host.platform())));
        lines.add("run yum -y install mesos-" + description.version());
    }

    private void zooKeeper() {
        String name = Services.name(description, host, Role.ZOOKEEPER);
        if (host.platform().hasApt()) {
            lines.add("if ! run dpkg -s zookeeperd >/dev/null 2>&1; then");
            lines.add("    export DEBIAN_FRONTEND=noninteractive");
            lines.add("    run apt-get update");
            lines.add("    run apt-get install -y zookeeper zookeeperd");
            lines.add("    # The package starts the server before it is configured.");
            lines.add("    run " + Services.stop(description, host, Role.ZOOKEEPER) + " || :");
            lines.add("fi");
            return;
        }
        String packageName = host.platform().initializesZooKeeper() ? name : "mesosphere-zookeeper";
        lines.add("run rpm -q " + packageName + " >/dev/null || run yum -y install " + packageName + " ||");
        lines.add("    die 'No repository on this machine has " + packageName
                + ", and CentOS itself has no ZooKeeper. Install that package first.'");
    }

    private void place() {
        if (runsMesos()) {
            for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
                String daemon = description.service(host, role);
                if (host.is(role)) {
                    lines.add("tidy etc/" + daemon);
                }
                if (host.is(role) && role == Role.SLAVE) {
                    lines.add("tidy etc/" + daemon + "/attributes");
                    lines.add("tidy etc/" + daemon + "/resources");
                }
            }
        }
        files.stream()
                .filter(file ->
                        !file.path().startsWith("etc/apt/") && !file.path().equals(RepositoryFiles.RPM_KEY))
                .forEach(this::put);
        lines.add("commit");
        SlaveGuard.daemon(files).ifPresent(daemon -> lines.add(SlaveGuard.call("forget_slave", daemon)));
    }

    private void directories() {
        TreeSet<String> directories = new TreeSet<>();
        for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
            if (host.is(role)) {
                Map<String, String> flags = NodeFlags.of(description, host, role);
                directories.add(flags.get("work_dir"));
                directories.add(flags.get("log_dir"));
            }
        }
        directories.forEach(directory -> lines.add("mkdir -p " + ROOT + ShellWords.quoted(directory)));
        if (host.is(Role.ZOOKEEPER)) {
            data();
        }
    }

    private void put(NodeFile file) {
        lines.add("put " + file.octalMode() + " " + ShellWords.quoted(file.path()));
    }

    /** Creates ZooKeeper's data directory with the ID of the server. */
    private void data() {
        String directory = host.platform().dataDirectory();
        lines.add("mkdir -p " + ROOT + directory);
        if (host.platform().initializesZooKeeper()) {
            lines.add("[ -f " + ROOT + directory + "/myid ] || run zookeeper-server-initialize --myid="
                    + host.zooKeeperId());
        } else if (host.platform().hasApt()) {
            lines.add("ln -sf " + host.platform().myid() + " " + ROOT + directory + "/myid");
        }
        lines.add("if run id zookeeper >/dev/null 2>&1; then");
        lines.add("    run chown zookeeper " + directory);
        lines.add("fi");
    }
}
