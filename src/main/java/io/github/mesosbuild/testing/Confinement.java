package io.github.mesosbuild.testing;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.files.PathEntries;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.host.SearchPath;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.LaunchOptions;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.OutputListener;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.testing.TestUserException.Reason;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The user that test programs run as and the directories that they can reach, so that they leave nothing behind. If the
 * system allows it, each process has a mount namespace ({@code mount_namespaces(7)}) with a {@code /tmp} of its own.
 * Directories that the user could not enter on the way to the programs, such as a {@code /root} for root only, are
 * hidden there, and the needed parts of them are mounted again. If the system does not allow it, as in most containers,
 * {@link TestLeftovers} are removed.
 */
final class Confinement {
    private static final Duration SHORT = Duration.ofSeconds(30);

    private final TestRequest request;
    private final Path tmp;
    private final TestUser user;
    private final Optional<List<String>> unshare;

    /** The directories of one process, which its user may write. */
    record Place(Path root) {
        Path work() {
            return root.resolve("work");
        }

        Path home() {
            return root.resolve("home");
        }

        Path tmp() {
            return root.resolve("tmp");
        }

        Path xml() {
            return root.resolve("result.xml");
        }
    }

    private Confinement(TestRequest request, Path tmp, TestUser user, Optional<List<String>> unshare) {
        this.request = request;
        this.tmp = tmp;
        this.user = user;
        this.unshare = unshare;
    }

    /**
     * Finds out what this system allows, by trying it.
     *
     * @param tmp {@code /tmp}
     * @throws TestUserException if the programs cannot run as the chosen user
     */
    static Confinement of(TestRequest request, Path tmp, Supervisor supervisor)
            throws TestUserException, ProcessException, IOException, InterruptedException {
        SearchPath programs = new SearchPath(request.environment(), Path.of("/"), FileObserver.NONE);
        TestUser user = TestUser.of(request.options().user(), supervisor, request.environment(), programs);
        Optional<Path> unshare = programs.find("unshare");
        if (unshare.isPresent() && programs.find("mount").isPresent()) {
            List<String> argv = new ArrayList<>(List.of(unshare.get().toString()));
            if (!user.privileged()) {
                argv.addAll(List.of("--user", "--map-root-user"));
            }
            argv.addAll(List.of("--mount", "--propagation", "private", "--"));
            Confinement own = new Confinement(request, tmp, user, Optional.of(argv));
            if (own.works(supervisor)) {
                return own;
            }
        }
        Confinement shared = new Confinement(request, tmp, user, Optional.empty());
        if (user.another() && !shared.works(supervisor)) {
            throw new TestUserException(
                    Reason.OUT_OF_REACH,
                    user.name(),
                    shared.sample().map(Path::toString).orElse("a program in " + request.root()));
        }
        return shared;
    }

    /** Returns whether each process has its own {@code /tmp}. */
    boolean ownTmp() {
        return unshare.isPresent();
    }

    TestUser user() {
        return user;
    }

    /** Returns a program that exists; any directory in the root is as hard to reach. */
    private Optional<Path> sample() {
        return request.programs().stream()
                .map(request.tree()::resolve)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private boolean works(Supervisor supervisor) throws ProcessException, IOException, InterruptedException {
        Place place;
        try {
            place = place("probe");
        } catch (IOException e) {
            // Root without CAP_CHOWN, or in a user namespace with one uid, cannot change the owner of a directory.
            return false;
        }
        Command command = command(
                "a probe of the user " + user.name(),
                List.of(
                        "/bin/sh",
                        "-c",
                        "test -x \"$0\" && : >\"$1\" && : >\"$2\"/probe",
                        sample().orElse(place.work()).toString(),
                        "written",
                        ownTmp() ? tmp.toString() : place.tmp().toString()),
                place,
                ShardRun.log(request, "confinement", ownTmp() ? "own" : "shared"),
                SHORT);
        Outcome outcome = supervisor.run(command, OutputListener.NONE);
        boolean written = Files.exists(place.work().resolve("written"))
                && Files.exists(place.tmp().resolve("probe"));
        Trees.delete(place.root());
        return outcome.succeeded() && written;
    }

    /** Creates the directories of a process. */
    Place place(String name) throws IOException {
        Place place = new Place(request.scratch().resolve(name));
        for (Path directory : List.of(place.root(), place.work(), place.home(), place.tmp())) {
            Files.createDirectories(directory);
            if (user.another()) {
                own(directory);
            }
        }
        return place;
    }

    private void own(Path directory) throws IOException {
        UserPrincipalLookupService principals = directory.getFileSystem().getUserPrincipalLookupService();
        PosixFileAttributeView view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        view.setOwner(principals.lookupPrincipalByName(user.uid()));
        view.setGroup(principals.lookupPrincipalByGroupName(user.gid()));
    }

    /** Returns a command that runs as the user, confined to the directories of its process. */
    Command command(String name, List<String> argv, Place place, Path log, Duration timeout) throws IOException {
        Map<String, String> environment = new HashMap<>(request.environment());
        // Tests only connect to servers on this machine.
        environment
                .keySet()
                .removeIf(variable -> variable.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.put("HOME", place.home().toString());
        environment.put("TMPDIR", ownTmp() ? tmp.toString() : place.tmp().toString());
        if (user.another()) {
            environment.put("USER", user.name());
            environment.put("LOGNAME", user.name());
        }
        List<String> prefix = new ArrayList<>();
        if (unshare.isPresent()) {
            prefix.addAll(unshare.get());
            prefix.addAll(List.of("/bin/sh", "-c", script(place), "sh"));
            if (!user.privileged()) {
                prefix.addAll(List.of(
                        unshare.get().get(0), "--user", "--map-user=" + user.uid(), "--map-group=" + user.gid(), "--"));
            }
        }
        prefix.addAll(user.become());
        return new Command(name, argv, place.work(), environment, log, timeout, Duration.ZERO)
                .launchedBy(new LaunchOptions(prefix, Map.of()));
    }

    /**
     * Returns a script that mounts directories of the process over the hidden ones, with the needed parts of those
     * mounted into them first.
     */
    private String script(Place place) throws IOException {
        StringBuilder script = new StringBuilder("set -e\numask 022\n");
        List<Path> kept = kept();
        int number = 0;
        for (Path hidden : hidden()) {
            Path instead = number == 0 ? place.tmp() : place.root().resolve("hidden-" + number);
            number++;
            script.append("mkdir -p ").append(ShellWords.quoted(instead)).append('\n');
            for (Path keep : kept) {
                if (keep.startsWith(hidden) && !keep.equals(hidden)) {
                    String there = ShellWords.quoted(instead.resolve(hidden.relativize(keep)));
                    script.append("mkdir -p ").append(there).append('\n');
                    script.append("mount --rbind ")
                            .append(ShellWords.quoted(keep))
                            .append(' ')
                            .append(there)
                            .append('\n');
                }
            }
            script.append("mount --rbind ")
                    .append(ShellWords.quoted(instead))
                    .append(' ')
                    .append(ShellWords.quoted(hidden))
                    .append('\n');
        }
        return script.append("cd ")
                .append(ShellWords.quoted(place.work()))
                .append("\nexec \"$@\"\n")
                .toString();
    }

    private List<Path> hidden() throws IOException {
        List<Path> hidden = new ArrayList<>(List.of(tmp.toRealPath()));
        if (user.another()) {
            Path root = request.root().toRealPath();
            Path ancestor = root.getRoot();
            for (Path name : root.getParent()) {
                ancestor = ancestor.resolve(name);
                if (!Files.getPosixFilePermissions(ancestor).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    if (!ancestor.startsWith(hidden.get(0))) {
                        hidden.add(ancestor);
                    }
                    break;
                }
            }
        }
        return hidden;
    }

    /**
     * Returns the directory of the build, first because it may contain the others, and the directories of tools that
     * the environment names.
     */
    private List<Path> kept() throws IOException {
        Set<Path> kept = new LinkedHashSet<>(List.of(request.root().toRealPath()));
        for (String variable : List.of("PATH", "JAVA_HOME")) {
            for (Path directory : PathEntries.of(request.environment().getOrDefault(variable, ""), Path.of(""))) {
                if (directory.isAbsolute() && Files.isDirectory(directory)) {
                    kept.add(directory.toRealPath());
                }
            }
        }
        Path java = Path.of(request.environment().getOrDefault("JAVA_HOME", ""), "bin", "java");
        if (java.isAbsolute() && Files.exists(java)) {
            kept.add(java.toRealPath().getParent().getParent());
        }
        return new ArrayList<>(kept);
    }
}
