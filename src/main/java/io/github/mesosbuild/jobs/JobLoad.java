package io.github.mesosbuild.jobs;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The load of the machine by one run of make, as of the last measurement.
 *
 * @param count the jobs
 * @param available the available memory in bytes; empty if it was not measured
 * @param pressure the part of the last ten seconds in which a process waited for memory, in percent; empty if it was not
 *     measured
 */
public record JobLoad(JobCount count, OptionalLong available, OptionalDouble pressure) {}
