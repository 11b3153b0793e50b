package io.github.mesosbuild.jobs;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the machine and the build look like at a moment.
 *
 * @param cores those that this process may keep busy
 * @param available bytes of memory that can still be had; empty if that is not known
 * @param pressure how much of the last ten seconds some process waited for memory, in percent; empty if that is not known
 * @param jobs the running jobs: the bytes that each takes, or took at its highest, by the id of its first process
 * @param used bytes that all processes of the build take
 */
record LoadSample(int cores, OptionalLong available, OptionalDouble pressure, Map<Long, Long> jobs, long used) {
    LoadSample {
        jobs = Map.copyOf(jobs);
    }
}
