package io.github.mesosbuild.mojo;

import io.github.mesosbuild.archive.ArchiveLimits;

/** The elements of {@code <unpack>}; each is also a property {@code mesos.unpack.NAME}. */
public class UnpackParameters extends SkipParameters {
    /** The maximum number of entries; default 200000. */
    Integer maximumEntries;

    /** The maximum unpacked size, in MiB; default 4096. */
    Integer maximumMegabytes;

    /** The maximum number of unpacked bytes per compressed byte; default 200. */
    Integer maximumRatio;

    /** The maximum depth of directories; default 64. */
    Integer maximumDepth;

    /** The maximum length of an entry's name, in bytes; default 4096. */
    Integer maximumNameLength;

    /** Whether names may differ only in case; default true. */
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
