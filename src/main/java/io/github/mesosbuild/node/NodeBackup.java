package io.github.mesosbuild.node;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What was below a root before it was replaced, with a script that puts it back. */
final class NodeBackup {
    /** Where all of them are, in a root. */
    private static final String ALL = "var/backups/mesos-maven-plugin";

    private static final String SCRIPT = "restore.sh";
    private static final String FILES = "files";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_IN_A_SECOND = 100;

    private final MachineRoot root;
    private final Path directory;

    private NodeBackup(MachineRoot root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /**
     * Copies all that is going to be replaced, for root alone to read.
     *
     * @throws IOException if it cannot be written; nothing was replaced then
     */
    static NodeBackup make(MachineRoot root, List<FileChange> changes, Instant now) throws NodeException, IOException {
        Path all = root.resolve(ALL);
        Files.createDirectories(all);
        NodeBackup backup = new NodeBackup(root, directory(all, NAME.format(now)));
        for (FileChange change : changes) {
            if (change.before().isPresent()) {
                Path copy = backup.copyOf(change);
                Files.createDirectories(copy.getParent());
                Files.copy(change.place(), copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
        AtomicFile.write(backup.script(), backup.text(changes, now).getBytes(StandardCharsets.UTF_8), "rwx------");
        return backup;
    }

    private static Path directory(Path all, String name) throws IOException {
        for (int i = 1; ; i++) {
            try {
                return Files.createDirectory(
                        all.resolve(i == 1 ? name : name + "-" + i),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                if (i == MOST_IN_A_SECOND) {
                    throw e;
                }
            }
        }
    }

    private Path copyOf(FileChange change) {
        return directory.resolve(FILES).resolve(change.shown().substring(1));
    }

    /** The script finds the root from its own place, which is another one when an image has become a machine. */
    private String text(List<FileChange> changes, Instant now) {
        StringBuilder text = new StringBuilder("#!/bin/sh\n# Puts back what mesos:node-apply replaced at " + now
                + ", and removes what it made.\nset -eu\n"
                + "backup=$(cd \"$(dirname \"$0\")\" && pwd -P)\nroot=$(cd \"$backup\""
                + "/..".repeat(root.directory().relativize(directory).getNameCount()) + " && pwd -P)\n");
        for (FileChange change : changes) {
            String path = ShellWords.quoted(change.shown().substring(1));
            text.append(
                    change.before().isPresent()
                            ? "cp -p \"$backup\"/" + FILES + "/" + path + " \"$root\"/" + path + "\n"
                            : "rm -f \"$root\"/" + path + "\n");
        }
        return text.toString();
    }

    /** The script that puts all back. */
    Path script() {
        return directory.resolve(SCRIPT);
    }

    /** Makes a place as it was. */
    void putBack(FileChange change) throws IOException {
        if (change.before().isEmpty()) {
            Files.deleteIfExists(change.place());
            return;
        }
        Path staged = Files.createTempFile(change.place().getParent(), ".restored", ".tmp");
        try {
            Files.copy(
                    copyOf(change),
                    staged,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    LinkOption.NOFOLLOW_LINKS);
            Files.move(staged, change.place(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
    }
}
