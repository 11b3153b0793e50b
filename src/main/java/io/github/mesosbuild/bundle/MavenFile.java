package io.github.mesosbuild.bundle;

import io.github.mesosbuild.text.VisibleText;
import java.util.regex.Pattern;

/**
 * A file of a Maven repository.
 *
 * <p>The coordinates become a path, so they have no characters that mean anything to a file system or in a URL.
 *
 * @param group the groupId, such as {@code io.github.mesosbuild.bundles}
 * @param artifact the artifactId
 * @param version a release version: no snapshot, and none of the words that Maven replaces by a version
 * @param classifier may be empty
 * @param extension without a leading dot, such as {@code tar.gz}
 * @see <a href="https://maven.apache.org/repositories/layout.html">Maven's repository layout</a>
 */
public record MavenFile(String group, String artifact, String version, String classifier, String extension) {
    /** The file's name and its checksum's must fit into the 255 bytes that Linux allows. */
    private static final int LONGEST_NAME = 200;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    /** No two dots in a row: each dot of a group begins a directory. */
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*");

    /** A snapshot, or a version that Maven replaces by another (org.eclipse.aether.artifact.AbstractArtifact, VersionResolver). */
    private static final Pattern NO_RELEASE =
            Pattern.compile("LATEST|RELEASE|(?i:.*SNAPSHOT)|.*[0-9]{8}\\.[0-9]{6}-[0-9]+");

    /**
     * Checks the coordinates.
     *
     * @throws IllegalArgumentException if a name has other characters than {@code A-Za-z0-9._-}, begins with a dot, or is missing or
     *     too long, or if the version is no release
     */
    public MavenFile {
        check("groupId", group, GROUP);
        check("artifactId", artifact, NAME);
        check("version", version, NAME);
        if (!classifier.isEmpty()) {
            check("classifier", classifier, NAME);
        }
        check("extension", extension, NAME);
        if (NO_RELEASE.matcher(version).matches()) {
            throw new IllegalArgumentException("The version '" + version + "' is not a release version.");
        }
        int length = artifact.length() + version.length() + classifier.length() + extension.length();
        if (length > LONGEST_NAME || group.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "The coordinates " + VisibleText.of(group + ":" + artifact + ":" + version) + " are longer than "
                            + LONGEST_NAME + " characters.");
        }
    }

    /** Returns the coordinates as Maven's logs have them: group, artifact, extension, classifier and version. */
    @Override
    public String toString() {
        return group + ":" + artifact + ":" + extension + (classifier.isEmpty() ? "" : ":" + classifier) + ":"
                + version;
    }

    private static void check(String what, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("The " + what + " '" + VisibleText.of(value)
                    + "' must consist of letters, digits, '.', '_' and '-', and must not begin with a dot.");
        }
    }
}
