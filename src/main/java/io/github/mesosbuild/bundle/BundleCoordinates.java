package io.github.mesosbuild.bundle;

/**
 * Where a bundle is in a Maven repository.
 *
 * @param group the groupId, by default {@code io.github.mesosbuild.bundles}
 * @param artifact the recipe's name, such as {@code mesos}
 * @param version the release's version
 * @param classifier system, CPU, C library and the start of the fingerprint: {@code linux-x86_64-glibc2.36-8b3129a4733a}
 */
public record BundleCoordinates(String group, String artifact, String version, String classifier) {
    /** The group of bundles, unless the user has one. */
    public static final String GROUP = "io.github.mesosbuild.bundles";

    /**
     * Checks the coordinates.
     *
     * @throws IllegalArgumentException if they are no coordinates of a {@link MavenFile}, or the classifier is empty
     */
    public BundleCoordinates {
        if (classifier.isEmpty()) {
            throw new IllegalArgumentException("The classifier of a bundle must not be empty.");
        }
        new MavenFile(group, artifact, version, classifier, "tar.gz");
    }

    /** Returns the bundle itself. */
    public MavenFile archive() {
        return beside("tar.gz");
    }

    /** Returns the bundle's detached OpenPGP signature. */
    public MavenFile signature() {
        return beside("tar.gz.asc");
    }

    /** Returns the bill of materials, in CycloneDX. */
    public MavenFile bom() {
        return beside("cdx.json");
    }

    /** Returns the provenance, an in-toto statement. */
    public MavenFile provenance() {
        return beside("intoto.json");
    }

    /** Returns the description. Its artifact has one version for each bundle of the release, so that Maven's metadata lists them. */
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
        return group + ":" + artifact + ":" + version + ":tar.gz:" + classifier;
    }
}
