package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.BundleCoordinates;
import io.github.mesosbuild.bundle.BundleRequest;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.KeysException;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;

/** Installations that others built; each element is also a property {@code mesos.bundles.NAME}. */
public class BundlesParameters implements Abbreviated {
    private static final String EXACT = "exact";
    private static final String COMPATIBLE = "compatible";
    private static final String SIGNATURE = "signature";
    private static final String REPOSITORY = "repository";

    /**
     * The Maven repositories to ask before a build: the ID of a repository of the project or the settings, a URL, or {@code id::url}.
     * {@code mesos.bundles}, or text in {@code <bundles>}, is short for it.
     */
    List<String> repositories;

    /** The group ID of bundles; default {@code io.github.mesosbuild.bundles}. */
    String group;

    /**
     * The bundles that are accepted: {@code exact}, built from the same inputs, which is the default, or {@code compatible}, with the same
     * options for the same CPU, and with all its needs met here.
     */
    String match;

    /** Whether it is a failure if there is no bundle. */
    Boolean required;

    /** What makes a bundle trusted: {@code signature}, the default, or {@code repository}, if everybody who can write there is trusted. */
    String trust;

    /** OpenPGP public keys of possible signers: a file, or a directory of files. */
    File keys;

    /** Fingerprints of the keys that may sign; by default all keys may. */
    List<String> signers;

    /** The SHA-256 of bundles that are accepted without a signature. */
    List<String> sha256;

    @Override
    public void set(String commaSeparated) {
        repositories = Stream.of(commaSeparated.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Override
    public boolean isSet() {
        return repositories != null;
    }

    /** Returns whether there is a repository to ask. */
    boolean turnedOn() {
        return repositories != null && !repositories.isEmpty();
    }

    /**
     * Returns the group ID of bundles.
     *
     * @throws MojoFailureException if no Maven repository can have that group
     */
    String group() throws MojoFailureException {
        if (group == null || group.isBlank()) {
            return BundleCoordinates.GROUP;
        }
        try {
            return new BundleCoordinates(group.strip(), "any", "1", "any").group();
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException("mesos.bundles.group is not valid: " + e.getMessage(), e);
        }
    }

    /**
     * Returns what is accepted as a bundle.
     *
     * @throws MojoFailureException if nothing could prove one
     * @throws KeysException if the keys cannot be read
     */
    BundleRequest request() throws MojoFailureException, KeysException {
        BundleRequest request = anyRequest();
        if (request.keys().size() == 0 && request.pins().isEmpty() && !request.trustRepository()) {
            throw new MojoFailureException(
                    "mesos.bundles needs something that proves a bundle: name the signers' public keys"
                            + " with -Dmesos.bundles.keys=FILE, pin a digest with -Dmesos.bundles.sha256=DIGEST, or trust everybody"
                            + " who can write to the repository with -Dmesos.bundles.trust=repository.");
        }
        return request;
    }

    /** Returns what is accepted as a bundle, even if nothing could prove one. */
    BundleRequest anyRequest() throws MojoFailureException, KeysException {
        String matching = Check.oneOf(List.of(EXACT, COMPATIBLE), "mesos.bundles.match", match == null ? EXACT : match);
        String trusting =
                Check.oneOf(List.of(SIGNATURE, REPOSITORY), "mesos.bundles.trust", trust == null ? SIGNATURE : trust);
        Set<Fingerprint> allowed = new LinkedHashSet<>();
        for (String signer : signers == null ? List.<String>of() : signers) {
            allowed.add(Check.value("mesos.bundles.signers", signer, Fingerprint::new));
        }
        List<Digest> pins = new ArrayList<>();
        for (String pin : sha256 == null ? List.<String>of() : sha256) {
            pins.add(Check.value("mesos.bundles.sha256", pin, hex -> new Digest(Digest.Algorithm.SHA256, hex)));
        }
        return new BundleRequest(
                group(),
                matching.equals(COMPATIBLE),
                Boolean.TRUE.equals(required),
                trusting.equals(REPOSITORY),
                keys == null ? KeyRing.EMPTY : KeyRing.read(keys.toPath()),
                allowed,
                pins);
    }
}
