package io.github.mesosbuild.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Sets modes and times as GNU tar does for an ordinary user with umask 022: the archive's permission bits without write permission
 * for group and others, further reduced by the umask of this process. Set-id and sticky bits are never set.
 */
final class EntryModes {
    /** The mode of a directory while it is being filled. */
    static final int OPEN_DIRECTORY = 0755;

    private static final int SPECIAL_BITS = 07000;
    private static final int ALLOWED = 0755;

    private final Set<PosixFilePermission> unmasked;

    /**
     * Determines the umask of this process.
     *
     * @param created a directory that was just created with {@link #OPEN_DIRECTORY}
     */
    EntryModes(Path created) throws IOException {
        this.unmasked = Files.getPosixFilePermissions(created);
    }

    static boolean isSpecial(int mode) {
        return (mode & SPECIAL_BITS) != 0;
    }

    /** Returns the permitted bits of a mode in an archive. */
    static int kept(int mode) {
        return mode & ALLOWED;
    }

    /** Returns the attribute to create a file or directory with; the system applies the umask. */
    static FileAttribute<?> creating(int mode) {
        return PosixFilePermissions.asFileAttribute(permissions(mode));
    }

    /** Sets a mode, reduced by the umask. */
    void set(Path path, int mode) throws IOException {
        Set<PosixFilePermission> permissions = permissions(mode);
        permissions.retainAll(unmasked);
        Files.setPosixFilePermissions(path, permissions);
    }

    /** Sets the modification and access times. Given only one of them, the JDK would read the other first. */
    static void setTime(Path path, FileTime time, LinkOption... options) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, options).setTimes(time, time, null);
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            // The constants are declared from OWNER_READ (0400) to OTHERS_EXECUTE (0001).
            if ((mode & 0400 >> permission.ordinal()) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }
}
