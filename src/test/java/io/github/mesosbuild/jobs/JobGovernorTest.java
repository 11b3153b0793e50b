package io.github.mesosbuild.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.jobs.JobCount.Why;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobGovernorTest {
    private static final long MIB = 1L << 20;

    private final Map<Long, Long> running = new HashMap<>();
    private long at;
    private long nextPid = 100;

    private static JobLimits limits(int asked, long perJob, long memory) {
        return new JobLimits(asked, perJob * MIB, memory * MIB);
    }

    /** Waits a second. */
    private int second(JobGovernor governor, int cores, long available, double pressure) {
        long used = running.values().stream().mapToLong(Long::longValue).sum();
        LoadSample sample = new LoadSample(
                cores,
                available < 0 ? OptionalLong.empty() : OptionalLong.of(available * MIB),
                pressure < 0 ? OptionalDouble.empty() : OptionalDouble.of(pressure),
                running,
                used);
        return governor.decide(Duration.ofSeconds(at++), sample);
    }

    /** Runs compilers of a size one after the other, for a second each. */
    private void compile(JobGovernor governor, int count, long mebibytes, int cores, long available) {
        for (int i = 0; i < count; i++) {
            running.put(nextPid, mebibytes * MIB);
            second(governor, cores, available, 0);
            running.remove(nextPid++);
        }
        second(governor, cores, available, 0);
    }

    @ParameterizedTest(name = "asked {0}, {1} cores, {2} MiB available, budget {3}, cap {4}, pressure {5}: {6} {7}")
    @CsvSource(nullValues = "-", textBlock = """
            # asked, cores, available, budget, cap, pressure, jobs, why
            0, 4, 100000,     0, 99,  0, 4, -
            0, 4,     -1,     0, 99, -1, 4, -
            2, 4, 100000,     0, 99,  0, 2, ASKED
            8, 4, 100000,     0, 99,  0, 8, -
            8, 4,   4300,     0, 99,  0, 4, MEMORY
            0, 8,   1900,     0, 99,  0, 1, MEMORY
            0, 8,      0,     0, 99,  0, 1, MEMORY
            0, 8, 100000,  3000, 99,  0, 3, MEMORY
            0, 8,   2300,  9000, 99,  0, 2, MEMORY
            0, 8,     -1,  5000, 99, -1, 5, MEMORY
            0, 8, 100000,     0,  4,  0, 4, KILLED
            0, 8, 100000,     0,  1,  0, 1, KILLED
            2, 8, 100000,     0,  4,  0, 2, ASKED
            0, 8, 100000,     0, 99, 25, 7, PRESSURE
            0, 1, 100000,     0, 99, 90, 1, -
            0, 8,   2300,     0, 99, 90, 2, MEMORY
            """)
    void theSmallestBoundDecidesAndIsNamed(
            int asked, int cores, long available, long budget, int cap, double pressure, int jobs, Why why) {
        JobGovernor governor =
                new JobGovernor(limits(asked, 1000, budget), asked > 0 ? asked : cores, JobCap.NONE.killed(cap));
        assertThat(second(governor, cores, available, pressure)).isEqualTo(jobs);
        assertThat(governor.allowed()).isEqualTo(jobs);
        if (why != Why.PRESSURE || jobs > 1) {
            assertThat(governor.why()).isEqualTo(Optional.ofNullable(why));
        }
    }

    @Test
    void aLimitOfTheRecipeIsNamed() {
        JobGovernor governor = new JobGovernor(limits(0, 1000, 0), 8, JobCap.ofRecipe(OptionalInt.of(3)));
        assertThat(second(governor, 8, 100_000, 0)).isEqualTo(3);
        assertThat(JobCount.of(2, 3, governor.why()).text()).isEqualTo("2/3 jobs (limit of the recipe)");
        assertThat(JobCap.ofRecipe(OptionalInt.empty())).isEqualTo(JobCap.NONE);
        assertThat(JobCap.ofRecipe(OptionalInt.of(3)).killed(5)).isEqualTo(new JobCap(3, Why.KILLED));
    }

    @Test
    void theNumberIsRaisedInStepsAndLoweredAtOnce() {
        JobGovernor governor = new JobGovernor(limits(0, 1000, 0), 1, JobCap.NONE);
        assertThat(second(governor, 16, 100_000, 0)).as("the first second").isEqualTo(1);
        assertThat(second(governor, 16, 100_000, 0)).isEqualTo(2);
        assertThat(second(governor, 16, 100_000, 0)).isEqualTo(3);
        for (int i = 0; i < 20; i++) {
            second(governor, 16, 100_000, 0);
        }
        assertThat(governor.allowed()).isEqualTo(16);
        assertThat(second(governor, 16, 3300, 0)).isEqualTo(3);
        assertThat(second(governor, 16, 100_000, 0)).isEqualTo(4);
    }

    @Test
    void smallCompilersAllowMoreJobsDownToAQuarterOfTheExpectedMemory() {
        JobGovernor governor = new JobGovernor(limits(8, 1500, 1024), 1, JobCap.NONE);
        assertThat(governor.jobSize()).isEqualTo(1500 * MIB);
        compile(governor, 1, 400, 8, 100_000);
        assertThat(governor.jobSize()).isEqualTo(750 * MIB);
        assertThat(governor.allowed()).isEqualTo(1);
        compile(governor, 1, 400, 8, 100_000);
        assertThat(governor.jobSize()).isEqualTo(400 * MIB);
        assertThat(governor.allowed()).isEqualTo(2);
        assertThat(governor.why()).contains(Why.MEMORY);

        compile(governor, JobGovernor.REMEMBERED, 20, 8, 100_000);
        assertThat(governor.jobSize()).isEqualTo(375 * MIB);
    }

    @Test
    void processesTooSmallForACompilerAreIgnored() {
        JobGovernor governor = new JobGovernor(limits(8, 1500, 3000), 1, JobCap.NONE);
        compile(governor, 20, 2, 8, 100_000);
        assertThat(governor.jobSize()).isEqualTo(1500 * MIB);
    }

    @Test
    void oneLargeCompilerLimitsTheJobsUntilEnoughOthersHaveEnded() {
        JobGovernor governor = new JobGovernor(limits(0, 100, 4000), 8, JobCap.NONE);
        compile(governor, 5, 300, 8, 100_000);
        assertThat(governor.allowed()).isEqualTo(8);
        running.put(1L, 2000 * MIB);
        assertThat(second(governor, 8, 100_000, 0)).isEqualTo(2);
        running.remove(1L);
        compile(governor, JobGovernor.REMEMBERED - 1, 300, 8, 100_000);
        assertThat(governor.allowed()).isEqualTo(2);
        compile(governor, 10, 300, 8, 100_000);
        assertThat(governor.allowed()).isEqualTo(8);
    }

    @Test
    void memoryOfTheBuildItselfCountsAsAvailable() {
        JobGovernor governor = new JobGovernor(limits(0, 1000, 0), 4, JobCap.NONE);
        for (long pid = 1; pid <= 4; pid++) {
            running.put(pid, 1000 * MIB);
        }
        assertThat(second(governor, 4, 100, 0)).isEqualTo(4);
        assertThat(governor.why()).isEmpty();
    }

    @Test
    void pressureRemovesAJobEveryFourSecondsAndReturnsItLater() {
        JobGovernor governor = new JobGovernor(limits(0, 1000, 0), 4, JobCap.NONE);
        int[] under = new int[9];
        for (int i = 0; i < under.length; i++) {
            under[i] = second(governor, 4, 100_000, 50);
        }
        assertThat(under).containsExactly(3, 3, 3, 3, 2, 2, 2, 2, 1);
        for (int i = 0; i < 8; i++) {
            assertThat(second(governor, 4, 100_000, 50)).isEqualTo(1);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(second(governor, 4, 100_000, 10))
                    .as("neither high nor low")
                    .isEqualTo(1);
        }
        assertThat(governor.why()).contains(Why.PRESSURE);
        for (int i = 0; i < 20; i++) {
            second(governor, 4, 100_000, 0);
        }
        assertThat(governor.allowed()).isEqualTo(4);
        assertThat(governor.why()).isEmpty();
    }

    @Test
    void theNumberFollowsRemovedAndAddedCores() {
        JobGovernor governor = new JobGovernor(limits(0, 1000, 0), 4, JobCap.NONE);
        second(governor, 4, -1, -1);
        assertThat(second(governor, 2, -1, -1)).isEqualTo(2);
        assertThat(governor.why()).contains(Why.CORES);
        for (int i = 0; i < 3; i++) {
            second(governor, 4, -1, -1);
        }
        assertThat(governor.allowed()).isEqualTo(4);
        assertThat(governor.why()).isEmpty();
    }

    @Test
    void theCountHasAPhrase() {
        assertThat(new JobCount(1, OptionalInt.of(1), 0, Optional.of(Why.ASKED)).text())
                .isEqualTo("1/1 job (asked for 1)");
        assertThat(new JobCount(3, OptionalInt.empty(), 0, Optional.empty()).text())
                .isEqualTo("3 jobs");
        assertThat(JobCount.of(2, 4, Optional.of(Why.KILLED)).text()).isEqualTo("2/4 jobs (a compiler was killed)");
    }
}
