package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Quorum;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.text.Quantities;
import java.util.List;
import java.util.Map;

/** Writes {@code README.md} of a host, which explains its files and the steps of installing, growing and shrinking a cluster. */
final class NodeGuide {
    private final Description description;
    private final Host host;
    private final List<NodeFile> files;
    private final StringBuilder text = new StringBuilder();
    private int step;

    private NodeGuide(Description description, Host host, List<NodeFile> files) {
        this.description = description;
        this.host = host;
        this.files = files;
    }

    static NodeFile of(Description description, Host host, List<NodeFile> files) {
        NodeGuide guide = new NodeGuide(description, host, files);
        guide.write();
        return new NodeFile("README.md", guide.text.toString(), NodeFile.PLAIN);
    }

    /** Returns the name of an installation's archive. */
    static String archive(Description description) {
        return "mesos-" + description.version() + ".tar.gz";
    }

    private void write() {
        say("# " + host.name());
        say("");
        say(InstallScript.what(description, host)
                + (host.zooKeeperId() > 0 ? "; myid " + host.zooKeeperId() : "")
                + ". Other hosts reach it at " + host.address() + "." + (runsMesos() ? " " + origin() : ""));
        if (!description.warnings().isEmpty()) {
            say("");
            description.warnings().forEach(warning -> say("- Warning: " + warning));
        }
        steps();
        if (runsMesos()) {
            description
                    .upgradeFrom()
                    .ifPresent(
                            from -> UpgradeGuide.lines(description, host, from).forEach(this::say));
        }
        contents();
        retirement();
        if (host.is(Role.MASTER)) {
            masters();
        }
        if (host.is(Role.ZOOKEEPER)) {
            ensemble();
        }
        if (host.is(Role.SLAVE)) {
            slave();
        }
    }

    private boolean runsMesos() {
        return host.is(Role.MASTER) || host.is(Role.SLAVE);
    }

    private String origin() {
        return "Mesos " + description.version() + " is installed "
                + (description.delivery() instanceof DeliveryMethod.Source source
                        ? "in " + source.prefix()
                        : "from packages of " + ((DeliveryMethod.Packages) description.delivery()).url())
                + ".";
    }

    private String slaves() {
        return description.slaveName() + "s";
    }

    private void say(String line) {
        text.append(line).append('\n');
    }

    private void section(String title) {
        say("");
        say("## " + title);
        say("");
        step = 0;
    }

    private void step(String line) {
        step++;
        say(step + ". " + line);
    }

    private void steps() {
        section("Steps");
        say(
                "The commands `mvn mesos:...` need the group `io.github.mesosbuild` in the `<pluginGroups>` of your `settings.xml`. Without"
                        + " it, type `mvn io.github.mesosbuild:mesos-maven-plugin:...` instead.");
        say("");
        boolean source = description.delivery() instanceof DeliveryMethod.Source && runsMesos();
        if (source) {
            step("Build Mesos once, on a machine with the same distribution and version as this one: `mvn mesos:install"
                    + " -Dmesos.version=" + description.version()
                    + " -Dmesos.installDirectory=$PWD/mesos && tar -C mesos -czf "
                    + archive(description) + " .`. The libraries that Mesos is linked to must be on this machine, too;"
                    + " `install.sh` lists missing ones.");
        }
        step("Copy this directory" + (source ? " and the archive" : "") + " to the machine: `scp -pr "
                + (source ? archive(description) + " " : "") + host.name() + " root@" + host.address() + ":`");
        step("On the machine, run as root, in root's home directory: `" + host.name() + "/install.sh"
                + (source ? " " + archive(description) : "")
                + "`. It installs the programs and the files, and starts no services. It stops and disables those whose roles this host"
                + " does not have. Replaced files are kept in"
                + " `/var/backups/mesos-maven-plugin`, with a script that puts them back.");
        if (description.delivery() instanceof DeliveryMethod.Packages packages && runsMesos()) {
            say("   " + repository(packages));
        }
        step(
                "Once every machine is ready, start the services: first ZooKeeper on all hosts, then all masters, then all "
                        + slaves() + ". On this host, `" + host.name()
                        + "/restart.sh` starts all services in that order, and `restart.sh NAME` starts one:");
        say("");
        for (Role role : Services.roles(host)) {
            say("       " + Services.restart(description, host, role));
        }
        say("");
        step("Check the result: `mvn mesos:node-check -Dmesos.node=" + host.name() + "`"
                + (description.hosts(Role.MASTER).size() > 1 && !Trait.ANSWERING_REPLICAS.in(description.version())
                        ? ". On the very first start, the leading master may get no answer from the others and exit after a minute"
                                + " (MESOS-3280). It is restarted, and then the " + slaves() + " register"
                        : ""));
    }

    private String repository(DeliveryMethod.Packages packages) {
        return host.platform().hasApt()
                ? "The repository is configured in `/" + RepositoryFiles.LIST + "`, and its key is in `/"
                        + RepositoryFiles.keyring(host.platform())
                        + "`. Where apt supports `signed-by`, the key is trusted for this repository alone; `apt-key` is not used."
                : "The repository is configured by " + RepositoryFiles.releaseRpm(packages, host.platform())
                        + ". To build programs on the machine, install python-mesos, mesos-devel and mesos-java.";
    }

    private void contents() {
        section("Files");
        say("| file | purpose |");
        say("| --- | --- |");
        files.forEach(file -> say("| `/" + file.path() + "` | " + meaning(file.path()) + " |"));
        if (host.is(Role.ZOOKEEPER) && host.platform().initializesZooKeeper()) {
            say("| `" + host.platform().myid()
                    + "` | the ID of this server, written by `zookeeper-server-initialize --myid=" + host.zooKeeperId()
                    + "` |");
        }
    }

    private String meaning(String path) {
        String daemon = path.startsWith("etc/mesos-master") ? "master" : description.slaveName();
        if (path.matches("etc/mesos-[a-z0-9-]+/(attributes|resources)/.*")) {
            return (path.contains("/attributes/") ? "an attribute" : "a resource") + " of the " + daemon;
        }
        if (path.matches("etc/mesos-[a-z0-9-]+/.*")) {
            return "flag `--" + path.substring(path.lastIndexOf('/') + 1).replace("?", "") + "` of the " + daemon;
        }
        if (path.startsWith("etc/default/")) {
            return description.delivery() instanceof DeliveryMethod.Packages
                    ? "the environment, and flags as variables for the packages' wrapper; no flag is both here and in a file"
                    : "the environment of the daemon";
        }
        Map<String, String> meanings = Map.of(
                "etc/mesos/zk",
                "the URL by which masters and " + slaves() + " find each other",
                "usr/local/sbin/mesos-node",
                "starts a daemon with the flags in these files",
                ZooKeeperFiles.CONFIGURATION,
                "the ensemble; its members are the same on all hosts",
                RepositoryFiles.LIST,
                "the repository of the packages",
                RepositoryFiles.KEY,
                "the key that signs it",
                RepositoryFiles.RPM_KEY,
                "the key that signs the packages");
        if (path.endsWith("/myid")) {
            return "the ID of this server"
                    + (host.platform().hasApt()
                            ? "; `" + host.platform().dataDirectory() + "/myid` is a link to it"
                            : "");
        }
        if (path.endsWith(".override")) {
            return "keeps the package's job from starting, because this host does not have that role";
        }
        return meanings.getOrDefault(path, "the service definition");
    }

    private void retirement() {
        section("Take a role away");
        say(
                "Remove the role from the description, run `mvn mesos:node-config`, and `install.sh` on the machine. `install.sh` calls"
                        + " `retire.sh`, which stops and disables the services whose roles the host does not have. `retire.sh --list` prints"
                        + " them. Their files and data stay, so the role can come back.");
        say("");
        say("- " + RoleWords.withArticle(description.slaveName())
                + ": its tasks outlive it until their executors give up, after `--recovery_timeout`. To end them at once, send"
                + " the " + description.slaveName() + " the signal USR1 first: `" + signal() + "`");
        say("- A master: keep the order for changing the quorum. Take one master away at a time.");
        say("- ZooKeeper: take one server away at a time, and restart the others with their new `zoo.cfg` first. "
                + (description.externalZooKeeper().isPresent()
                        ? "This description uses servers of others, so `retire.sh` leaves ZooKeeper alone."
                        : "`retire.sh` leaves ZooKeeper alone unless `mvn mesos:node-config` wrote its `zoo.cfg`."));
    }

    /** Returns the command that sends USR1 to the slave. */
    private String signal() {
        return description.onMachineOf(host).size() > 1
                ? "systemctl kill --kill-who=main --signal=USR1 " + description.service(host, Role.SLAVE)
                : "pkill -USR1 -x " + description.daemon(Role.SLAVE);
    }

    private void masters() {
        String log = NodeFlags.of(description, host, Role.MASTER).get("work_dir") + "/replicated_log";
        String stop = Services.stop(description, host, Role.MASTER);
        section("Add a master or change the quorum");
        int masters = description.hosts(Role.MASTER).size();
        say(Quantities.count(masters, "master") + (masters == 1 ? " is" : " are")
                + " configured here, with a quorum of "
                + description.quorum()
                + ". The quorum is more than half of the masters: 1 of 1, 2 of 3, 3 of 5, floor(n/2)+1 of n. If more than"
                + " 2*quorum-1 masters run, even for a moment during a change, two halves can decide independently, and the"
                + " replicated log, which records all " + slaves() + ", is lost (MESOS-1546). So the order matters:");
        say("");
        say("To go from one master to three:");
        say("");
        step("Stop the master: `" + stop + "`");
        step("Move its log away, because it was written for a quorum of 1: `mv " + log + " " + log + ".of-one`");
        step(
                "Add both hosts to the description, without `quorum`, which becomes 2. Run `mvn mesos:node-config`, then `install.sh` on all"
                        + " three.");
        step(
                "Start all three masters with `restart.sh mesos-master`. If ZooKeeper grows as well, grow it first, as described below. The"
                        + " " + slaves() + " register again on their own.");
        say("");
        say("To go from three to five, and likewise from n to n+2:");
        say("");
        step = 0;
        step("Keep the three hosts, and set `quorum: " + Quorum.majority(5)
                + "` in the description. Run `mvn mesos:node-config`. Then, on one host at a time, run `install.sh` and"
                + " `restart.sh mesos-master`, and continue once `mvn mesos:node-check` finds a leader.");
        step(
                "Add the two hosts to the description and remove `quorum` from it. Run `mvn mesos:node-config`, then `install.sh` on all"
                        + " five, and start the two new masters. They have no `" + log + "` yet, and catch up.");
        say("");
        say(
                "To go from five to three: while the quorum is still 3, stop two masters and leave the other three running. Keep the two from"
                        + " starting with their machines (`systemctl disable mesos-master`, or remove /etc/init/mesos-master.conf), and move their"
                        + " `replicated_log` away. Remove the two from the description and set `quorum: 3`. Then remove `quorum`, and restart"
                        + " one master at a time.");
        say("");
        say("To replace a lost master, keep the number of masters and the quorum, and start the new one without a `"
                + log + "`. Never start a master with the log of another cluster.");
    }

    private void slave() {
        String daemon = description.service(host, Role.SLAVE);
        String what = description.slaveName();
        String latest = NodeFlags.of(description, host, Role.SLAVE).get("work_dir") + "/meta/slaves/latest";
        section("Change the host name, port, attributes or resources");
        say("The " + what
                + " recovers its tasks when it starts again. If its host name, port, attributes or resources differ from those that it"
                + " registered with, it ends with `Incompatible " + RoleWords.slave(description.version())
                + " info` instead. So `install.sh`, `restart.sh` and `mvn mesos:node-apply` refuse such a change, and `mvn mesos:node-check`"
                + " reports it. To make it:");
        say("");
        step("Let the frameworks move the tasks of this " + what
                + " to other machines: those that still run are lost.");
        step("Change the description. Run `mvn mesos:node-config`, then `" + RoleWords.forgetVariable(what) + "=yes "
                + host.name()
                + "/install.sh` on this host, or `mvn mesos:node-apply` with `-D" + RoleWords.forgetParameter(what)
                + "`. Both remove `"
                + latest
                + "`, and the " + what + " registers as a new one.");
        step("Run `" + host.name() + "/restart.sh " + daemon + "`.");
        say("");
        say("If the " + what + " has ended with that message, run `rm -f " + latest + "` and restart it.");
        say("");
        if (Trait.ADDITIVE_CHANGES.in(description.version())) {
            say("With the flag `reconfiguration_policy: additive`, the " + what
                    + " also recovers with added attributes, and with added or larger resources. `install.sh`, `restart.sh`,"
                    + " `mvn mesos:node-apply` and `mvn mesos:node-check` then compare only its host name and port with those that it"
                    + " registered with.");
            say("");
        }
        say("The " + what
                + " detects `cpus`, `mem` and `disk` unless the description sets them. They change with the machine, such as when its file"
                + " system grows, and with the description, when it stops setting one. Nothing but the " + what
                + " itself can check them. Set them in the description to keep them.");
    }

    private void ensemble() {
        section("Add or replace a ZooKeeper server");
        say("The ID of this server, its `myid`, is " + host.zooKeeperId()
                + ". It is recorded in the `.ids` file next to the description, so this host keeps it when other hosts are added or removed."
                + " Two servers are worse than one, and four are no better than three.");
        say("");
        say("Add or replace one server at a time:");
        say("");
        step("Check that all servers are serving: `echo srvr | nc HOST "
                + host.ports().client() + "` prints whether a server leads or follows.");
        step(
                "Add the host to the description. Run `mvn mesos:node-config`, then `install.sh` on all hosts of the ensemble, so that every"
                        + " `zoo.cfg` has the same `server.N` lines.");
        step("Start the new server, with an empty `" + host.platform().dataDirectory() + "/version-2`.");
        step(
                "Restart the followers one at a time, and the leader last. Continue once the restarted server answers `srvr`.");
        step("Run `restart.sh mesos-master` and `restart.sh " + description.daemon(Role.SLAVE)
                + "` on one host at a time, so that masters and " + slaves() + " use the new server.");
        say("");
        say(
                "To go from one server to three: two new servers alone would be a majority without data. So stop the old server and run"
                        + " `install.sh` on all three. Start the old server and one of the new ones, check with `srvr` that the old one"
                        + " leads, then start the third.");
    }
}
