package io.github.mesosbuild.bundle;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.verify.DetachedSigner;
import io.github.mesosbuild.verify.SigningException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bundle with everything that is published with it.
 *
 * @param coordinates where it belongs
 * @param sha256 the digest of the archive
 * @param signed whether there is a signature
 * @param files the files, in the order in which they must be uploaded: the description, by which the bundle is found, is the last
 */
public record BundleFiles(BundleCoordinates coordinates, Digest sha256, boolean signed, Map<MavenFile, Path> files) {
    public BundleFiles {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** Returns the archive. */
    public Path archive() {
        return files.get(coordinates.archive());
    }

    /**
     * Uploads the files.
     *
     * @return whether a file was uploaded; false if the repository has all of them
     * @throws BundleException if the repository does not take them
     * @throws IOException if a file of this machine fails
     */
    public boolean deployTo(BundleTarget target) throws BundleException, IOException {
        try {
            return target.deploy(files);
        } catch (FileSystemException local) {
            throw local;
        } catch (IOException refused) {
            throw BundleException.notDeployed(refused);
        }
    }

    /**
     * Signs a bundle and writes the other files beside it.
     *
     * @param signer the signer; empty for a bundle without a signature
     * @throws SigningException if it cannot be signed
     * @throws IOException if a file cannot be written
     */
    public static BundleFiles write(String group, BundlePacker.Packed packed, Optional<DetachedSigner> signer)
            throws SigningException, IOException, InterruptedException {
        BundleDescription description = packed.description();
        BundleCoordinates coordinates = new BundleCoordinates(
                group, description.recipe(), description.version(), description.classifier(), packed.format());
        Map<MavenFile, Path> files = new LinkedHashMap<>();
        files.put(coordinates.archive(), packed.file());
        Path signature = packed.file().resolveSibling(packed.file().getFileName() + ".asc");
        Files.deleteIfExists(signature);
        if (signer.isPresent()) {
            AtomicFile.show(signature, signer.get().sign(packed.file()));
            files.put(coordinates.signature(), signature);
        }
        put(files, coordinates.bom(), packed, BundleDocuments.BOM, "cdx.json");
        put(files, coordinates.provenance(), packed, BundleDocuments.PROVENANCE, "intoto.json");
        Path json = beside(packed, "json");
        AtomicFile.show(json, new BundleOffer(description, packed.format()).json());
        files.put(coordinates.description(), json);
        return new BundleFiles(coordinates, packed.sha256(), signer.isPresent(), files);
    }

    private static void put(
            Map<MavenFile, Path> files, MavenFile place, BundlePacker.Packed packed, String document, String extension)
            throws IOException {
        byte[] bytes = packed.beside().get(document);
        if (bytes != null) {
            Path file = beside(packed, extension);
            AtomicFile.show(file, bytes);
            files.put(place, file);
        }
    }

    private static Path beside(BundlePacker.Packed packed, String extension) {
        String name = packed.file().getFileName().toString();
        int end = name.length() - packed.format().extension().length();
        return packed.file().resolveSibling(name.substring(0, end) + extension);
    }
}
