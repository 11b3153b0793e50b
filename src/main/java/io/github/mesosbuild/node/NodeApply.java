package io.github.mesosbuild.node;

import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the files of a node in their places below a root: all of them or none. */
public final class NodeApply {
    private final MachineRoot root;
    private final FileTransaction transaction;
    private final boolean superuser;
    private final InstantSource clock;

    private NodeApply(MachineRoot root, boolean superuser, InstantSource clock) {
        this.root = root;
        this.transaction = new FileTransaction(root);
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
    public Plan plan(List<NodeFile> files) throws NodeException, IOException, InterruptedException {
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
        }
        transaction.check(files);
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
    public Applied apply(Plan plan) throws NodeException, IOException, InterruptedException {
        if (root.isThisMachine() && !superuser) {
            throw new NodeException(
                    NodeException.Kind.NOT_SUPERUSER,
                    "Only root may put files into /, and Maven runs as somebody else.");
        }
        return new Applied(plan.size(), transaction.apply(plan.changes, clock.instant()));
    }
}
