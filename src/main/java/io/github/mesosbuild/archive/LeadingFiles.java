package io.github.mesosbuild.archive;

import io.github.mesosbuild.files.PathNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files at the beginning of an archive, which tell what the rest is.
 *
 * @param top the directory in the archive that contains everything
 * @param files the content of each file by its path in {@code top}
 */
public record LeadingFiles(String top, Map<String, byte[]> files) {
    private static final int LARGEST = 64 << 20;
    private static final int MOST = 100;

    /**
     * Reads the files of a directory, as long as there are no others before them. The rest of the archive is not read.
     *
     * @param directory the directory, as a path in the archive's top directory
     * @throws UnpackException if the archive is damaged, those files are more than 100 or have more than 64 MiB together, two have
     *     the same name, or their top directory is not a plain name
     * @throws IOException if the archive cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    public static LeadingFiles read(Path archive, String directory, ArchiveLimits limits)
            throws UnpackException, IOException, InterruptedException {
        try {
            return read(archive, '/' + directory + '/', limits, LARGEST);
        } catch (RefusedArchiveException e) {
            throw new UnpackException(archive, archive, e);
        }
    }

    private static LeadingFiles read(Path archive, String between, ArchiveLimits limits, long largest)
            throws IOException, InterruptedException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String top = "";
        long total = 0;
        try (Decompression source = Decompression.open(archive);
                ReadAhead ahead = new ReadAhead(source, limits)) {
            TarReader reader = new TarReader(ahead, limits);
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                int end = entry.name().indexOf(between);
                if (entry.type() != TarEntry.Type.FILE || end <= 0 || !top.isEmpty() && end != top.length()) {
                    break;
                }
                total += entry.size();
                if (total > largest) {
                    throw new RefusedArchiveException(
                            UnpackException.Kind.UNSUPPORTED,
                            "begins with more than " + largest + " bytes of descriptions");
                }
                if (files.size() == MOST) {
                    throw new RefusedArchiveException(
                            UnpackException.Kind.UNSUPPORTED, "begins with more than " + MOST + " descriptions");
                }
                top = entry.name().substring(0, end);
                if (PathNames.file(top).isPresent()) {
                    throw new RefusedArchiveException(UnpackException.Kind.WRONG_TOP, "is not in one top directory")
                            .of(entry.name());
                }
                if (files.put(entry.name().substring(end + 1), reader.bytes()) != null) {
                    throw new RefusedArchiveException(
                                    UnpackException.Kind.DUPLICATE, "has the same name as an earlier file")
                            .of(entry.name());
                }
            }
        }
        return new LeadingFiles(top, files);
    }
}
