package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    private static final long GIB = 1L << 30;

    @TempDir
    Path directory;

    private Machine machine(int processors) {
        return new Machine(directory.resolve("proc"), directory.resolve("cgroup"), processors, "somebody");
    }

    private void proc(String file, String content) throws Exception {
        TestFiles.write(directory.resolve("proc").resolve(file), content);
    }

    private void group(String file, Object content) throws Exception {
        TestFiles.write(directory.resolve("cgroup").resolve(file), content + "\n");
    }

    private void memAvailable(long bytes) throws Exception {
        proc("meminfo", "MemTotal:       99999999 kB\nMemAvailable:   " + bytes / 1024 + " kB\nCached: 1 kB\n");
    }

    @Test
    void withoutLimitsTheWholeMachineCounts() throws Exception {
        memAvailable(21 * GIB);

        assertThat(machine(2).cores()).isEqualTo(2);
        assertThat(machine(2).memoryAvailable()).hasValue(21 * GIB);
        assertThat(machine(2).jobs(0, 3 * GIB / 2, 0))
                .isEqualTo(new Machine.Jobs(2, "2 jobs: 2 cores; memory would allow 14"));
    }

    @Test
    void swapCountsAsFarAsTheControlGroupAllows() throws Exception {
        proc("meminfo", "MemAvailable: 1048576 kB\nSwapFree: 2097152 kB\n");
        assertThat(machine(2).memoryWithSwap()).hasValue(3 * GIB);
    }

    @Test
    void aMachineWithoutProcIsBoundByItsCores() throws Exception {
        assertThat(machine(4).memoryAvailable()).isEmpty();
        assertThat(machine(4).jobs(0, GIB, 0)).isEqualTo(new Machine.Jobs(4, "4 jobs: 4 cores"));
    }

    @Test
    void littleMemoryMeansFewJobsButAtLeastOne() throws Exception {
        memAvailable(5 * GIB);
        assertThat(machine(8).jobs(0, 2 * GIB, 0))
                .isEqualTo(new Machine.Jobs(
                        2, "2 jobs: 5.0 GiB of memory available, 2.0 GiB per job; 8 cores would allow 8"));

        memAvailable(GIB);
        assertThat(machine(1).jobs(0, 2 * GIB, 0))
                .isEqualTo(new Machine.Jobs(
                        1, "1 job: 1.0 GiB of memory available, 2.0 GiB per job; 1 core would allow 1"));
    }

    @Test
    void aRequestReplacesTheCoresAndABudgetTheMemory() throws Exception {
        assertThat(machine(2).jobs(8, GIB, 0)).isEqualTo(new Machine.Jobs(8, "8 jobs: mesos.jobs"));
        assertThat(machine(2).jobs(8, GIB, 3 * GIB).count()).isEqualTo(3);
        memAvailable(5 * GIB);
        assertThat(machine(2).jobs(4, GIB, 0))
                .isEqualTo(new Machine.Jobs(4, "4 jobs: mesos.jobs; memory would allow 5"));
        assertThat(machine(2).jobs(8, GIB, 0).why())
                .isEqualTo("5 jobs: 5.0 GiB of memory available, 1.0 GiB per job; mesos.jobs would allow 8");
        assertThat(machine(2).jobs(8, GIB, 2 * GIB).count()).isEqualTo(2);
        assertThat(machine(2).jobs(8, GIB, 9 * GIB).count()).isEqualTo(5);
    }

    @Test
    void thePressureOfTheGroupCountsOrElseThatOfTheMachine() throws Exception {
        assertThat(machine(2).memoryPressure()).isEmpty();
        String full = "full avg10=99.00 avg60=0.00 avg300=0.00 total=1";
        proc("pressure/memory", full + "\nsome avg10=7.25 avg60=1.00 avg300=2.00 total=3\n");
        assertThat(machine(2).memoryPressure()).hasValue(7.25);
        proc("self/cgroup", "0::/a/b\n");
        assertThat(machine(2).memoryPressure()).hasValue(7.25);
        group("a/b/memory.pressure", "some avg10=12.00 avg60=0.00 avg300=0.00 total=0\n" + full);
        assertThat(machine(2).memoryPressure()).hasValue(12);
    }

    @Test
    void theSmallestQuotaOfVersion2UpTheHierarchyBinds() throws Exception {
        proc("self/cgroup", "0::/a/b\n");
        group("a/b/cpu.max", "max 100000");
        group("a/cpu.max", "250000 100000");

        assertThat(machine(8).cores()).isEqualTo(3);
        assertThat(machine(2).cores()).isEqualTo(2);
    }

    @Test
    void aQuotaBelowOneCoreIsOneCore() throws Exception {
        proc("self/cgroup", "0::/\n");
        group("cpu.max", "10000 100000");

        assertThat(machine(8).cores()).isEqualTo(1);
    }

    @Test
    void theSmallestRestOfVersion2UpTheHierarchyBinds() throws Exception {
        memAvailable(20 * GIB);
        proc("self/cgroup", "0::/a/b\n");
        group("a/b/memory.max", 10 * GIB);
        group("a/b/memory.current", 2 * GIB);
        group("a/memory.max", 6 * GIB);
        group("a/memory.current", 5 * GIB);
        group("a/memory.stat", "anon 1\ninactive_file " + 2 * GIB + "\nactive_file 7");

        assertThat(machine(8).memoryAvailable()).hasValue(3 * GIB);
        assertThat(machine(8).jobs(0, GIB, 0).count()).isEqualTo(3);
    }

    @Test
    void aGroupOverItsLimitLeavesNothing() throws Exception {
        memAvailable(20 * GIB);
        proc("self/cgroup", "0::/\n");
        group("memory.max", GIB);
        group("memory.current", 2 * GIB);

        assertThat(machine(8).memoryAvailable()).hasValue(0);
        assertThat(machine(8).jobs(0, GIB, 0).count()).isEqualTo(1);
    }

    @Test
    void unlimitedGroupsDoNotBind() throws Exception {
        memAvailable(20 * GIB);
        proc("self/cgroup", "4:memory:/x\n1:cpu,cpuacct:/x\n0::/x\n");
        group("x/memory.max", "max");
        group("x/memory.current", 5);
        group("memory/x/memory.limit_in_bytes", "9223372036854771712");
        group("memory/x/memory.usage_in_bytes", "18446744073709551615");
        group("cpu,cpuacct/x/cpu.cfs_quota_us", "-1");
        group("cpu,cpuacct/x/cpu.cfs_period_us", "100000");

        assertThat(machine(8).memoryAvailable()).hasValue(20 * GIB);
        assertThat(machine(8).cores()).isEqualTo(8);
    }

    @Test
    void version1Binds() throws Exception {
        memAvailable(20 * GIB);
        proc("self/cgroup", "9:name=systemd:/\n4:memory:/docker/abc\n1:cpu,cpuacct:/docker/abc\n");
        group("memory/docker/memory.limit_in_bytes", 4 * GIB);
        group("memory/docker/memory.usage_in_bytes", 3 * GIB);
        group("memory/docker/memory.stat", "inactive_file 5\ntotal_inactive_file " + GIB);
        group("cpu,cpuacct/docker/abc/cpu.cfs_quota_us", 150000);
        group("cpu,cpuacct/docker/abc/cpu.cfs_period_us", 100000);

        assertThat(machine(8).memoryAvailable()).hasValue(2 * GIB);
        assertThat(machine(8).cores()).isEqualTo(2);
    }

    @Test
    void inAContainerTheRootOfTheHierarchyIsTheOwnGroup() throws Exception {
        memAvailable(20 * GIB);
        proc("self/cgroup", "4:memory:/docker/of/the/host\n0::/../../elsewhere\n");
        group("memory/memory.limit_in_bytes", 4 * GIB);
        group("memory/memory.usage_in_bytes", GIB);
        group("unified/cpu.max", "100000 100000");

        assertThat(machine(8).memoryAvailable()).hasValue(3 * GIB);
        assertThat(machine(8).cores()).isEqualTo(1);
    }

    @Test
    void rootIsWhoseEffectiveUserIsZero() throws Exception {
        assertThat(machine(1).root()).isFalse();
        proc("self/status", "Name:\tjava\nUid:\t1000\t0\t1000\t1000\nGid:\t0\t0\t0\t0\n");
        assertThat(machine(1).root()).isTrue();
        proc("self/status", "Name:\tjava\nUid:\t0\t1000\t0\t0\n");
        assertThat(machine(1).root()).isFalse();
    }

    @Test
    void thisMachineCanBeExamined() throws Exception {
        Machine machine = new Machine(Path.of("/proc"), Path.of("/sys/fs/cgroup"), 64, "somebody");

        assertThat(machine.cores()).isBetween(1, 64);
        assertThat(machine.jobs(0, GIB, 0).count()).isPositive();
    }
}
