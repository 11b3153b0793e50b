package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Starts further Mavens for a {@code verify.groovy}, with the same Maven, settings and local repository as the invoker. Each
 * prints to a log of its own in the project's directory.
 */
public final class Mavens implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String JVM_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Path project;
    private final Path directory;
    private final List<String> command;
    private final List<BackgroundMaven> started;

    private Mavens(Path project, Path directory, List<String> command, List<BackgroundMaven> started) {
        this.project = project;
        this.directory = directory;
        this.command = command;
        this.started = started;
    }

    /**
     * Writes {@code settings.xml} into the project's directory, for the Mavens that it starts.
     *
     * @param variables the script's {@code binding.variables}
     */
    public Mavens(Map<String, ?> variables) throws IOException {
        this(
                ((File) variables.get("basedir")).toPath(),
                ((File) variables.get("basedir")).toPath(),
                commandOf(variables),
                new ArrayList<>());
    }

    private static List<String> commandOf(Map<String, ?> variables) throws IOException {
        Path settings = ((File) variables.get("basedir")).toPath().resolve("settings.xml");
        Files.writeString(settings, settings(variables));
        return command(variables, settings, variables.get("localRepositoryPath"));
    }

    private static List<String> command(Map<String, ?> variables, Path settings, Object repository) {
        return List.of(
                Path.of(variables.get("mavenHome").toString(), "bin", "mvn").toString(),
                "-B",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + repository);
    }

    /**
     * Returns the text of the invoker's settings, with the address of the outer local repository in them.
     *
     * @param variables the script's {@code binding.variables}
     */
    public static String settings(Map<String, ?> variables) throws IOException {
        String repository =
                new File(variables.get("outerRepository").toString()).toURI().toString();
        return Files.readString(Path.of(variables.get("itSettings").toString()))
                .replace("@localRepositoryUrl@", repository);
    }

    /**
     * Returns Mavens with settings and a local repository of their own.
     *
     * @param variables the script's {@code binding.variables}
     */
    public static Mavens isolated(Map<String, ?> variables, File settings, File repository) {
        Path project = ((File) variables.get("basedir")).toPath();
        return new Mavens(project, project, command(variables, settings.toPath(), repository), new ArrayList<>());
    }

    /** Returns these Mavens, started in another directory. Their logs stay in the project's. */
    public Mavens inDirectory(File other) throws IOException {
        return new Mavens(project, Files.createDirectories(other.toPath()), command, started);
    }

    /** Returns these Mavens, with more arguments before those of each run. */
    public Mavens withArguments(Object... arguments) {
        return new Mavens(project, directory, joined(arguments), started);
    }

    private List<String> joined(Object... arguments) {
        return Stream.concat(command.stream(), Stream.of(arguments).map(Object::toString))
                .toList();
    }

    /**
     * Starts a Maven in the background.
     *
     * @param log the name of its log, without the extension
     */
    public BackgroundMaven start(String log, Object... arguments) throws IOException {
        Path file = project.resolve(log + ".log");
        ProcessBuilder builder = new ProcessBuilder(joined(arguments))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file.toFile());
        builder.environment().put("MAVEN_OPTS", JVM_OPTIONS);
        BackgroundMaven maven = new BackgroundMaven(builder.start(), file);
        started.add(maven);
        return maven;
    }

    /** Runs a Maven that has to succeed, and returns what it printed. */
    public String succeed(String log, Object... arguments) throws Exception {
        BackgroundMaven maven = start(log, arguments);
        assertThat(maven.exitStatus()).as(maven.log()).isZero();
        return maven.log();
    }

    /** Runs a Maven that has to fail, and returns what it printed. */
    public String fail(String log, Object... arguments) throws Exception {
        BackgroundMaven maven = start(log, arguments);
        assertThat(maven.exitStatus()).as(maven.log()).isEqualTo(1);
        return maven.log();
    }

    /** Ends each Maven that still runs, and what it started. */
    @Override
    public void close() {
        started.stream().filter(BackgroundMaven::isAlive).forEach(BackgroundMaven::kill);
    }

    /**
     * Waits for a condition, at most five minutes.
     *
     * @param what the condition, for the failure's message
     */
    public static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited %s until %s", LIMIT, what).isLessThan(deadline);
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Returns different TCP ports that were free a moment ago. */
    public static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
