package io.github.mesosbuild.node;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the files of a node in their places below a root: all of them or none. */
public final class NodeApply {
    private static final String DIRECTORY_MODE = "rwxr-xr-x";

    private final MachineRoot root;
    private final boolean superuser;
    private final InstantSource clock;

    private NodeApply(MachineRoot root, boolean superuser, InstantSource clock) {
        this.root = root;
        this.superuser = superuser;
        this.clock = clock;
    }

    /**
     * @param root the directory that is {@code /} of the node
     * @param superuser whether this process may do what root may; the files belong to root then
     * @throws NodeException ({@code NO_ROOT}) if it is no directory
     */
    public static NodeApply to(Path root, boolean superuser, InstantSource clock) throws NodeException {
        return new NodeApply(MachineRoot.of(root), superuser, clock);
    }

    /** What would be done. */
    public static final class Plan {
        private final List<FileChange> changes;
        private final List<String> notes;

        private Plan(List<FileChange> changes, List<String> notes) {
            this.changes = List.copyOf(changes);
            this.notes = List.copyOf(notes);
        }

        /** Whether all is in its place already. */
        public boolean isEmpty() {
            return changes.isEmpty();
        }

        /** How many files would be written or removed. */
        public int size() {
            return changes.size();
        }

        /** The changes, as a unified diff for people to read. */
        public List<String> diff() {
            return changes.stream().flatMap(change -> change.diff().stream()).toList();
        }

        /** Sentences about what is no change, and is worth a look. */
        public List<String> notes() {
            return notes;
        }
    }

    /**
     * What was done.
     *
     * @param files how many were written or removed
     * @param restore the script that puts back what was there
     */
    public record Applied(int files, Path restore) {}

    /**
     * Compares files with what is in their places. Files that give a daemon flags and are not of the description go.
     *
     * @throws NodeException ({@code PATH}, {@code NOT_A_FILE}) if one of them cannot be where it should
     */
    public Plan plan(List<NodeFile> files) throws NodeException, IOException {
        Map<Path, FileChange> byPlace = new LinkedHashMap<>();
        List<NodeFile> inOrder = new ArrayList<>(files);
        inOrder.sort(Comparator.comparing(NodeFile::path));
        for (NodeFile file : inOrder) {
            Path place = root.resolve(file.path());
            FileChange change = change(file.path(), Optional.of(file), place);
            FileChange other = byPlace.putIfAbsent(place, change);
            if (other != null && !isSame(other.after().get(), file)) {
                throw new NodeException(
                        NodeException.Kind.PATH,
                        "/" + other.path() + " and /" + file.path() + " are the same file here, " + change.shown()
                                + ", and should not be.");
            }
            requireSameServer(change, file);
        }
        List<String> notes = new ArrayList<>();
        for (Map.Entry<String, String> stranger :
                FlagFiles.strangers(root, files).entrySet()) {
            Path path = Path.of(stranger.getKey());
            Path place = root.resolve(path.getParent().toString()).resolve(path.getFileName());
            if (Files.isSymbolicLink(place)) {
                notes.add("/" + path + " is a link that is not of the description, and gives the daemon "
                        + stranger.getValue() + ": remove it.");
            } else {
                byPlace.putIfAbsent(place, change(stranger.getKey(), Optional.empty(), place));
            }
        }
        notes.addAll(notes(files));
        return new Plan(byPlace.values().stream().filter(FileChange::isOne).toList(), notes);
    }

    /** The data of a server of ZooKeeper are those of its number. */
    private static void requireSameServer(FileChange change, NodeFile file) throws NodeException {
        String wanted = file.text().strip();
        String there = change.before()
                .filter(before -> file.path().endsWith("/myid"))
                .map(before -> new String(before.content(), StandardCharsets.UTF_8).strip())
                .orElse("");
        if (there.matches("\\d+") && !there.equals(wanted)) {
            throw new NodeException(
                    NodeException.Kind.OTHER_SERVER,
                    change.shown() + " says that the data here are those of server " + there
                            + ", and this node is server " + wanted + ".");
        }
    }

    private static boolean isSame(NodeFile one, NodeFile other) {
        return one.text().equals(other.text()) && one.mode().equals(other.mode());
    }

    private FileChange change(String path, Optional<NodeFile> after, Path place) throws NodeException {
        return new FileChange(
                path,
                after,
                place,
                root.inside(place),
                Trees.exists(place) ? Optional.of(PlacedFile.read(place)) : Optional.empty(),
                superuser);
    }

    private List<String> notes(List<NodeFile> files) throws NodeException, IOException {
        List<String> notes = new ArrayList<>();
        if (files.stream().anyMatch(file -> file.path().startsWith("etc/zookeeper/conf/"))
                && !Trees.exists(root.resolve("etc/zookeeper/conf"))) {
            notes.add(
                    "/etc/zookeeper/conf is not there yet: install ZooKeeper's package first, which brings more into that"
                            + " directory.");
        }
        if (!superuser) {
            notes.add("What is written belongs to the user of Maven, and should belong to root.");
        }
        return notes;
    }

    /**
     * Makes a backup, and puts all files of a plan in their places.
     *
     * @throws NodeException ({@code NOT_SUPERUSER}) if it is this machine's root, and this process may not do what root may;
     *     ({@code PUT_BACK}, {@code HALF_DONE}) if a file could not be written
     */
    public Applied apply(Plan plan) throws NodeException {
        if (root.isThisMachine() && !superuser) {
            throw new NodeException(
                    NodeException.Kind.NOT_SUPERUSER,
                    "Only root may put files into /, and Maven runs as somebody else.");
        }
        NodeBackup backup;
        try {
            backup = NodeBackup.make(root, plan.changes, clock.instant());
        } catch (IOException e) {
            throw new NodeException(
                    NodeException.Kind.PUT_BACK,
                    "There can be no backup below " + root.directory() + ", and so nothing was changed: " + reason(e),
                    e);
        }
        Deque<FileChange> done = new ArrayDeque<>();
        Deque<Path> made = new ArrayDeque<>();
        for (FileChange change : plan.changes) {
            try {
                put(change, done, made);
            } catch (IOException e) {
                throw undone(change, e, done, made, backup);
            }
        }
        return new Applied(plan.size(), backup.script());
    }

    private void put(FileChange change, Deque<FileChange> done, Deque<Path> made) throws IOException {
        if (change.after().isEmpty()) {
            Files.delete(change.place());
            done.push(change);
            return;
        }
        makeDirectories(change.place().getParent(), made);
        AtomicFile.write(change.place(), change.content(), change.after().get().mode());
        done.push(change);
        if (superuser && !PlacedFile.isOfRoot(change.place())) {
            PlacedFile.giveToRoot(change.place());
        }
    }

    private void makeDirectories(Path directory, Deque<Path> made) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        makeDirectories(directory.getParent(), made);
        Files.createDirectory(directory);
        made.push(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(DIRECTORY_MODE));
        if (superuser) {
            PlacedFile.giveToRoot(directory);
        }
    }

    private static NodeException undone(
            FileChange failed, IOException cause, Deque<FileChange> done, Deque<Path> made, NodeBackup backup) {
        List<String> left = new ArrayList<>();
        for (FileChange change : done) {
            try {
                backup.putBack(change);
            } catch (IOException e) {
                left.add(change.shown());
                cause.addSuppressed(e);
            }
        }
        for (Path directory : made) {
            try {
                Files.deleteIfExists(directory);
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
        String what = failed.place() + " could not be written: " + reason(cause);
        return left.isEmpty()
                ? new NodeException(
                        NodeException.Kind.PUT_BACK, what + " All that had been replaced before was put back.", cause)
                : new NodeException(
                        NodeException.Kind.HALF_DONE,
                        what + " These could not be put back as they were: " + String.join(", ", left)
                                + ". All that was" + " there is in "
                                + backup.script().getParent() + ".",
                        cause);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "there is no right to write " + denied.getFile() + ".";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason() + "."
                : e.getMessage() + ".";
    }
}
