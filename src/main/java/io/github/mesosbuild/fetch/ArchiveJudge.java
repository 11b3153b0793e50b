package io.github.mesosbuild.fetch;

import io.github.mesosbuild.failure.Failure;
import java.io.IOException;

/**
 * Decides whether a complete archive may be used, before its source is given up for the next one.
 *
 * @param <T> what a trusted archive becomes
 */
@FunctionalInterface
public interface ArchiveJudge<T> {
    /**
     * Admits an archive.
     *
     * @throws Failure if the archive is not trusted, so that the next source is asked; the judge has then moved the file away
     * @throws IOException if the archive cannot be read, or its place not be written
     */
    T admit(Archive archive) throws Failure, IOException;
}
