package io.github.mesosbuild.fetch;

import java.time.Duration;
import java.util.OptionalLong;

/** Hears how a fetch goes. Calls may come from several threads, but never two at once. */
public interface FetchListener {

    /** Hears nothing. */
    FetchListener NONE = new FetchListener() {};

    /**
     * Bytes of the archive begin to arrive.
     *
     * @param resumedFrom how many bytes were there already
     * @param length of the whole archive, if it is known
     */
    default void starting(Source source, long resumedFrom, OptionalLong length) {}

    /**
     * More bytes are there; called at most ten times a second.
     *
     * @param bytesDone of the whole archive, those that were there before included
     */
    default void progressed(long bytesDone, OptionalLong length) {}

    /**
     * An attempt failed.
     *
     * @param sentence what happened
     * @param nextStep what the fetcher does about it, such as {@code trying again in 2 s}
     */
    default void sourceFailed(Source source, String sentence, String nextStep) {}

    /** The archive is complete. */
    default void finished(Summary summary) {}

    /**
     * A fetch that succeeded.
     *
     * @param size of the archive in bytes
     * @param transferred how many bytes of it had to be received, from all sources and in all attempts
     * @param elapsed since the fetch began
     */
    record Summary(Source origin, String fileName, long size, long transferred, Duration elapsed) {}
}
