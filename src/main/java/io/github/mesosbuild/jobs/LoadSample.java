package io.github.mesosbuild.jobs;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The load of the machine and of the build at one moment.
 *
 * @param cores the cores that this process may use
 * @param available the available memory in bytes; empty if unknown
 * @param pressure the part of the last ten seconds in which a process waited for memory, in percent; empty if unknown
 * @param jobs the current or peak memory of each running job in bytes, by the ID of its first process
 * @param used the memory of all processes of the build in bytes
 */
record LoadSample(int cores, OptionalLong available, OptionalDouble pressure, Map<Long, Long> jobs, long used) {
    LoadSample {
        jobs = Map.copyOf(jobs);
    }
}
