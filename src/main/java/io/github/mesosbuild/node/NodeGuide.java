package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Quorum;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.release.Version;
import java.util.List;
import java.util.Map;

/** {@code README.md} of a host: what there is, and what is to be done with it, in the order of doing. */
final class NodeGuide {
    /** From there on a replica says that it cannot answer yet (CHANGELOG at tag 0.26.0, MESOS-3280). */
    private static final Version ANSWERING = new Version("0.26.0");

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

    /** What the tar of an installation is called. */
    static String archive(Description description) {
        return "mesos-" + description.version() + ".tar.gz";
    }

    private void write() {
        say("# " + host.name());
        say("");
        say(InstallScript.what(host)
                + (host.zooKeeperId() > 0 ? "; myid " + host.zooKeeperId() : "")
                + ". Others reach it as " + host.address() + "." + (runsMesos() ? " " + origin() : ""));
        if (!description.warnings().isEmpty()) {
            say("");
            description.warnings().forEach(warning -> say("- Mind: " + warning));
        }
        steps();
        contents();
        if (host.is(Role.MASTER)) {
            masters();
        }
        if (host.is(Role.ZOOKEEPER)) {
            ensemble();
        }
    }

    private boolean runsMesos() {
        return host.is(Role.MASTER) || host.is(Role.SLAVE);
    }

    private String origin() {
        return "Mesos " + description.version() + " comes "
                + (description.delivery() instanceof DeliveryMethod.Source source
                        ? "from an installation in " + source.prefix()
                        : "in packages of " + ((DeliveryMethod.Packages) description.delivery()).url())
                + ".";
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
        section("What to do");
        say(
                "`mvn mesos:` needs the group `io.github.mesosbuild` in the `<pluginGroups>` of your `settings.xml`. Without it, type"
                        + " `mvn io.github.mesosbuild:mesos-maven-plugin:` instead.");
        say("");
        boolean source = description.delivery() instanceof DeliveryMethod.Source && runsMesos();
        if (source) {
            step("Where Mesos is built, once, on a machine with the same distribution and version as this one"
                    + " (the libraries that it is linked to must be here, too; `install.sh` says which are not):"
                    + " `mvn mesos:install -Dmesos.version=" + description.version()
                    + " -Dmesos.installDirectory=$PWD/mesos && tar -C mesos -czf " + archive(description) + " .`");
        }
        step("Copy this directory" + (source ? " and the tar" : "") + " to the machine: `scp -pr "
                + (source ? archive(description) + " " : "") + host.name() + " root@" + host.address() + ":`");
        step("There, as root, in the home of root: `" + host.name() + "/install.sh"
                + (source ? " " + archive(description) : "")
                + "`. It installs programs, keeps what it replaces below `/var/backups/mesos-node`, puts the files to their"
                + " places, and starts nothing.");
        if (description.delivery() instanceof DeliveryMethod.Packages packages && runsMesos()) {
            say("   " + repository(packages));
        }
        step(
                "When all machines are so far, start the services, first those of ZooKeeper on all hosts, then all masters, then all"
                        + " slaves. Here `" + host.name()
                        + "/restart.sh` does it in that order, one by one `restart.sh NAME`:");
        say("");
        for (Role role : Services.roles(host)) {
            say("       " + Services.restart(description, host, role));
        }
        say("");
        step("Ask it: `mvn mesos:node-check -Dmesos.node=" + host.name() + "`"
                + (description.hosts(Role.MASTER).size() > 1
                                && description.version().compareTo(ANSWERING) < 0
                        ? ". The very first time, the master that leads may hear nothing of the others, end after a minute (MESOS-3280)"
                                + " and be started again; after that the slaves come in"
                        : ""));
    }

    private String repository(DeliveryMethod.Packages packages) {
        return host.platform().hasApt()
                ? "The repository stands in `/" + RepositoryFiles.LIST + "`, and its key in `/"
                        + RepositoryFiles.keyring(host.platform())
                        + "`, which is good for this repository alone where apt knows `signed-by`; `apt-key` is not used."
                : "The repository comes with " + RepositoryFiles.releaseRpm(packages, host.platform())
                        + ". For programs that are built on the machine there are python-mesos, mesos-devel and mesos-java.";
    }

    private void contents() {
        section("What is what");
        say("| file | what it is |");
        say("| --- | --- |");
        files.forEach(file -> say("| `/" + file.path() + "` | " + meaning(file.path()) + " |"));
        if (host.is(Role.ZOOKEEPER) && host.platform().initializesZooKeeper()) {
            say("| `" + host.platform().myid()
                    + "` | the number of this server, which `zookeeper-server-initialize --myid=" + host.zooKeeperId()
                    + "` writes |");
        }
    }

    private String meaning(String path) {
        String daemon = path.startsWith("etc/mesos-master/") ? "master" : description.slaveName();
        if (path.matches("etc/mesos-[a-z]+/(attributes|resources)/.*")) {
            return (path.contains("/attributes/") ? "an attribute" : "a resource") + " of the " + daemon;
        }
        if (path.matches("etc/mesos-[a-z]+/.*")) {
            return "flag `--" + path.substring(path.lastIndexOf('/') + 1).replace("?", "") + "` of the " + daemon;
        }
        if (path.startsWith("etc/default/")) {
            return "variables that the packages' wrapper makes flags of; no flag is there and in a file";
        }
        Map<String, String> meanings = Map.of(
                "etc/mesos/zk",
                "where masters and slaves find each other",
                "usr/local/sbin/mesos-node",
                "starts a daemon with the flags that are in these files",
                ZooKeeperFiles.CONFIGURATION,
                "the ensemble, the same members on all its hosts",
                RepositoryFiles.LIST,
                "the repository of the packages",
                RepositoryFiles.KEY,
                "the key that signs it",
                RepositoryFiles.RPM_KEY,
                "the key that signs the packages");
        if (path.endsWith("/myid")) {
            return "the number of this server, which `" + host.platform().dataDirectory() + "/myid` "
                    + (host.platform().hasApt() ? "is a link to" : "has to be");
        }
        if (path.endsWith(".override")) {
            return "keeps the job of the package from starting, for this host has not that role";
        }
        return meanings.getOrDefault(path, "the service");
    }

    private void masters() {
        String log = NodeFlags.of(description, host, Role.MASTER).get("work_dir") + "/replicated_log";
        String stop = Services.stop(description, host, Role.MASTER);
        section("To add a master, or to change the quorum");
        say("There are " + description.hosts(Role.MASTER).size() + " masters here with a quorum of "
                + description.quorum()
                + ". The quorum is more than half of the masters: 1 of 1, 2 of 3, 3 of 5, floor(n/2)+1 of n. More masters than"
                + " 2*quorum-1, even for the moment of a change, can decide in two halves, and the replicated log with all slaves"
                + " in it is lost (MESOS-1546). So the order matters:");
        say("");
        say("From one master to three:");
        say("");
        step("Stop the master: `" + stop + "`");
        step("Move its log away, which was written for a quorum of 1: `mv " + log + " " + log + ".of-one`");
        step(
                "Add both hosts to the description, without `quorum`: it becomes 2. `mvn mesos:node-config`, and `install.sh` on all three.");
        step(
                "Start all three masters (`restart.sh mesos-master`; if ZooKeeper grows as well, do that first, as below). The slaves register again by themselves.");
        say("");
        say("From three to five (and so from n to n+2):");
        say("");
        step = 0;
        step("Leave the three hosts as they are, and say `quorum: " + Quorum.majority(5)
                + "` in the description. `mvn mesos:node-config`; on one host after the other `install.sh` and `restart.sh mesos-master`,"
                + " and go on when `mvn mesos:node-check` finds a leader.");
        step(
                "Then add the two hosts to the description, take `quorum` out of it, `mvn mesos:node-config`, `install.sh` on all five, and"
                        + " start the two. They have no `" + log + "`, and catch up.");
        say("");
        say(
                "From five to three: first stop the two, keep them from starting again with their machines (`systemctl disable mesos-master`, or take /etc/init/mesos-master.conf away), and move their `replicated_log` away, while the quorum is still 3 and the other three"
                        + " run; take them out of the description with `quorum: 3`; then take `quorum` out, and restart one after the other.");
        say("");
        say("A master in the place of one that is lost: the same number of masters, the same quorum, and no `" + log
                + "` on the new machine. Never start one with the log of another cluster.");
    }

    private void ensemble() {
        section("To add or replace a server of ZooKeeper");
        say("`myid` here is " + host.zooKeeperId()
                + ", kept in the file of ids beside the description: it stays this host's when others"
                + " come and go. Two servers are worse than one, and four no better than three.");
        say("");
        say("One server more, or another in the place of one that is lost, at a time:");
        say("");
        step("Look that all are well: `echo srvr | nc HOST " + host.ports().client()
                + "` says who is leader and who follows.");
        step(
                "Add the host to the description, `mvn mesos:node-config`, and `install.sh` on all hosts of the ensemble: all `zoo.cfg` have"
                        + " the same `server.N` lines.");
        step("Start the new one, with an empty `" + host.platform().dataDirectory() + "/version-2`.");
        step(
                "Restart the followers, one after the other, and the leader last; go on when `srvr` answers from the one before.");
        step("The masters and slaves find the new one after `restart.sh mesos-master` and `restart.sh "
                + description.daemon(Role.SLAVE) + "`, on one host after the other.");
        say("");
        say(
                "From one server to three: two new ones together are a majority that knows nothing. So stop it, `install.sh` on all three, start"
                        + " the old one and one of the new, look with `srvr` that the old one leads, and then start the third.");
    }
}
