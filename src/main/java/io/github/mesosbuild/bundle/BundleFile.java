package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.LeadingFiles;
import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * What a bundle tells about itself.
 *
 * @param top the directory in the archive that contains everything
 * @param description the description in it
 * @param documents its other documents, by their path in the installation
 */
public record BundleFile(String top, BundleDescription description, Map<String, byte[]> documents) {
    public BundleFile {
        documents = Map.copyOf(documents);
    }

    /**
     * Requires that an unpacked bundle has the description that was read from the archive, which may have been another one then.
     *
     * @throws IOException if it has another one, or it cannot be read
     */
    void requireIn(Path tree) throws IOException {
        if (!Arrays.equals(
                Files.readAllBytes(tree.resolve(BundleDescription.PATH)), documents.get(BundleDescription.PATH))) {
            throw new IOException("it changed after its description was read");
        }
    }

    /**
     * Reads the beginning of a bundle, which may come from anybody.
     *
     * @throws ConfigException if it is not a bundle
     * @throws UnpackException if its beginning is damaged
     * @throws IOException if the file cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    public static BundleFile read(Path archive, ArchiveLimits limits)
            throws ConfigException, UnpackException, IOException, InterruptedException {
        LeadingFiles leading = LeadingFiles.read(archive, BundleDescription.DIRECTORY, limits);
        byte[] description = leading.files().get(BundleDescription.PATH);
        if (description == null) {
            throw new ConfigException("It does not begin with " + BundleDescription.PATH + ".");
        }
        return new BundleFile(leading.top(), BundleDescription.read(description), leading.files());
    }
}
