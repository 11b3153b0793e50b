package io.github.mesosbuild.fetch;

import java.time.Duration;
import java.util.OptionalLong;

/** Receives the progress of a fetch. Calls can come from several threads, but never concurrently. */
public interface FetchListener {

    /** Ignores all events. */
    FetchListener NONE = new FetchListener() {};

    /**
     * Reports that a transfer starts.
     *
     * @param source the source of the archive
     * @param resumedFrom the number of bytes that earlier attempts received
     * @param length the length of the archive in bytes, if known
     */
    default void starting(Source source, long resumedFrom, OptionalLong length) {}

    /**
     * Reports that more bytes arrived, at most ten times a second.
     *
     * @param bytesDone the number of bytes received, including those of earlier attempts
     * @param length the length of the archive in bytes, if known
     */
    default void progressed(long bytesDone, OptionalLong length) {}

    /**
     * Reports a failed attempt.
     *
     * @param source the source that failed
     * @param sentence what happened, without a full stop
     * @param nextStep what the fetcher does next, such as {@code retrying in 2 s (attempt 2 of 4)}
     */
    default void sourceFailed(Source source, String sentence, String nextStep) {}

    /**
     * Reports that an optional file next to the archive cannot be fetched. The archive is fetched without it.
     *
     * @param source the source of the archive
     * @param sentence what happened, without a full stop
     */
    default void companionFailed(Source source, String sentence) {}

    /**
     * Reports that the settings have no server with the id of a source, which is asked without credentials.
     *
     * @param source the source
     * @param id the unknown id
     */
    default void unknownServer(Source source, String id) {}

    /** Reports that the archive is complete. */
    default void finished(Summary summary) {}

    /**
     * The summary of a successful fetch.
     *
     * @param origin the source of the archive
     * @param fileName the archive's name
     * @param size the archive's size in bytes
     * @param transferred the number of bytes received from all sources in all attempts
     * @param elapsed the time since the fetch began
     */
    record Summary(Source origin, String fileName, long size, long transferred, Duration elapsed) {}
}
