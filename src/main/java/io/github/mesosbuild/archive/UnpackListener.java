package io.github.mesosbuild.archive;

/** Hears how an unpack gets on, in the thread that unpacks. */
@FunctionalInterface
public interface UnpackListener {
    /** Hears nothing. */
    UnpackListener SILENT = (entries, bytes) -> {};

    /**
     * Called at most ten times a second, and once at the end.
     *
     * @param entries members done so far
     * @param bytes bytes of files written so far
     */
    void progressed(int entries, long bytes);

    /**
     * Called once at the end if the archive asked for set-user-id, set-group-id or sticky bits, which are never set.
     *
     * @param entries members that had such a bit
     */
    default void dropped(int entries) {}
}
