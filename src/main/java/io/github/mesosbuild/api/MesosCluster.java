package io.github.mesosbuild.api;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.cluster.ClusterEnvironment;
import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.ClusterListener;
import io.github.mesosbuild.cluster.ClusterStarter;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.cluster.ClusterStatus;
import io.github.mesosbuild.cluster.ClusterTimeouts;
import io.github.mesosbuild.cluster.NodeSettings;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.cluster.StartedNode;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.Version;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A cluster of real masters and slaves on this machine, of an installation that is there. It ends when it is closed, or with this JVM,
 * however that ends.
 *
 * <pre>{@code
 * try (MesosCluster cluster = MesosCluster.of(Path.of("/opt/mesos")).slaves(2).start()) {
 *     framework.run(cluster.master());
 *     cluster.kill("slave-1");
 * }
 * }</pre>
 */
public final class MesosCluster implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What of the environment of this JVM the daemons and their tasks see; {@code JAVA_HOME} is the home of this JVM. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LANG", "LC_ALL");

    private final RunningCluster running;
    private final ClusterControl control;
    private final Optional<Path> scratch;

    private MesosCluster(RunningCluster running, ClusterControl control, Optional<Path> scratch) {
        this.running = running;
        this.control = control;
        this.scratch = scratch;
    }

    /**
     * A cluster to be, of one master and one slave.
     *
     * @param installation where Mesos is installed, which the goals set as the property {@code mesos.home}
     */
    public static Builder of(Path installation) {
        return new Builder(installation);
    }

    /** Says what the cluster is to be. */
    public static final class Builder {
        private final Path installation;
        private final Map<String, String> masterFlags = new TreeMap<>();
        private final Map<String, String> slaveFlags = new TreeMap<>();
        private final Map<String, String> environment = new TreeMap<>();
        private String recipe = "mesos";
        private Optional<String> version = Optional.empty();
        private int masters = 1;
        private int slaves = 1;
        private Duration timeout = Duration.ofSeconds(60);
        private Optional<Path> directory = Optional.empty();

        private Builder(Path installation) {
            this.installation = installation.toAbsolutePath();
        }

        /** Which release is installed; 0.24.0 if nothing is said. */
        public Builder version(String release) {
            this.version = Optional.of(release);
            return this;
        }

        /** The recipe file of another software with such daemons. */
        public Builder recipe(Path file) {
            this.recipe = file.toAbsolutePath().toString();
            return this;
        }

        /** How many masters; several need ZooKeeper on the class path of this JVM, and have an ensemble of their own. */
        public Builder masters(int count) {
            this.masters = count;
            return this;
        }

        /** How many slaves. */
        public Builder slaves(int count) {
            this.slaves = count;
            return this;
        }

        /** A flag of all masters. */
        public Builder masterFlag(String name, String value) {
            masterFlags.put(name, value);
            return this;
        }

        /** A flag of all slaves. */
        public Builder slaveFlag(String name, String value) {
            slaveFlags.put(name, value);
            return this;
        }

        /** A variable of all daemons, and so of the tasks; {@code JAVA_HOME} is the home of this JVM unless you set it. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** How long it may take until all slaves have registered; a minute if nothing is said. */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /** Where logs and data are, and the logs stay; in {@code cluster} below it; a temporary directory that goes with the cluster if nothing is said. */
        public Builder directory(Path place) {
            this.directory = Optional.of(place);
            return this;
        }

        /**
         * Starts it, and answers when it is ready.
         *
         * @throws ClusterException if it cannot be, or does not become ready
         * @throws RecipeException if the release is not known
         * @throws ProcessException if a daemon cannot be started
         * @throws IOException if files cannot be written
         * @throws InterruptedException if this thread was interrupted; nothing runs then
         */
        public MesosCluster start()
                throws ClusterException, RecipeException, ProcessException, IOException, InterruptedException {
            Optional<Path> scratch =
                    directory.isPresent() ? Optional.empty() : Optional.of(Files.createTempDirectory("mesos-cluster"));
            try {
                ClusterDirectory place = new ClusterDirectory(
                        directory.orElseGet(scratch::orElseThrow).resolve("cluster"));
                ClusterTimeouts times = new ClusterTimeouts(timeout, GRACE);
                ClusterEnvironment site = site();
                Topology topology = topology(site.daemons().slave().name());
                RunningCluster running = new ClusterStarter(
                                site,
                                place,
                                new Supervisor(System::nanoTime, Sleeper.REAL, GRACE),
                                System::nanoTime,
                                Clock.systemUTC(),
                                Sleeper.REAL,
                                Silent.LISTENER)
                        .start(topology, classPath(), times);
                ClusterControl control = new ClusterControl(
                        place,
                        System.getenv("PATH"),
                        times,
                        System::nanoTime,
                        Clock.systemUTC(),
                        Sleeper.REAL,
                        Silent.LISTENER);
                return new MesosCluster(running, control, scratch);
            } catch (ClusterException | RecipeException | ProcessException | IOException | InterruptedException e) {
                if (scratch.isPresent()) {
                    Trees.delete(scratch.get());
                }
                throw e;
            }
        }

        private ClusterEnvironment site() throws RecipeException, ClusterException {
            io.github.mesosbuild.release.Recipe line = new RecipeReader(FileObserver.NONE).read(recipe, Path.of(""));
            Release release = line.release(
                    version.map(Version::new).orElseGet(line::defaultVersion),
                    Path.of(System.getProperty("java.home")));
            return new ClusterEnvironment(
                    release.name(),
                    release.daemons().orElseThrow(() -> ClusterException.noDaemons(release.name())),
                    installation,
                    release.build().library().map(installation::resolve).filter(Files::exists),
                    environment(),
                    "root".equals(System.getProperty("user.name")),
                    ClusterEnvironment.Host.of(Path.of("/")),
                    Path.of(System.getProperty("java.home"), "bin", "java"));
        }

        private Topology topology(String slaveName) throws ClusterException {
            return Topology.of(
                    new Topology.Wish(
                            masters,
                            slaves,
                            Optional.empty(),
                            OptionalInt.empty(),
                            Optional.empty(),
                            OptionalInt.empty(),
                            "127.0.0.1",
                            Map.of(),
                            Map.of(
                                    Role.ZOOKEEPER, new NodeSettings(Map.of(), environment),
                                    Role.MASTER, new NodeSettings(masterFlags, environment),
                                    Role.SLAVE, new NodeSettings(slaveFlags, environment)),
                            Map.of()),
                    slaveName);
        }

        private static Map<String, String> environment() {
            Map<String, String> inherited = new TreeMap<>(System.getenv());
            inherited.keySet().retainAll(INHERITED);
            inherited.put("JAVA_HOME", System.getProperty("java.home"));
            return inherited;
        }

        private static List<Path> classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        }
    }

    /** What frameworks give as their master: the {@code zk://} URL if there is one, else the master's address. */
    public String master() {
        return running.state().frameworkMaster().orElseThrow();
    }

    /** The web page of a master. */
    public String url() {
        return running.state().masterUrl().orElseThrow();
    }

    /** The library that frameworks on the JVM load, if the installation has one. */
    public Optional<Path> nativeLibrary() {
        return running.state().library();
    }

    /** All that is known of it. */
    public ClusterState state() {
        return running.state();
    }

    /** How it is. */
    public ClusterStatus status() throws ClusterException, IOException {
        return control.status();
    }

    /**
     * Ends a node's daemon at once.
     *
     * @param node {@code master-1}, {@code slave-2}; {@code leader} for the master that leads
     */
    public StartedNode kill(String node) throws ClusterException, IOException, InterruptedException {
        return control.kill(node);
    }

    /** Makes a node's daemon stand still. */
    public StartedNode pause(String node) throws ClusterException, IOException, InterruptedException {
        return control.pause(node);
    }

    /** Lets a node's daemon go on. */
    public StartedNode resume(String node) throws ClusterException, IOException, InterruptedException {
        return control.resume(node);
    }

    /** Starts a node's daemon again, and answers when it serves. */
    public StartedNode restart(String node)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        return control.restart(node);
    }

    /**
     * Ends all of it.
     *
     * @throws ClusterException if a process cannot be ended
     * @throws IOException if files cannot be removed
     * @throws InterruptedException if this thread was interrupted; the processes have been ended then
     */
    @Override
    public void close() throws ClusterException, IOException, InterruptedException {
        try {
            control.stop(false);
        } finally {
            running.close();
            if (scratch.isPresent()) {
                Trees.delete(scratch.get());
            }
        }
    }

    /** Says nothing. */
    private enum Silent implements ClusterListener {
        LISTENER;

        @Override
        public void waitingForCluster(Path lockFile) {}

        @Override
        public void started(StartedNode member) {}

        @Override
        public void flagsChosen(List<String> nodes, Map<String, String> flags, String because) {}

        @Override
        public void waiting(String what, Duration elapsed) {}

        @Override
        public void portsTaken(String node) {}

        @Override
        public void unended(List<Long> pids) {}
    }
}
