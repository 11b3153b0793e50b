package io.github.mesosbuild.archive;

/** Receives the progress of unpacking, in the thread that unpacks. */
@FunctionalInterface
public interface UnpackListener {
    /** Ignores all events. */
    UnpackListener SILENT = (entries, bytes) -> {};

    /**
     * Reports the progress, at most ten times a second and once at the end.
     *
     * @param entries the number of entries unpacked so far
     * @param bytes the bytes of files written so far
     */
    void progressed(int entries, long bytes);

    /**
     * Reports, once at the end, that set-user-id, set-group-id or sticky bits of the archive were not set.
     *
     * @param entries the number of entries with such a bit
     */
    default void dropped(int entries) {}
}
