package io.github.mesosbuild.mojo;

import io.github.mesosbuild.fetch.FetchRequest;
import java.io.File;
import org.apache.maven.plugin.MojoFailureException;

/** The elements of {@code <archive>}; each is also a property {@code mesos.archive.NAME}. */
public class ArchiveParameters {
    /** The URL to download, in place of the recipe's addresses. */
    String url;

    /** The SHA-256 of the archive, in place of the recipe's digests. */
    String sha256;

    /** The SHA-512 of the archive, in place of the recipe's digests. */
    String sha512;

    /** The archive as a file on this machine, with its signature and checksum files next to it. */
    File file;

    /** Maven coordinates {@code groupId:artifactId:extension[:classifier]:version} of the archive. */
    String artifact;

    /** The greatest size of the archive that is downloaded, in MiB; default 2048. */
    Integer maximumMegabytes;

    /** A directory on this machine to look for the archive in, if no server has it. */
    File directory;

    long maximumBytes() throws MojoFailureException {
        int megabytes = maximumMegabytes == null ? 2048 : maximumMegabytes;
        return (long) Check.atLeast(1, FetchRequest.Limits.BYTES, megabytes) << 20;
    }
}
