package io.github.mesosbuild.archive;

/**
 * The limits beyond which an archive is refused. Each is a parameter of the plugin, so that users can raise it for an unusual
 * archive.
 *
 * @param entries the maximum number of entries, including directories that are implied but not listed
 * @param bytes the maximum decompressed size in bytes, including headers; also the maximum size of an entry
 * @param ratio the maximum number of decompressed bytes for each compressed byte, checked after the first 10 MiB
 * @param depth the maximum number of components of an entry's name, including the top directory
 * @param nameLength the maximum length of an entry's name in UTF-8 bytes; a component never has more than 255
 * @param allowCaseClashes whether two names may differ only in case. The default is true, because sources made on Linux have
 *     such names. On a case-insensitive file system the second one is refused anyway, because nothing is ever overwritten
 */
public record ArchiveLimits(int entries, long bytes, int ratio, int depth, int nameLength, boolean allowCaseClashes) {
    /** The parameter that sets {@link #entries()}. */
    public static final String ENTRIES = "mesos.unpack.maximumEntries";

    /** The parameter that sets {@link #bytes()}, in MiB. */
    public static final String BYTES = "mesos.unpack.maximumMegabytes";

    /** The parameter that sets {@link #ratio()}. */
    public static final String RATIO = "mesos.unpack.maximumRatio";

    /** The parameter that sets {@link #depth()}. */
    public static final String DEPTH = "mesos.unpack.maximumDepth";

    /** The parameter that sets {@link #nameLength()}. */
    public static final String NAME_LENGTH = "mesos.unpack.maximumNameLength";

    /** The parameter that sets {@link #allowCaseClashes()}. */
    public static final String CASE_CLASHES = "mesos.unpack.allowCaseClashes";

    /** The default limits, ten times what a large source release needs. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(200_000, 4L << 30, 200, 64, 4096, true);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is not positive
     */
    public ArchiveLimits {
        if (entries < 1 || bytes < 1 || ratio < 1 || depth < 1 || nameLength < 1) {
            throw new IllegalArgumentException("Archive limits must be positive");
        }
    }
}
