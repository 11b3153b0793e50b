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
 * A regular file about to be made where nothing is yet.
 *
 * @param entry the member's name, for what is said when it fails
 * @param mode permission bits, the umask still to be taken off
 */
record NewFile(String entry, Path path, int mode, FileTime modified, EntryModes modes) {
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final int OWNER_READ = 0400;

    /** Puts a file's bytes into it. */
    interface Content {
        void writeTo(FileChannel channel) throws IOException, InterruptedException;
    }

    void write(Content content) throws IOException, InterruptedException {
        // The JDK opens a file for reading to set its times.
        int first = mode | OWNER_READ;
        try (FileChannel channel = FileChannel.open(path, NEW, EntryModes.creating(first))) {
            content.writeTo(channel);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedArchiveException(Kind.DUPLICATE, "has a name that this file system holds for another's", e)
                    .of(entry);
        }
        EntryModes.setTime(path, modified);
        if (mode != first) {
            modes.set(path, mode);
        }
    }
}
