package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.files.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file in a repository by which a bundle is found: its description, and the format of its archive. The description in the bundle does
 * not have the format, so that all formats of a bundle contain the same.
 *
 * @param description the description
 * @param format the format of the archive
 */
public record BundleOffer(BundleDescription description, ArchiveFormat format) {
    private static final String EXTENSION = "extension";

    /** Returns this offer as JSON. Without an extension, the format is {@code tar.gz}. */
    public byte[] json() {
        Map<String, Object> json = description.values();
        if (format != ArchiveFormat.TAR_GZ) {
            json.put(EXTENSION, format.extension());
        }
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an offer, which may come from anybody.
     *
     * @throws ConfigException if its description is none, or the extension is not that of a {@link ArchiveFormat}
     */
    public static BundleOffer read(byte[] json) throws ConfigException {
        return ConfigNode.failFast(
                BundleDescription.document(json),
                root -> new BundleOffer(BundleDescription.read(root), format(root.get(EXTENSION))));
    }

    private static ArchiveFormat format(ConfigNode extension) {
        if (!extension.isPresent()) {
            return ArchiveFormat.TAR_GZ;
        }
        Optional<ArchiveFormat> format = ArchiveFormat.ofExtension(extension.textOrEmpty());
        if (format.isEmpty()) {
            String known = Stream.of(ArchiveFormat.values())
                    .map(ArchiveFormat::extension)
                    .collect(Collectors.joining(", "));
            extension.problem(extension.textOrEmpty(), "is not the extension of a bundle, which is one of " + known);
        }
        return format.orElse(ArchiveFormat.TAR_GZ);
    }
}
