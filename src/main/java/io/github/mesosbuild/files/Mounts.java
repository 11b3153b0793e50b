package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The file systems visible to this process, from {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)). */
public final class Mounts {
    private static final int ID = 0;
    private static final int PARENT = 1;
    private static final int POINT = 4;
    private static final int OPTIONS = 5;
    private static final String UNNAMED = "\n";

    private final List<Mount> mounts;

    private Mounts(List<Mount> mounts) {
        this.mounts = List.copyOf(mounts);
    }

    /**
     * One mounted file system.
     *
     * @param id the mount's ID
     * @param parent the ID of the mount that contains the mount point
     * @param point the mount point
     * @param options mount options, such as {@code noexec}
     */
    public record Mount(String id, String parent, Path point, Set<String> options) {
        public Mount {
            options = Set.copyOf(options);
        }

        /** Returns whether programs cannot be started from this file system. */
        public boolean noExec() {
            return options.contains("noexec");
        }
    }

    /** Reads the list; empty if it does not exist, as on macOS, or cannot be read. */
    public static Mounts read(Path mountInfo) {
        try {
            // Byte by byte: a mount point need not be valid text in any encoding.
            return parse(Files.readString(mountInfo, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new Mounts(List.of());
        }
    }

    /** Parses the list. Malformed lines are skipped. */
    static Mounts parse(String text) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] fields = line.split(" ");
            if (fields.length > OPTIONS && fields[POINT].startsWith("/")) {
                mounts.add(new Mount(
                        fields[ID],
                        fields[PARENT],
                        path(fields[POINT]),
                        new HashSet<>(List.of(fields[OPTIONS].split(",")))));
            }
        }
        return new Mounts(mounts);
    }

    /** Decodes the octal escapes of spaces, tabs, line feeds and backslashes. */
    private static Path path(String field) {
        String octets = field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
        try {
            return Path.of(new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        } catch (InvalidPathException e) {
            // A path that this locale cannot express contains none of our directories.
            return Path.of("/" + UNNAMED);
        }
    }

    /**
     * Returns the file system that contains a file, or would contain it if it were created.
     *
     * @return empty if it is unknown
     */
    public Optional<Mount> of(Path file) {
        Path there = file.toAbsolutePath().normalize();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return at(there.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the mount points in a directory, including the directory itself. */
    public List<Path> in(Path directory) {
        try {
            Path real = directory.toRealPath();
            return mounts.stream()
                    .map(Mount::point)
                    .filter(point -> point.startsWith(real))
                    .distinct()
                    .toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }

    /** Returns the file systems that this process sees now. */
    public static Mounts now() {
        return read(Path.of("/proc/self/mountinfo"));
    }

    /** Follows the path as the kernel does, which enters the mounted file system at each mount point on the way. */
    private Optional<Mount> at(Path real) {
        Set<String> ids = new HashSet<>();
        mounts.forEach(mount -> ids.add(mount.id()));
        Optional<Mount> here = Optional.empty();
        for (int crossed = 0; crossed < mounts.size(); crossed++) {
            Optional<Mount> from = here;
            Optional<Mount> next = mounts.stream()
                    .filter(mount -> from.isPresent()
                            ? mount.parent().equals(from.get().id())
                                    && !mount.id().equals(mount.parent())
                            : !ids.contains(mount.parent()) || mount.id().equals(mount.parent()))
                    .filter(mount -> real.startsWith(mount.point()))
                    .reduce((one, other) ->
                            other.point().getNameCount() <= one.point().getNameCount() ? other : one);
            if (next.isEmpty()) {
                return here;
            }
            here = next;
        }
        return here;
    }
}
