package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.failure.Failure;
import java.io.IOException;
import java.util.Optional;

/** Work that can fail as any of the pipeline can. */
@FunctionalInterface
interface PipelineWork<T> {
    T run() throws Failure, IOException, InterruptedException;

    /** Does the work, and tells a listener how it ended. */
    static <T> T told(PipelineListener listener, PipelineWork<T> work)
            throws Failure, IOException, InterruptedException {
        T result;
        try {
            result = work.run();
        } catch (Failure | IOException | InterruptedException | RuntimeException e) {
            listener.ended(Optional.of(e));
            throw e;
        }
        listener.ended(Optional.empty());
        return result;
    }
}
