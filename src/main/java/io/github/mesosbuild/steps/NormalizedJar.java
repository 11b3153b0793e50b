package io.github.mesosbuild.steps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar with what its content decides, and nothing else: sorted entries of one time, a manifest that names neither the user nor Maven and its
 * JDK, and properties without the date (JAR File Specification; Apache Maven Archiver).
 *
 * @param time the time of all entries; the first day that zip archives can have, if it is earlier
 */
record NormalizedJar(Instant time) {
    private static final String META = "META-INF/";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final byte[] MAGIC = {'P', 'K', 3, 4};

    /** An attribute with the lines that continue it. */
    private static final Pattern OF_THE_BUILD = Pattern.compile(
            "(?mi)^(?:Built-By|Created-By|Build-Jdk|Build-Jdk-Spec|Build-Date|Build-Time|Build-Timestamp|Bnd-LastModified)"
                    + ":.*(?:\\R|\\z)(?: .*(?:\\R|\\z))*");

    private static final Pattern PROPERTIES = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Pattern COMMENTS = Pattern.compile("(?m)^#.*(?:\\R|\\z)");
    private static final Pattern SIGNATURES = Pattern.compile("(?i)META-INF/[^/]+\\.SF");

    /** The first entries are those that readers of streams expect there. */
    private static final Comparator<String> ORDER = Comparator.comparingInt(
                    (String name) -> name.equals(META) ? 0 : name.equals(MANIFEST) ? 1 : 2)
            .thenComparing(Comparator.naturalOrder());

    /**
     * Rewrites a jar. One that is signed, damaged or not a zip archive from its first byte on stays as it is.
     *
     * @throws IOException if it cannot be read or written
     */
    void rewrite(Path jar) throws IOException {
        if (!isZip(jar)) {
            return;
        }
        Path part = jar.resolveSibling("." + jar.getFileName() + ".part");
        try {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                TreeMap<String, ZipEntry> entries = new TreeMap<>(ORDER);
                zip.stream().forEach(entry -> entries.put(entry.getName(), entry));
                if (entries.size() != zip.size()
                        || entries.keySet().stream()
                                .anyMatch(name -> SIGNATURES.matcher(name).matches())) {
                    return;
                }
                try (OutputStream file = Files.newOutputStream(part);
                        ZipOutputStream out = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
                    for (ZipEntry entry : entries.values()) {
                        write(zip, entry, out);
                    }
                }
            } catch (ZipException damaged) {
                return;
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(jar);
            Files.setPosixFilePermissions(part, permissions);
            Files.setLastModifiedTime(part, FileTime.from(time));
            Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static boolean isZip(Path jar) throws IOException {
        try (InputStream in = Files.newInputStream(jar)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    private void write(ZipFile zip, ZipEntry entry, ZipOutputStream out) throws IOException {
        String name = entry.getName();
        ZipEntry normalized = new ZipEntry(name);
        LocalDateTime at = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        normalized.setTimeLocal(at.isBefore(FIRST) ? FIRST : at);
        if (entry.isDirectory()) {
            normalized.setMethod(ZipEntry.STORED);
            normalized.setSize(0);
            normalized.setCrc(0);
        }
        out.putNextEntry(normalized);
        try (InputStream in = zip.getInputStream(entry)) {
            if (name.equals(MANIFEST)) {
                out.write(without(in.readAllBytes(), OF_THE_BUILD));
            } else if (PROPERTIES.matcher(name).matches()) {
                out.write(without(in.readAllBytes(), COMMENTS));
            } else {
                in.transferTo(out);
            }
        }
        out.closeEntry();
    }

    private static byte[] without(byte[] text, Pattern pattern) {
        String all = new String(text, StandardCharsets.ISO_8859_1);
        return pattern.matcher(all).replaceAll("").getBytes(StandardCharsets.ISO_8859_1);
    }
}
