package io.github.mesosbuild.mojo;

import java.io.File;

/** The elements of {@code <archive>}; each is also a property {@code mesos.archive.…}. */
public class ArchiveParameters {
    /** Where to download the archive, in the place of the recipe's addresses. */
    String url;

    /** The SHA-256 that the archive must have, in the place of the recipe's digests. */
    String sha256;

    /** The SHA-512 that the archive must have, in the place of the recipe's digests. */
    String sha512;

    /** A file on this machine that is the archive. Signature and checksum files beside it are used. */
    File file;

    /** Maven coordinates {@code groupId:artifactId:extension[:classifier]:version} of the archive. */
    String artifact;

    /** A directory on this machine in which the archive may lie under its own name. */
    File directory;
}
