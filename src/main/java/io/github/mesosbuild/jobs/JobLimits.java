package io.github.mesosbuild.jobs;

/**
 * What the user says of the jobs of make.
 *
 * @param asked how many may run at once at most; 0 for as many as there are cores
 * @param memoryPerJob bytes that one is expected to take until some were seen
 * @param memory bytes that all may take together; 0 for what is available
 */
public record JobLimits(int asked, long memoryPerJob, long memory) {
    /**
     * @throws IllegalArgumentException if a number is negative, or a job takes no memory
     */
    public JobLimits {
        if (asked < 0 || memoryPerJob < 1 || memory < 0) {
            throw new IllegalArgumentException("There are no limits such as " + asked + " jobs of " + memoryPerJob
                    + " bytes in " + memory + " bytes.");
        }
    }
}
