package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;

/**
 * A regular file that is about to be created.
 *
 * @param entry the entry's name, for failures
 * @param path where to create the file
 * @param mode the permission bits before the umask is applied
 * @param modified the modification time
 * @param modes applies the umask
 */
record NewFile(String entry, Path path, int mode, FileTime modified, EntryModes modes) {
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final int OWNER_READ = 0400;

    /** Writes the content of a file. */
    interface Content {
        void writeTo(FileChannel channel) throws IOException, InterruptedException;
    }

    /** Returns the refusal of a name that differs from another one in the archive but not on this file system. */
    static RefusedArchiveException indistinguishable(FileAlreadyExistsException e) {
        return new RefusedArchiveException(
                Kind.DUPLICATE, "has a name that this file system cannot distinguish from another entry's name", e);
    }

    /** Creates the file. */
    void write(Content content) throws IOException, InterruptedException {
        // To set a file's times, the JDK opens it for reading.
        int first = mode | OWNER_READ;
        try (FileChannel channel = FileChannel.open(path, NEW, EntryModes.creating(first))) {
            content.writeTo(channel);
        } catch (FileAlreadyExistsException e) {
            throw indistinguishable(e).of(entry);
        }
        EntryModes.setTime(path, modified);
        if (mode != first) {
            modes.set(path, mode);
        }
    }
}
