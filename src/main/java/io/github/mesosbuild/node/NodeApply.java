package io.github.mesosbuild.node;

import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
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
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Installs the files of a node under a root: all of them or none. */
public final class NodeApply {
    private static final Pattern HOST_NAME = Pattern.compile("etc/mesos-[a-z0-9-]+/hostname");

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
     * Returns an instance for a root.
     *
     * @param root the directory that is {@code /} of the node
     * @param superuser whether this process has the rights of root; the files will belong to root then
     * @throws NodeException ({@code NO_ROOT}) if the root is not a directory
     */
    public static NodeApply to(Path root, boolean superuser, InstantSource clock) throws NodeException {
        return new NodeApply(MachineRoot.of(root), superuser, clock);
    }

    /** The changes that installing files would make. */
    public static final class Plan {
        private final List<FileChange> changes;
        private final List<String> notes;
        private final List<NodeFile> lostSlave;

        private Plan(List<FileChange> changes, List<String> notes, List<NodeFile> lostSlave) {
            this.changes = List.copyOf(changes);
            this.notes = List.copyOf(notes);
            this.lostSlave = List.copyOf(lostSlave);
        }

        /** Returns whether all files are up to date. */
        public boolean isEmpty() {
            return changes.isEmpty();
        }

        /** Returns how many files would be written or removed. */
        public int size() {
            return changes.size();
        }

        /** Returns the changes as a unified diff. */
        public List<String> diff() {
            return changes.stream().flatMap(change -> change.diff().stream()).toList();
        }

        /** Returns whether the slave must start as a new one, without its tasks. */
        public boolean forgetsSlave() {
            return !lostSlave.isEmpty();
        }

        /** Returns what the slave is called that must start as a new one: slave or agent. */
        public String slaveName() {
            return SlaveGuard.slaveName(lostSlave);
        }

        /** Returns warnings, one sentence each. */
        public List<String> notes() {
            return notes;
        }
    }

    /**
     * The changes that were made.
     *
     * @param files how many files were written or removed
     * @param restore the script that undoes the changes
     */
    public record Applied(int files, Path restore) {}

    /** Returns the addresses that the daemons of a node advertise, which are those of its machine. */
    public static Set<String> addresses(List<NodeFile> files) {
        return files.stream()
                .filter(file -> HOST_NAME.matcher(file.path()).matches())
                .map(file -> file.text().strip())
                .collect(Collectors.toSet());
    }

    /** Compares files with those under the root, whose slave must keep its tasks. */
    public Plan plan(List<NodeFile> files) throws NodeException, IOException, InterruptedException {
        return plan(files, false);
    }

    /**
     * Compares files with those under the root. Files that set a daemon's flags without being described will be removed.
     *
     * @param forgetSlave whether a slave that would not come back with the files may lose its tasks
     * @throws NodeException ({@code PATH}, {@code NOT_A_FILE}) if a file cannot be installed; ({@code ZOOKEEPER_DATA}) if the files do
     *     not match ZooKeeper's data under the root; ({@code LOST_SLAVE}) if its slave would lose its tasks, and must keep them
     */
    public Plan plan(List<NodeFile> files, boolean forgetSlave)
            throws NodeException, IOException, InterruptedException {
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
                        "/" + other.path() + " and /" + file.path() + " resolve to the same file under this root, "
                                + change.shown() + ", but need different contents or modes.");
            }
        }
        transaction.check(files);
        Optional<String> lostSlave = transaction.lostSlave(files, Optional.empty());
        String slaveName = SlaveGuard.slaveName(files);
        if (lostSlave.isPresent() && !forgetSlave) {
            throw NodeException.lostSlave(slaveName, lostSlave.get());
        }
        List<String> notes = new ArrayList<>();
        lostSlave.ifPresent(reason -> notes.add(reason + " " + RoleWords.forgetParameter(slaveName)
                + " is set, so it starts as a new one, and loses its tasks."));
        for (Map.Entry<String, String> stranger :
                FlagFiles.strangers(root, files).entrySet()) {
            Path path = Path.of(stranger.getKey());
            Path place = root.resolve(path.getParent().toString()).resolve(path.getFileName());
            if (Files.isSymbolicLink(place)) {
                notes.add("/" + path + " is a symbolic link that is not in the description, but sets "
                        + stranger.getValue() + ". Remove it.");
            } else {
                byPlace.putIfAbsent(place, change(stranger.getKey(), Optional.empty(), place));
            }
        }
        notes.addAll(notes(files));
        return new Plan(
                byPlace.values().stream().filter(FileChange::isOne).toList(),
                notes,
                lostSlave.isPresent() ? files : List.of());
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
                    "/etc/zookeeper/conf does not exist. Install ZooKeeper's package first: it adds more files to that"
                            + " directory.");
        }
        if (!superuser) {
            notes.add("The files will belong to the user that runs Maven, but should belong to root.");
        }
        return notes;
    }

    /**
     * Makes the changes of a plan, and backs up the files that it replaces.
     *
     * @throws NodeException ({@code NOT_SUPERUSER}) if the root is this machine's, and this process lacks the rights of root;
     *     ({@code PUT_BACK}, {@code HALF_DONE}) if a file could not be written
     */
    public Applied apply(Plan plan) throws NodeException, IOException, InterruptedException {
        requireRights();
        return new Applied(plan.size(), transaction.apply(plan.changes, clock.instant()));
    }

    /**
     * Makes the slave start as a new one, if the plan says so. Call this after {@link #apply}: a change that failed keeps the slave's
     * tasks.
     *
     * @throws NodeException ({@code NOT_SUPERUSER}) as {@link #apply}; ({@code PUT_BACK}) if what the slave recovers from cannot be
     *     removed
     */
    public void forgetSlave(Plan plan) throws NodeException, IOException, InterruptedException {
        if (plan.forgetsSlave()) {
            requireRights();
            transaction.forgetSlave(plan.lostSlave);
        }
    }

    /**
     * Waits until no other process changes the files under the root, and keeps others from changing them.
     *
     * @param nanoTime a monotonic clock in nanoseconds
     * @param waiting is called once if another process changes the files
     * @throws NodeException ({@code NOT_SUPERUSER}) as {@link #apply}; ({@code LOCKED}) if the other process takes longer than {@link
     *     RootLock#LIMIT}
     */
    public RootLock lock(LongSupplier nanoTime, Sleeper sleeper, FileLock.Waiting waiting)
            throws NodeException, IOException, InterruptedException {
        requireRights();
        return RootLock.acquire(root, nanoTime, sleeper, waiting);
    }

    private void requireRights() throws NodeException {
        if (root.isThisMachine() && !superuser) {
            throw new NodeException(
                    NodeException.Kind.NOT_SUPERUSER, "Only root can write to /, but Maven runs as another user.");
        }
    }
}
