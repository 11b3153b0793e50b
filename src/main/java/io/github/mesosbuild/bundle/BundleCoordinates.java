package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.ArchiveFormat;

/**
 * Where a bundle is in a Maven repository.
 *
 * @param group the groupId, by default {@code io.github.mesosbuild.bundles}
 * @param artifact the recipe's name, such as {@code mesos}
 * @param version the release's version
 * @param classifier system, CPU, C library and the start of the fingerprint: {@code linux-x86_64-glibc2.36-8b3129a4733a}
 * @param format the format of the archive
 */
public record BundleCoordinates(
        String group, String artifact, String version, String classifier, ArchiveFormat format) {
    /** The group of bundles, unless the user has one. */
    public static final String GROUP = "io.github.mesosbuild.bundles";

    private static final String SIGNATURE = ".asc";

    /**
     * Checks the coordinates.
     *
     * @throws IllegalArgumentException if they are no coordinates of a {@link MavenFile}, or the classifier is empty
     */
    public BundleCoordinates {
        if (classifier.isEmpty()) {
            throw new IllegalArgumentException("The classifier of a bundle must not be empty.");
        }
        new MavenFile(group, artifact, version, classifier, format.extension() + SIGNATURE);
    }

    /** Creates the coordinates of a bundle in the usual format, {@code tar.gz}. */
    public BundleCoordinates(String group, String artifact, String version, String classifier) {
        this(group, artifact, version, classifier, ArchiveFormat.TAR_GZ);
    }

    /** Returns the same bundle in another format. */
    public BundleCoordinates in(ArchiveFormat other) {
        return new BundleCoordinates(group, artifact, version, classifier, other);
    }

    /** Returns the bundle itself. */
    public MavenFile archive() {
        return beside(format.extension());
    }

    /** Returns the bundle's detached OpenPGP signature. */
    public MavenFile signature() {
        return beside(format.extension() + SIGNATURE);
    }

    /** Returns the bill of materials, in CycloneDX. */
    public MavenFile bom() {
        return beside("cdx.json");
    }

    /** Returns the provenance, an in-toto statement. */
    public MavenFile provenance() {
        return beside("intoto.json");
    }

    /**
     * Returns the description, which tells the format. Its artifact has one version for each bundle of the release, so that Maven's metadata
     * lists them.
     */
    public MavenFile description() {
        return new MavenFile(group, offers(), classifier, "", "json");
    }

    /** Returns the artifact whose versions are the classifiers of a release's bundles. */
    public String offers() {
        return artifact + "-" + version;
    }

    private MavenFile beside(String extension) {
        return new MavenFile(group, artifact, version, classifier, extension);
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version + ":" + format.extension() + ":" + classifier;
    }
}
