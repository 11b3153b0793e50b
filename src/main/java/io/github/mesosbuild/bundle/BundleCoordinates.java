package io.github.mesosbuild.bundle;

/**
 * Where a bundle is in a Maven repository.
 *
 * @param group the group ID
 * @param artifact the recipe's name
 * @param version the release's version
 * @param classifier the platform and the first digits of the build's fingerprint
 */
public record BundleCoordinates(String group, String artifact, String version, String classifier) {
    /** The group of bundles, unless the user has one. */
    public static final String GROUP = "io.github.mesosbuild.bundles";

    /** Returns the coordinates of the archive. */
    public MavenFile archive() {
        return file("tar.gz");
    }

    /** Returns the coordinates of the archive's detached signature. */
    public MavenFile signature() {
        return file("tar.gz.asc");
    }

    /** Returns the coordinates of the bill of materials. */
    public MavenFile bom() {
        return file("cdx.json");
    }

    /** Returns the coordinates of the provenance. */
    public MavenFile provenance() {
        return file("intoto.json");
    }

    /** Returns the coordinates of the description. The versions of its artifact are the classifiers of all bundles of the release. */
    public MavenFile description() {
        return new MavenFile(group, descriptions(artifact, version), classifier, "", "json");
    }

    /** Returns the ID of the artifact whose versions are the bundles of a release. */
    static String descriptions(String artifact, String version) {
        return artifact + "-" + version;
    }

    private MavenFile file(String extension) {
        return new MavenFile(group, artifact, version, classifier, extension);
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version + ":tar.gz:" + classifier;
    }
}
