package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeApplyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T22:45:00Z");
    private static final String BACKUP = "var/backups/mesos-maven-plugin/20261123T224500Z";
    private static final String NOT_OF_ROOT =
            "The files will belong to the user that runs Maven, but should belong to root.";

    @TempDir
    Path root;

    private NodeApply apply;

    @BeforeEach
    void choosePlace() throws Exception {
        root = root.toRealPath();
        apply = NodeApply.to(root, false, InstantSource.fixed(NOW));
    }

    private static NodeFile file(String path, String text) {
        return new NodeFile(path, text, NodeFile.PLAIN);
    }

    private Path put(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(NodeFile.PLAIN));
        return file;
    }

    private void link(String path, String target) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    private String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(path)));
    }

    /** Returns the mode and text, or the target, of everything under the root except for the backups. */
    private Map<String, String> all() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.toList()) {
                String name = root.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    all.put(name, Files.readSymbolicLink(path).toString());
                } else {
                    all.put(name, mode(name) + (Files.isDirectory(path) ? "" : " " + Files.readString(path)));
                }
            }
        }
        all.keySet().removeIf(name -> name.isEmpty() || name.equals("var") || name.startsWith("var/backups"));
        return all;
    }

    private NodeApply.Applied applied(NodeFile... files) throws Exception {
        return apply.apply(apply.plan(List.of(files)));
    }

    private void refused(NodeException.Kind kind, String sentence, NodeFile... files) throws Exception {
        Map<String, String> before = all();
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> applied(files))
                .matches(e -> e.kind() == kind)
                .withMessageContaining(sentence);
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void filesAreWrittenWithTheirModesAndDirectories() throws Exception {
        NodeApply.Applied applied = applied(
                file("etc/mesos/zk", "zk://10.0.0.1:2181/mesos"),
                new NodeFile("usr/local/sbin/mesos-node", "#!/bin/sh\n", NodeFile.PROGRAM));

        assertThat(applied).isEqualTo(new NodeApply.Applied(2, root.resolve(BACKUP + "/restore.sh")));
        assertThat(text("etc/mesos/zk")).isEqualTo("zk://10.0.0.1:2181/mesos");
        assertThat(mode("etc/mesos/zk")).isEqualTo("rw-r--r--");
        assertThat(mode("etc/mesos")).isEqualTo("rwxr-xr-x");
        assertThat(mode("usr/local/sbin/mesos-node")).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aPlanShowsWhatChangesAndChangesNothing() throws Exception {
        put("etc/mesos-master/quorum", "1");
        put("etc/zookeeper/zoo.cfg", "a\nb\nc\nd\ne\nf\ng\n");
        put("etc/mesos-master/work_dir", "/var/lib/mesos");
        Map<String, String> before = all();

        NodeApply.Plan plan = apply.plan(List.of(
                file("etc/zookeeper/zoo.cfg", "a\nb\nc\nD\ne\nf\ng\n"),
                file("etc/mesos-master/quorum", "2"),
                file("etc/mesos-master/work_dir", "/var/lib/mesos"),
                file("etc/mesos-master/ip", "10.0.0.1\n")));

        assertThat(plan.diff())
                .containsExactly(
                        "new file, mode rw-r--r--",
                        "--- /dev/null",
                        "+++ /etc/mesos-master/ip",
                        "@@ -0,0 +1,1 @@",
                        "+10.0.0.1",
                        "--- /etc/mesos-master/quorum",
                        "+++ /etc/mesos-master/quorum",
                        "@@ -1,1 +1,1 @@",
                        "-1",
                        "\\ No newline at end of file",
                        "+2",
                        "\\ No newline at end of file",
                        "--- /etc/zookeeper/zoo.cfg",
                        "+++ /etc/zookeeper/zoo.cfg",
                        "@@ -1,7 +1,7 @@",
                        " a",
                        " b",
                        " c",
                        "-d",
                        "+D",
                        " e",
                        " f",
                        " g");
        assertThat(plan.size()).isEqualTo(3);
        assertThat(plan.notes()).containsExactly(NOT_OF_ROOT);
        assertThat(all()).isEqualTo(before);
        assertThat(root.resolve("var")).doesNotExist();
    }

    @Test
    void whatIsInItsPlaceIsLeftAlone() throws Exception {
        NodeFile[] files = {file("etc/mesos/zk", "zk://a:1/m"), file("etc/zookeeper/conf/myid", "1\n")};
        applied(files);

        NodeApply.Plan again = apply.plan(List.of(files));

        assertThat(again.isEmpty()).isTrue();
        assertThat(again.diff()).isEmpty();
    }

    @Test
    void whatWasReplacedIsKeptAndPutBackByTheScript() throws Exception {
        put("etc/mesos-master/quorum", "1");
        put("etc/mesos-master/it's $HOME", "old");
        Files.setPosixFilePermissions(
                put("etc/default/mesos", "ULIMIT=1\n"), PosixFilePermissions.fromString("rw-r-----"));
        put("etc/mesos-master/foreign", "flag");
        Map<String, String> before = all();

        NodeApply.Applied applied = applied(
                file("etc/mesos-master/quorum", "2"),
                file("etc/mesos-master/it's $HOME", "new"),
                file("etc/default/mesos", "ULIMIT=2\n"),
                file("etc/mesos-slave/ip", "10.0.0.1"));

        assertThat(text("etc/mesos-master/quorum")).isEqualTo("2");
        assertThat(root.resolve("etc/mesos-master/foreign")).doesNotExist();
        assertThat(text(BACKUP + "/files/etc/mesos-master/quorum")).isEqualTo("1");
        assertThat(text(BACKUP + "/files/etc/mesos-master/foreign")).isEqualTo("flag");
        assertThat(mode(BACKUP)).isEqualTo("rwx------");
        assertThat(new ProcessBuilder("sh", applied.restore().toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Map<String, String> after = all();
        after.remove("etc/mesos-slave");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void theDataOfAnotherServerAreNotTakenOver() throws Exception {
        put("etc/zookeeper/conf/myid", "1\n");
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> apply.plan(List.of(file("etc/zookeeper/conf/myid", "2\n"))))
                .matches(e -> e.kind() == NodeException.Kind.ZOOKEEPER_DATA)
                .withMessage("/etc/zookeeper/conf/myid contains the ID of server 1, but this host is server 2.");
    }

    @Test
    void dataOfZooKeeperThatWouldNoLongerBeUsedAreNotLeftBehind() throws Exception {
        put("etc/zookeeper/conf/zoo.cfg", "dataDir=/srv/zk\n");
        NodeFile described = file("etc/zookeeper/conf/zoo.cfg", "dataDir=/var/lib/zookeeper\n");
        assertThat(apply.plan(List.of(described)).isEmpty())
                .as("there is no data in /srv/zk")
                .isFalse();
        Files.createDirectories(root.resolve("srv/zk/version-2"));
        refused(
                NodeException.Kind.ZOOKEEPER_DATA,
                "ZooKeeper's data is in /srv/zk, but the description puts it in /var/lib/zookeeper.",
                described);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataDir = /srv/zk",
                "dataDir: /srv/zk",
                "dataDir /srv/zk",
                "  dataDir=/srv/zk  ",
                "dataDir=/srv/zk\r",
                "dataDir=/srv//zk/",
                "dataDir=/elsewhere\ndataDir=/srv/zk"
            })
    void theConfigurationOfZooKeeperIsReadAsJavaProperties(String line) throws Exception {
        put("etc/zookeeper/conf/zoo.cfg", "tickTime=2000\n" + line + "\n");
        Files.createDirectories(root.resolve("srv/zk/version-2"));
        refused(
                NodeException.Kind.ZOOKEEPER_DATA,
                "ZooKeeper's data is in /srv/zk, but the description puts it in /var/lib/zookeeper.",
                file("etc/zookeeper/conf/zoo.cfg", "tickTime=2000\ndataDir=/var/lib/zookeeper\n"));
    }

    @Test
    void theSameDirectoryWithASlashIsTheSame() throws Exception {
        put("etc/zookeeper/conf/zoo.cfg", "dataDir=/var/lib/zookeeper/\n");
        Files.createDirectories(root.resolve("var/lib/zookeeper/version-2"));
        assertThat(apply.plan(List.of(file("etc/zookeeper/conf/zoo.cfg", "dataDir=/var/lib/zookeeper\n")))
                        .isEmpty())
                .isFalse();
    }

    @Test
    void theTransactionLogsOfZooKeeperAreNotLeftBehind() throws Exception {
        put("etc/zookeeper/conf/zoo.cfg", "dataDir=/var/lib/zookeeper\ndataLogDir = /srv/log\n");
        Files.createDirectories(root.resolve("srv/log/version-2"));
        refused(
                NodeException.Kind.ZOOKEEPER_DATA,
                "ZooKeeper's transaction logs are in /srv/log, but the description puts them in /var/lib/zookeeper.",
                file("etc/zookeeper/conf/zoo.cfg", "dataDir=/var/lib/zookeeper\n"));
        assertThat(apply.plan(List.of(file(
                                "etc/zookeeper/conf/zoo.cfg", "dataDir=/var/lib/zookeeper\ndataLogDir=/srv/log\n")))
                        .isEmpty())
                .isFalse();
    }

    @Test
    void settingsThatTheDescriptionDoesNotMentionAreNotDropped() throws Exception {
        put("etc/zookeeper/conf/zoo.cfg", "# ours\nmaxClientCnxns : 60\ntickTime=3000\nserver.1=a:1:2\n");
        refused(
                NodeException.Kind.ZOOKEEPER_DATA,
                "/etc/zookeeper/conf/zoo.cfg has settings that the description does not mention: maxClientCnxns.",
                file("etc/zookeeper/conf/zoo.cfg", "tickTime=2000\ndataDir=/var/lib/zookeeper\n"));
        put("etc/zookeeper/conf/zoo.cfg", "# Written by mesos:node-config. Do not edit.\nmaxClientCnxns=60\n");
        assertThat(apply.plan(List.of(file("etc/zookeeper/conf/zoo.cfg", "dataDir=/var/lib/zookeeper\n")))
                        .isEmpty())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export LIBPROCESS_SSL_ENABLED=1",
                "LIBPROCESS_SSL_ENABLED=hunter2; export LIBPROCESS_SSL_ENABLED",
                "  export\tLIBPROCESS_SSL_ENABLED=\"a\\\"b X=hunter2\" # NOT=this",
                "export PORT=1 LIBPROCESS_SSL_ENABLED='hunter2 Y=1'",
                "LIBPROCESS_SSL_ENABLED+=1",
                "[ -e /x ] && LIBPROCESS_SSL_ENABLED=`cat Z=1`"
            })
    void variablesThatTheDescriptionDoesNotMentionAreNotDropped(String line) throws Exception {
        String names = line.contains("Z=1") ? "LIBPROCESS_SSL_ENABLED Z" : "LIBPROCESS_SSL_ENABLED";
        put("etc/default/mesos-slave", "# OLD=1\nMASTER=`cat /etc/mesos/zk`\nA=1\n" + line + "\n");
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> apply.plan(List.of(file("etc/default/mesos-slave", "MASTER=x\nexport A=2\n"))))
                .withMessage("/etc/default/mesos-slave sets variables that the description does not mention: " + names
                        + ". Add them to 'environment' or 'flags', or remove them from the file.");
        assertThat(apply.plan(List.of(file(
                                "etc/default/mesos-slave",
                                "MASTER=x\nexport A=2\nexport LIBPROCESS_SSL_ENABLED=1\nexport Z=1\n")))
                        .isEmpty())
                .isFalse();
    }

    @Test
    void aFileOfVariablesThatReadsOthersIsRefused() throws Exception {
        put("etc/default/mesos-slave", ". /etc/secrets\n");
        refused(
                NodeException.Kind.ZOOKEEPER_DATA,
                "/etc/default/mesos-slave reads other files. Add their variables to 'environment' or 'flags', and remove"
                        + " those lines from the file.",
                file("etc/default/mesos-slave", "A=1\n"));
    }

    @Test
    void aVariableThatWasDescribedBeforeCanGo() throws Exception {
        put(
                "etc/default/mesos-slave",
                "# Written by mesos:node-config. Change the description instead of this file.\nexport OLD=1\n");
        assertThat(apply.plan(List.of(file("etc/default/mesos-slave", "A=1\n"))).isEmpty())
                .isFalse();
    }

    @Test
    void theRegistryOfTheMastersIsNotLeftBehind() throws Exception {
        put("etc/mesos-master/work_dir", "/var/lib/mesos\n");
        NodeFile described = file("etc/mesos-master/work_dir", "/var/lib/mesos/master\n");
        assertThat(apply.plan(List.of(described)).isEmpty())
                .as("there is no registry")
                .isFalse();
        Files.createDirectories(root.resolve("var/lib/mesos/replicated_log"));
        refused(
                NodeException.Kind.ZOOKEEPER_DATA,
                "The master's registry is in /var/lib/mesos/replicated_log, but the description puts it in"
                        + " /var/lib/mesos/master.",
                described);
    }

    @Test
    void aSecondBackupOfTheSameSecondHasAPlaceOfItsOwn() throws Exception {
        applied(file("etc/mesos/zk", "one"));
        assertThat(applied(file("etc/mesos/zk", "two")).restore()).isEqualTo(root.resolve(BACKUP + "-2/restore.sh"));
        assertThat(text(BACKUP + "-2/files/etc/mesos/zk")).isEqualTo("one");
    }

    @Test
    void linksStayAndTheirTargetsAreReplaced() throws Exception {
        link("etc/zookeeper/conf", "/etc/alternatives/zookeeper-conf");
        link("etc/alternatives/zookeeper-conf", "/etc/zookeeper/conf_example");
        link("var/lib/zookeeper/myid", "/etc/zookeeper/conf/myid");
        put("etc/zookeeper/conf_example/myid", "replace this text\n");
        NodeFile myid = file("etc/zookeeper/conf/myid", "2\n");
        NodeFile same = file("var/lib/zookeeper/myid", "2\n");

        assertThat(apply.plan(List.of(myid, same)).diff())
                .containsExactly(
                        "/etc/zookeeper/conf/myid resolves to /etc/zookeeper/conf_example/myid",
                        "--- /etc/zookeeper/conf_example/myid",
                        "+++ /etc/zookeeper/conf_example/myid",
                        "@@ -1,1 +1,1 @@",
                        "-replace this text",
                        "+2");
        applied(myid, same);

        assertThat(text("etc/zookeeper/conf_example/myid")).isEqualTo("2\n");
        assertThat(Files.isSymbolicLink(root.resolve("etc/zookeeper/conf"))).isTrue();
        assertThat(Files.isSymbolicLink(root.resolve("var/lib/zookeeper/myid"))).isTrue();
        assertThat(text(BACKUP + "/files/etc/zookeeper/conf_example/myid")).isEqualTo("replace this text\n");
        refused(
                NodeException.Kind.PATH,
                "/etc/zookeeper/conf/myid and /var/lib/zookeeper/myid resolve to the same file under this root",
                myid,
                file("var/lib/zookeeper/myid", "3\n"));
    }

    @Test
    void aModeAloneIsAChange() throws Exception {
        put("usr/local/sbin/mesos-node", "#!/bin/sh\n");
        NodeFile program = new NodeFile("usr/local/sbin/mesos-node", "#!/bin/sh\n", NodeFile.PROGRAM);

        assertThat(apply.plan(List.of(program)).diff())
                .containsExactly(
                        "mode changes from rw-r--r-- to rwxr-xr-x",
                        "--- /usr/local/sbin/mesos-node",
                        "+++ /usr/local/sbin/mesos-node");
        applied(program);
        assertThat(mode("usr/local/sbin/mesos-node")).isEqualTo("rwxr-xr-x");
    }

    @Test
    void secretsAreNotShown() throws Exception {
        put("etc/mesos/zk", "zk://user:hidden@10.0.0.1:2181/mesos");
        put("etc/other", "\u0000");
        Files.write(put("etc/binary", ""), new byte[] {(byte) 0xff, 1});

        List<String> diff = apply.plan(List.of(
                        file("etc/mesos/zk", "zk://user:secret@10.0.0.1:2181/mesos"),
                        new NodeFile("etc/password", "hidden", NodeFile.SECRET),
                        file("etc/other", "x"),
                        file("etc/binary", "x")))
                .diff();

        assertThat(diff)
                .noneMatch(line -> line.contains("hidden") || line.contains("secret"))
                .contains(
                        "-zk://user:***@10.0.0.1:2181/mesos",
                        "(content not shown, because not every user can read the file)")
                .filteredOn("(the current content is not text)"::equals)
                .hasSize(2);
    }

    @Test
    void filesThatGiveFlagsAndAreNotOfTheDescriptionGo() throws Exception {
        put("etc/mesos-slave/isolation", "cgroups/cpu");
        put("etc/mesos-slave/attributes/rack", "a");
        put("etc/mesos-slave/attributes/floor", "2");
        put("etc/mesos-slave/.hidden", "");
        put("etc/mesos-master/port", "1");
        put("elsewhere", "x");
        link("etc/mesos-slave/linked", "/elsewhere");

        NodeApply.Plan plan = apply.plan(
                List.of(file("etc/mesos-slave/ip", "10.0.0.1"), file("etc/mesos-slave/attributes/floor", "2")));
        assertThat(plan.diff())
                .containsSubsequence("--- /etc/mesos-slave/attributes/rack", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-a")
                .contains("--- /etc/mesos-slave/isolation");
        assertThat(plan.notes())
                .containsExactly(
                        "/etc/mesos-slave/linked is a symbolic link that is not in the description, but sets --linked."
                                + " Remove it.",
                        NOT_OF_ROOT);
        apply.apply(plan);

        assertThat(root.resolve("etc/mesos-slave/isolation")).doesNotExist();
        assertThat(root.resolve("etc/mesos-slave/attributes/rack")).doesNotExist();
        assertThat(root.resolve("etc/mesos-slave/attributes/floor")).exists();
        assertThat(root.resolve("etc/mesos-slave/.hidden")).exists();
        assertThat(root.resolve("etc/mesos-slave/linked")).isSymbolicLink();
        assertThat(root.resolve("etc/mesos-master/port")).exists();
    }

    @Test
    void ifOneFileCannotBeWrittenNoneIs() throws Exception {
        put("etc/mesos-master/ip", "old");
        put("etc/mesos-master/foreign", "flag");
        Files.setPosixFilePermissions(
                put("etc/mesos-master/quorum", "1"), PosixFilePermissions.fromString("rw-rw-r--"));

        refused(
                NodeException.Kind.PUT_BACK,
                ": File name too long. All files were put back as they were.",
                file("etc/mesos-master/ip", "new"),
                file("etc/mesos-master/quorum", "2"),
                file("etc/made/for/it", "x"),
                file("usr/" + "x".repeat(300), "x"));
    }

    @Test
    void withoutABackupNothingIsChanged() throws Exception {
        put("etc/mesos/zk", "old");
        put("var/backups", "not a directory");

        refused(NodeException.Kind.PATH, "var/backups is not a directory", file("etc/mesos/zk", "new"));
    }

    @Test
    void aDirectoryWhereAFileShouldBeIsRefused() throws Exception {
        Files.createDirectories(root.resolve("etc/mesos/zk"));

        refused(NodeException.Kind.NOT_A_FILE, "etc/mesos/zk is a directory, not a file", file("etc/mesos/zk", "x"));
        refused(NodeException.Kind.PATH, "'../x' does not name a file under the root", file("../x", "x"));
    }

    @Test
    void onlyRootChangesThisMachine() throws Exception {
        NodeApply here = NodeApply.to(Path.of("/"), false, InstantSource.fixed(NOW));
        NodeApply.Plan plan = here.plan(List.of(file("nowhere/at/all/mesos", "x")));

        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> here.apply(plan))
                .matches(e -> e.kind() == NodeException.Kind.NOT_SUPERUSER)
                .withMessage("Only root can write to /, but Maven runs as another user.");
        assertThat(Path.of("/nowhere")).doesNotExist();
    }

    @Test
    void zooKeepersDirectoryIsThatOfItsPackage() throws Exception {
        assertThat(apply.plan(List.of(file("etc/zookeeper/conf/myid", "1\n"))).notes())
                .contains("/etc/zookeeper/conf does not exist. Install ZooKeeper's package first: it adds more files to"
                        + " that directory.");
        Files.createDirectories(root.resolve("etc/zookeeper/conf"));
        assertThat(apply.plan(List.of(file("etc/zookeeper/conf/myid", "1\n"))).notes())
                .containsExactly(NOT_OF_ROOT);
    }

    @Test
    void whatRootWritesBelongsToRoot() throws Exception {
        Path file = put("etc/mesos/zk", "same");
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid")));
        Files.setAttribute(file, "unix:uid", 1);
        NodeApply asRoot = NodeApply.to(root, true, InstantSource.fixed(NOW));

        NodeApply.Plan plan = asRoot.plan(List.of(file("etc/mesos/zk", "same")));
        assertThat(plan.diff()).startsWith("owner changes to root:root");
        assertThat(plan.notes()).isEmpty();
        asRoot.apply(plan);

        assertThat(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(0);
        assertThat(Files.getAttribute(root.resolve(BACKUP + "/files/etc/mesos/zk"), "unix:uid"))
                .isEqualTo(1);
    }
}
