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
 * Modes and times as GNU tar gives them to an ordinary user under umask 022: the archive's permission bits without write
 * permission for group and others, less what the process's own umask takes; set-id and sticky bits never.
 */
final class EntryModes {
    /** What a directory has while files are made in it. */
    static final int OPEN_DIRECTORY = 0755;

    private static final int SPECIAL_BITS = 07000;
    private static final int ALLOWED = 0755;

    private final Set<PosixFilePermission> unmasked;

    /**
     * @param made a directory just made with {@link #OPEN_DIRECTORY}, which shows the process's umask
     */
    EntryModes(Path made) throws IOException {
        this.unmasked = Files.getPosixFilePermissions(made);
    }

    static boolean isSpecial(int mode) {
        return (mode & SPECIAL_BITS) != 0;
    }

    /** The bits that are kept of an archive's mode. */
    static int kept(int mode) {
        return mode & ALLOWED;
    }

    /** The mode to make something with; the system takes the umask off. */
    static FileAttribute<?> creating(int mode) {
        return PosixFilePermissions.asFileAttribute(permissions(mode));
    }

    /** Sets a mode less the umask. */
    void set(Path path, int mode) throws IOException {
        Set<PosixFilePermission> permissions = permissions(mode);
        permissions.retainAll(unmasked);
        Files.setPosixFilePermissions(path, permissions);
    }

    /** Sets the time of modification, and that of access with it: without it the JDK would ask for the present one first. */
    static void setTime(Path path, FileTime time, LinkOption... options) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, options).setTimes(time, time, null);
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            // Declared from OWNER_READ, 0400, to OTHERS_EXECUTE, 0001.
            if ((mode & 0400 >> permission.ordinal()) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }
}
