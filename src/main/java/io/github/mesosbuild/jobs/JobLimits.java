package io.github.mesosbuild.jobs;

/**
 * The user's limits for the jobs of make.
 *
 * @param asked the maximum number of jobs; 0 for the number of cores
 * @param memoryPerJob the bytes that a job is expected to take until some jobs were measured
 * @param memory the bytes that all jobs may take together; 0 for the available memory
 */
public record JobLimits(int asked, long memoryPerJob, long memory) {
    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a number is negative, or the memory per job is 0
     */
    public JobLimits {
        if (asked < 0 || memoryPerJob < 1 || memory < 0) {
            throw new IllegalArgumentException("Invalid job limits: " + asked + " jobs, " + memoryPerJob
                    + " bytes per job, " + memory + " bytes in total.");
        }
    }
}
