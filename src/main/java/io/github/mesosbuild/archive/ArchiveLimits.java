package io.github.mesosbuild.archive;

/**
 * How much an archive may ask for before it is refused. Each limit is a parameter of the plugin, so that a user with an
 * unusual archive can raise one.
 *
 * @param entries members of the archive, directories that it implies without listing them included
 * @param bytes bytes that the compressed file may unfold to, headers included; also the largest size that a member may claim
 * @param ratio bytes out for a byte in; judged only beyond the first 10 MiB out
 * @param depth components of a member's name, the top directory included
 * @param nameLength bytes of a member's whole name in UTF-8; a component of more than 255 bytes is always refused
 * @param allowCaseClashes whether two names may differ only in case. Sources made on Linux have such pairs and GNU tar unpacks
 *     them there, so this is the default; on a file system that holds the two for one the second is refused anyway, because
 *     nothing is ever overwritten
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

    /** 200 000 entries, 4 GiB, 200 to 1, 64 levels, names of 4096 bytes, case clashes allowed: ten times a large source release. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(200_000, 4L << 30, 200, 64, 4096, true);

    /**
     * @throws IllegalArgumentException if a limit is not positive
     */
    public ArchiveLimits {
        if (entries < 1 || bytes < 1 || ratio < 1 || depth < 1 || nameLength < 1) {
            throw new IllegalArgumentException("Limits must be positive");
        }
    }
}
