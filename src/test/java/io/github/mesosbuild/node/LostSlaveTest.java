package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.files.FileLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Slaves that would not come back with changed flags. */
@Tag("long")
class LostSlaveTest {
    private static final String WORK = "/var/lib/mesos/slave";
    private static final int PORT = 5051;
    private static final Map<String, String> FLAGS = Map.of(
            "hostname", "10.0.0.1",
            "port", "5051",
            "work_dir", WORK,
            "attributes/rack", "a",
            "attributes/level", "-0.1",
            "attributes/slots", "[1-3, 4-5]",
            "resources/cpus", "4",
            "resources/mem(web)", "512.5",
            "resources/ports", "[33000-33000, 31000-31500, 31501-32000]",
            "resources/devices", "{sda, sdb}");

    @TempDir
    Path root;

    private NodeApply apply;

    @BeforeEach
    void choosePlace() throws Exception {
        root = root.toRealPath();
        apply = NodeApply.to(root, false, Clock.systemUTC());
    }

    /** The slave in slave.info, a file that protoc's code wrote for include/mesos/mesos.proto at tag 0.24.0. */
    private static RegisteredSlave slave() {
        return new RegisteredSlave("10.0.0.1")
                .scalar("cpus", 4, "*")
                .scalar("mem", 512.5, "web")
                .scalar("mem", 1024, "*")
                .scalar("disk", 99999.125, "*")
                .ranges("ports", 31000, 32000, 33000, 33000)
                .set("devices", "sdb", "sda")
                .attribute("rack", "a")
                .attribute("level", -0.1)
                .attribute("slots", 1, 5);
    }

    /** Returns the files of a slave with the flags above; a value of null removes one. */
    private static List<NodeFile> files(String... changes) {
        Map<String, String> flags = new TreeMap<>(FLAGS);
        flags.put("resources/mem", "1024");
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                flags.remove(changes[i]);
            } else {
                flags.put(changes[i], changes[i + 1]);
            }
        }
        List<NodeFile> files = new ArrayList<>();
        flags.forEach((name, value) -> files.add(
                new NodeFile("etc/mesos-slave/" + name, value.isEmpty() ? "" : value + "\n", NodeFile.PLAIN)));
        return files;
    }

    private Path register() throws IOException {
        return slave().writeTo(root.resolve(WORK.substring(1)), WORK, PORT);
    }

    private void applied(List<NodeFile> files) throws Exception {
        apply.apply(apply.plan(files));
    }

    private Optional<String> lost(List<NodeFile> files) throws Exception {
        return new FileTransaction(MachineRoot.of(root)).lostSlave(files, Optional.empty());
    }

    private static String ends(String changes) {
        return "Values that the slave registered with change: " + changes
                + ". It would end at its next start with 'Incompatible slave info', because it recovers from " + WORK
                + "/meta/slaves/latest.";
    }

    @Test
    void theFileIsWrittenAsMesosWritesIt() throws Exception {
        try (InputStream in = LostSlaveTest.class.getResourceAsStream("slave.info")) {
            assertThat(slave().bytes(PORT)).isEqualTo(in.readAllBytes());
        }
    }

    @Test
    void aLoopOfLinksIsNoLostSlave() throws Exception {
        Path work = root.resolve(WORK.substring(1));
        Files.createDirectories(work.getParent());
        Files.createSymbolicLink(work, Path.of(WORK));
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> lost(files()))
                .matches(e -> e.kind() == NodeException.Kind.PATH)
                .withMessage("Too many symbolic links on the way to " + WORK + "/meta/slaves/latest/slave.info: at "
                        + work + ".");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("attributes/rack", "c", "attribute rack from a to c"),
                Arguments.of("attributes/rack", null, "attribute rack from a to nothing"),
                Arguments.of("attributes/zone", "x", "attribute zone from nothing to x"),
                Arguments.of("attributes/level", "0.1", "attribute level from -0.1 to 0.1"),
                Arguments.of("attributes/slots", "[1-4]", "attribute slots from [1-5] to [1-4]"),
                Arguments.of("hostname", "node1", "hostname from 10.0.0.1 to node1"),
                Arguments.of("port", "5052", "port from 5051 to 5052"),
                Arguments.of("advertise_port", "5053", "port from 5051 to 5053"),
                Arguments.of("resources/cpus", "2", "resource cpus from 4 to 2"),
                Arguments.of("resources/mem(web)", "512", "resource mem(web) from 512.5 to 512"),
                Arguments.of("resources/mem(web)", null, "resource mem(web) from 512.5 to nothing"),
                Arguments.of(
                        "resources/ports",
                        "[31000-32000]",
                        "resource ports from [31000-32000,33000-33000] to [31000-32000]"),
                Arguments.of("resources/ports", null, "resource ports from [31000-32000,33000-33000] to [31000-32000]"),
                Arguments.of("resources/devices", "{sda}", "resource devices from {sda,sdb} to {sda}"),
                Arguments.of("resources/disk", "5", "resource disk from 99999.125 to 5"),
                Arguments.of(
                        "default_role",
                        "db",
                        "resource cpus from 4 to nothing; resource cpus(db) from nothing to 4; resource devices from {sda,sdb}"
                                + " to nothing; resource devices(db) from nothing to {sda,sdb}; resource mem from 1024 to"
                                + " nothing; resource mem(db) from nothing to 1024; resource ports from"
                                + " [31000-32000,33000-33000] to nothing; resource ports(db) from nothing to"
                                + " [31000-32000,33000-33000]"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeOfWhatTheSlaveRegisteredWithIsRefused(String flag, String value, String change) throws Exception {
        applied(files());
        Path latest = register();
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> apply.plan(files(flag, value)))
                .matches(e -> e.kind() == NodeException.Kind.LOST_SLAVE)
                .withMessage(ends(change));
        assertThat(latest).isSymbolicLink();
    }

    @Test
    void theSameValuesInAnotherFormAreTheSame() throws Exception {
        applied(files());
        register();
        assertThat(lost(files(
                        "resources/cpus", "4.0",
                        "resources/cpus(db)", "0",
                        "resources/ports", "[31000-32000,33000-33000]",
                        "resources/devices", "{sdb,sda}",
                        "attributes/slots", "[1-5]")))
                .isEmpty();
    }

    /** The slave detects them, so they cannot be compared here. */
    @Test
    void detectedResourcesAreNotCompared() throws Exception {
        applied(files());
        register();
        assertThat(lost(files("resources/cpus", null))).isEmpty();
    }

    /** The flag of Mesos 1.5 and later allows additions; only the slave itself can judge them. */
    @Test
    void withAnAdditivePolicyOnlyTheHostNameAndThePortAreCompared() throws Exception {
        applied(files());
        register();
        String policy = "reconfiguration_policy";
        assertThat(lost(files(policy, "additive", "attributes/zone", "x", "resources/cpus", "8")))
                .isEmpty();
        assertThat(lost(files(policy, "equal", "attributes/zone", "x", "resources/cpus", "8")))
                .contains(ends("attribute zone from nothing to x; resource cpus from 4 to 8"));
        assertThat(lost(files(policy, "additive", "attributes/zone", "x", "hostname", "node1", "port", "5052")))
                .contains(ends("hostname from 10.0.0.1 to node1; port from 5051 to 5052"));
    }

    @ParameterizedTest
    @CsvSource({"ip, 10.0.0.9", "log_dir, /var/log/other", "logbufsecs, 3", "recover, cleanup"})
    void otherFlagsCanChange(String flag, String value) throws Exception {
        applied(files());
        register();
        assertThat(lost(files(flag, value, "attributes/rack", flag.equals("recover") ? "c" : "a")))
                .isEmpty();
    }

    @Test
    void aSlaveThatNeverRegisteredCanChange() throws Exception {
        applied(files());
        assertThat(lost(files("attributes/rack", "c"))).isEmpty();
        Path latest = register();
        Files.delete(latest);
        assertThat(lost(files("attributes/rack", "c"))).isEmpty();
    }

    /** A slave does not recover after the machine was started again. */
    @Test
    void afterANewStartOfTheMachineTheSlaveCanChange() throws Exception {
        applied(files());
        register();
        Path boot = root.resolve(WORK.substring(1)).resolve("meta/boot_id");
        Files.copy(Path.of("/proc/sys/kernel/random/boot_id"), boot);
        assertThat(lost(files("attributes/rack", "c"))).isPresent();
        Files.writeString(boot, "6f1d9d2e-0000-0000-0000-000000000000");
        assertThat(lost(files("attributes/rack", "c"))).isEmpty();
    }

    @Test
    void aDamagedFileIsLeftToMesos() throws Exception {
        applied(files());
        Path info = register().resolveSibling("20150914-S0/slave.info");
        for (byte[] damaged : slave().damaged(PORT)) {
            Files.write(info, damaged);
            assertThat(lost(files("attributes/rack", "c")))
                    .as(damaged.length + " bytes")
                    .isEmpty();
        }
    }

    @Test
    void anotherWorkDirectoryIsRefused() throws Exception {
        applied(files());
        register();
        assertThat(lost(files("work_dir", "/srv/mesos")))
                .contains(
                        "The state of the slave is in /var/lib/mesos/slave/meta, but its flag work_dir is described as"
                                + " /srv/mesos. It would not find its tasks.");
        assertThat(lost(files("work_dir", "/var/lib//mesos/slave/"))).isEmpty();
    }

    @Test
    void onlyIfAskedTheSlaveForgetsItsTasks() throws Exception {
        applied(files());
        Path latest = register();
        List<NodeFile> changed = files("attributes/rack", "c");

        NodeApply.Plan plan = apply.plan(changed, true);
        assertThat(plan.forgetsSlave()).isTrue();
        assertThat(plan.notes())
                .contains(ends("attribute rack from a to c")
                        + " mesos.forgetSlave is set, so it starts as a new one, and loses its tasks.");
        apply.apply(plan);
        assertThat(latest).isSymbolicLink();
        apply.forgetSlave(plan);
        assertThat(Files.exists(latest, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(latest.resolveSibling("20150914-S0/slave.info")).exists();
        assertThat(apply.plan(changed).isEmpty()).isTrue();
    }

    /** The files may have been changed without the check. */
    @Test
    void aSlaveWhoseFilesAreUpToDateIsRefusedAndForgotten() throws Exception {
        applied(files("attributes/rack", "c"));
        Path latest = register();
        List<NodeFile> same = files("attributes/rack", "c");
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> apply.plan(same))
                .withMessage(ends("attribute rack from a to c"));
        NodeApply.Plan plan = apply.plan(same, true);
        assertThat(plan.isEmpty()).isTrue();
        apply.forgetSlave(plan);
        assertThat(latest).doesNotExist();
    }

    @Test
    void aSlaveThatComesBackKeepsItsTasksEvenIfItMayForgetThem() throws Exception {
        applied(files());
        Path latest = register();
        NodeApply.Plan plan = apply.plan(files("ip", "10.0.0.1"), true);
        apply.apply(plan);
        apply.forgetSlave(plan);
        assertThat(latest).isSymbolicLink();
    }

    @Test
    void oneWaitsForTheOtherAndNotForEver() throws Exception {
        Path file = root.resolve("var/backups/mesos-maven-plugin/.lock");
        List<Path> waitedFor = new ArrayList<>();
        AtomicLong now = new AtomicLong();
        try (FileLock other = FileLock.tryAcquire(file).orElseThrow()) {
            assertThatExceptionOfType(NodeException.class)
                    .isThrownBy(() -> apply.lock(now::get, time -> now.addAndGet(time.toNanos()), waitedFor::add))
                    .matches(e -> e.kind() == NodeException.Kind.LOCKED)
                    .withMessage("Another process has been changing the files under " + root
                            + " for more than 120 s: it holds the lock " + file + ".");
        }
        assertThat(waitedFor).containsExactly(file);
        assertThat(Duration.ofNanos(now.get())).isBetween(RootLock.LIMIT, RootLock.LIMIT.plusSeconds(1));
        FileLock other = FileLock.tryAcquire(file).orElseThrow();
        try (RootLock lock = apply.lock(
                System::nanoTime,
                time -> {
                    try {
                        other.close();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                waitedFor::add)) {
            assertThat(FileLock.tryAcquire(file)).isEmpty();
        }
        assertThat(file).doesNotExist();
    }
}
