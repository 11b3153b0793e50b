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
import io.github.mesosbuild.page.ClusterPage;
import io.github.mesosbuild.process.InheritedEnvironment;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Recipe;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.text.Redactor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A cluster of real masters and agents on this machine, started from an existing installation. It stops when it is closed, and when this
 * JVM exits, even if the JVM is killed.
 *
 * <pre>{@code
 * try (MesosCluster cluster = MesosCluster.of(Path.of("/opt/mesos")).agents(2).start()) {
 *     framework.run(cluster.master());
 *     cluster.kill("agent-1");
 * }
 * }</pre>
 */
public final class MesosCluster implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String JAVA_HOME = "JAVA_HOME";

    /** A page that cannot be written fails no test. */
    private static final ClusterListener PAGE = new ClusterListener() {
        @Override
        public void reported(Path directory) {
            try {
                ClusterPage.write(directory);
            } catch (IOException unwritable) {
                notReported(unwritable);
            }
        }
    };

    private final RunningCluster running;
    private final ClusterControl control;
    private final Path logs;
    private final Optional<ScratchDirectory> scratch;

    private MesosCluster(
            RunningCluster running, ClusterControl control, Path logs, Optional<ScratchDirectory> scratch) {
        this.running = running;
        this.control = control;
        this.logs = logs;
        this.scratch = scratch;
    }

    /**
     * Returns a builder for a cluster of one master and one agent.
     *
     * @param installation the prefix that Mesos is installed in; the goals set it as the property {@code mesos.home}
     */
    public static Builder of(Path installation) {
        return new Builder(installation);
    }

    /** Describes and starts a cluster. */
    public static final class Builder {
        private final Path installation;
        private final Map<String, String> masterFlags = new TreeMap<>();
        private final Map<String, String> agentFlags = new TreeMap<>();
        private final Map<String, Map<String, String>> nodeFlags = new TreeMap<>();
        private final Map<String, String> environment = new TreeMap<>();
        private String recipe = "mesos";
        private Optional<String> version = Optional.empty();
        private int masters = 1;
        private int agents = 1;
        private Duration timeout = Duration.ofSeconds(60);
        private Optional<Path> directory = Optional.empty();

        private Builder(Path installation) {
            this.installation = installation.toAbsolutePath();
        }

        /** Sets the version of the installed release. The default is 0.24.0. */
        public Builder version(String release) {
            this.version = Optional.of(release);
            return this;
        }

        /** Sets a recipe file, for other software with such daemons. The default is the recipe of Mesos. */
        public Builder recipe(Path file) {
            this.recipe = file.toAbsolutePath().toString();
            return this;
        }

        /**
         * Sets the number of masters. The default is 1. Several masters get their own ensemble, which needs ZooKeeper on this JVM's class
         * path.
         */
        public Builder masters(int count) {
            this.masters = count;
            return this;
        }

        /** Sets the number of agents, which Mesos before 1.0 calls slaves. The default is 1. */
        public Builder agents(int count) {
            this.agents = count;
            return this;
        }

        /** The same as {@link #agents}. */
        public Builder slaves(int count) {
            return agents(count);
        }

        /** Sets a flag for all masters. */
        public Builder masterFlag(String name, String value) {
            masterFlags.put(name, value);
            return this;
        }

        /** Sets a flag for all agents. */
        public Builder agentFlag(String name, String value) {
            agentFlags.put(name, value);
            return this;
        }

        /** The same as {@link #agentFlag}. */
        public Builder slaveFlag(String name, String value) {
            return agentFlag(name, value);
        }

        /**
         * Sets a flag for one node, such as {@code slave-2}, which is also {@code agent-2}. It counts before a flag for all nodes of its
         * role.
         */
        public Builder nodeFlag(String node, String name, String value) {
            nodeFlags.computeIfAbsent(node, any -> new TreeMap<>()).put(name, value);
            return this;
        }

        /** Sets the resources of each agent, such as {@code cpus:2;mem:1024;ports:[31000-31099]}. */
        public Builder resources(String each) {
            return agentFlag("resources", each);
        }

        /** Sets the resources of one agent. */
        public Builder resources(String node, String own) {
            return nodeFlag(node, "resources", own);
        }

        /** Sets a variable for all daemons and their tasks. {@code JAVA_HOME} defaults to this JVM's home. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Sets the time within which all agents must have registered. The default is 60 seconds. */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * Sets the directory in which {@code cluster} is created for logs and data; the logs remain there. The default is a temporary
         * directory that is deleted when the cluster is closed, unless {@link MesosCluster#keepLogs} was called or the start failed.
         */
        public Builder directory(Path place) {
            this.directory = Optional.of(place);
            return this;
        }

        /**
         * Starts the cluster and returns when it is ready.
         *
         * @throws ClusterException if the description is wrong, or the cluster does not become ready
         * @throws RecipeException if the release is unknown
         * @throws ProcessException if a daemon cannot be started
         * @throws IOException if files cannot be written
         * @throws InterruptedException if this thread is interrupted; no daemon is left running
         */
        public MesosCluster start()
                throws ClusterException, RecipeException, ProcessException, IOException, InterruptedException {
            Optional<ScratchDirectory> scratch = directory.isPresent()
                    ? Optional.empty()
                    : Optional.of(ScratchDirectory.in(Path.of(System.getProperty("java.io.tmpdir"))));
            Optional<MesosCluster> started = Optional.empty();
            try {
                started = Optional.of(started(scratch));
                return started.get();
            } catch (ClusterException e) {
                // The message names a log.
                if (e.kind() == ClusterException.Kind.ENDED || e.kind() == ClusterException.Kind.NOT_READY) {
                    scratch.ifPresent(ScratchDirectory::keep);
                }
                throw e;
            } finally {
                if (started.isEmpty() && scratch.isPresent()) {
                    scratch.get().close();
                }
            }
        }

        private MesosCluster started(Optional<ScratchDirectory> scratch)
                throws ClusterException, RecipeException, ProcessException, IOException, InterruptedException {
            ClusterDirectory place = scratch.map(ScratchDirectory::cluster)
                    .orElseGet(
                            () -> new ClusterDirectory(directory.orElseThrow().resolve("cluster")));
            ClusterTimeouts times = new ClusterTimeouts(timeout, GRACE);
            Map<String, String> inherited = InheritedEnvironment.ofDaemons(System.getenv());
            inherited.put(JAVA_HOME, System.getProperty("java.home"));
            ClusterEnvironment installed = installed(inherited);
            ClusterControl control = new ClusterControl(
                    place, inherited.get("PATH"), times, System::nanoTime, Clock.systemUTC(), Sleeper.REAL, PAGE);
            RunningCluster running = new ClusterStarter(
                            installed,
                            place,
                            new Supervisor(System::nanoTime, Sleeper.REAL, GRACE),
                            System::nanoTime,
                            Clock.systemUTC(),
                            Sleeper.REAL,
                            ClusterListener.SILENT)
                    .start(topology(installed.daemons().slave().name()), classPath(), times);
            return new MesosCluster(running, control, place.logs(), scratch);
        }

        private ClusterEnvironment installed(Map<String, String> inherited) throws RecipeException, ClusterException {
            Recipe releases = new RecipeReader(FileObserver.NONE).read(recipe, Path.of(""));
            return ClusterEnvironment.of(
                    releases.release(
                            version.map(Version::ofRelease).orElseGet(releases::defaultVersion),
                            Path.of(inherited.get(JAVA_HOME))),
                    installation,
                    inherited);
        }

        private Topology topology(String slaveName) throws ClusterException {
            return Topology.of(
                    new Topology.Spec(
                            masters,
                            agents,
                            Optional.empty(),
                            OptionalInt.empty(),
                            Optional.empty(),
                            OptionalInt.empty(),
                            Topology.LOOPBACK,
                            Map.of(),
                            Map.of(
                                    Role.ZOOKEEPER, new NodeSettings(Map.of(), environment),
                                    Role.MASTER, new NodeSettings(masterFlags, environment),
                                    Role.SLAVE, new NodeSettings(agentFlags, environment)),
                            nodes()),
                    slaveName);
        }

        private Map<String, NodeSettings> nodes() {
            Map<String, NodeSettings> nodes = new TreeMap<>();
            nodeFlags.forEach((node, flags) -> nodes.put(node, new NodeSettings(flags, Map.of())));
            return nodes;
        }

        private static List<Path> classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        }
    }

    /** Returns the address that frameworks use as their master: the {@code zk://} URL if there is one, else {@code ip:port}. */
    public String master() {
        return running.state().frameworkMaster().orElseThrow();
    }

    /** Returns the URL of the web page of the master that leads now; while none does, of the last one that did. */
    public String url() {
        try {
            return control.masterUrl().orElseThrow();
        } catch (ClusterException | IOException stopped) {
            return running.state().masterUrl().orElseThrow();
        }
    }

    /** Returns the directory of the nodes' logs, and after {@link #close} also of those of the tasks. */
    public Path logs() {
        return logs;
    }

    /** Keeps the logs when the cluster is closed. {@link MesosClusterExtension} does so if a test fails. */
    public void keepLogs() {
        scratch.ifPresent(ScratchDirectory::keep);
    }

    /** Returns the library that JVM frameworks load, if the installation has one. */
    public Optional<Path> nativeLibrary() {
        return running.state().library();
    }

    /** Returns the cluster as it was started: its nodes, their addresses, processes and logs. */
    public ClusterState state() {
        return running.state();
    }

    /** Asks every node for its current status. */
    public ClusterStatus status() throws ClusterException, IOException {
        return control.status();
    }

    /**
     * Kills a node's daemon.
     *
     * @param node the node's name, such as {@code master-1} or {@code slave-2}, which is also {@code agent-2}; {@code leader} for the leading master
     */
    public StartedNode kill(String node) throws ClusterException, IOException, InterruptedException {
        return control.kill(node);
    }

    /** Suspends a node's daemon. */
    public StartedNode pause(String node) throws ClusterException, IOException, InterruptedException {
        return control.pause(node);
    }

    /** Resumes a node's suspended daemon. */
    public StartedNode resume(String node) throws ClusterException, IOException, InterruptedException {
        return control.resume(node);
    }

    /** Restarts a node's daemon and returns when the node is ready again. */
    public StartedNode restart(String node)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        return control.restart(node);
    }

    /**
     * Stops the cluster. If its logs are kept, a page of what happened is left beside them, {@code report/index.html}.
     *
     * @throws ClusterException if a process cannot be terminated
     * @throws IOException if files cannot be removed
     * @throws InterruptedException if this thread is interrupted; the processes have been terminated by then
     */
    @Override
    public void close() throws ClusterException, IOException, InterruptedException {
        try {
            if (scratch.filter(temporary -> !temporary.isKept()).isPresent()) {
                control.stop(false);
            } else {
                control.stop(false, "close", Redactor.BY_FORM::redact);
            }
        } finally {
            running.close();
            if (scratch.isPresent()) {
                scratch.get().close();
            }
        }
    }
}
