package io.github.mesosbuild.mojo;

import io.github.mesosbuild.archive.ArchiveLimits;

/** The elements of {@code <unpack>}; each is also a property {@code mesos.unpack.…}. */
public class UnpackParameters extends SkipParameters {
    /** How many entries an archive may have. */
    Integer maximumEntries;

    /** How many MiB an archive may unfold to. */
    Integer maximumMegabytes;

    /** How many bytes a byte of the compressed archive may unfold to. */
    Integer maximumRatio;

    /** How many directories deep an archive may be. */
    Integer maximumDepth;

    /** How many bytes the name of an entry may have. */
    Integer maximumNameLength;

    /** Whether names may differ only in case. */
    Boolean allowCaseClashes;

    ArchiveLimits limits() {
        ArchiveLimits standard = ArchiveLimits.DEFAULT;
        return new ArchiveLimits(
                maximumEntries == null ? standard.entries() : maximumEntries,
                maximumMegabytes == null ? standard.bytes() : (long) maximumMegabytes << 20,
                maximumRatio == null ? standard.ratio() : maximumRatio,
                maximumDepth == null ? standard.depth() : maximumDepth,
                maximumNameLength == null ? standard.nameLength() : maximumNameLength,
                allowCaseClashes == null ? standard.allowCaseClashes() : allowCaseClashes);
    }
}
