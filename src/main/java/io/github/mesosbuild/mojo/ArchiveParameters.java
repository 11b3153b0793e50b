package io.github.mesosbuild.mojo;

import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
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

    /** Returns the digests, each with the parameter that it comes from. */
    List<Pin> pins() throws MojoFailureException {
        List<Pin> pins = new ArrayList<>();
        if (sha256 != null) {
            pins.add(pin("mesos.archive.sha256", Digest.Algorithm.SHA256, sha256));
        }
        if (sha512 != null) {
            pins.add(pin("mesos.archive.sha512", Digest.Algorithm.SHA512, sha512));
        }
        return pins;
    }

    private static Pin pin(String parameter, Digest.Algorithm algorithm, String hex) throws MojoFailureException {
        return new Pin(Check.value(parameter, hex, text -> new Digest(algorithm, text)), parameter);
    }

    long maximumBytes() throws MojoFailureException {
        int megabytes = maximumMegabytes == null ? 2048 : maximumMegabytes;
        return (long) Check.atLeast(1, FetchRequest.Limits.BYTES, megabytes) << 20;
    }
}
