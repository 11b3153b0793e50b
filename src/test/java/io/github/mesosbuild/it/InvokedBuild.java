package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an invoker project left behind, for its {@code verify.groovy}: the log of each run of Maven and the cache. */
public final class InvokedBuild {
    private static final String START = "[INFO] Scanning for projects...";

    private final Path directory;
    private final List<String> runs;

    /**
     * @param basedir of the project, with {@code build.log} in it
     */
    public InvokedBuild(File basedir) throws IOException {
        this.directory = basedir.toPath();
        String log = Files.readString(directory.resolve("build.log"));
        List<String> parts = List.of(log.split(Pattern.quote(START), -1));
        this.runs = parts.subList(1, parts.size());
    }

    /** A file of the project. */
    public Path path(String relative) {
        return directory.resolve(relative);
    }

    /** The text of a file of the project. */
    public String text(String relative) throws IOException {
        return Files.readString(path(relative));
    }

    /** The log of a run of Maven, of which the first is 1. */
    public String log(int run) {
        return runs.get(run - 1);
    }

    /** Asserts that a run succeeded and {@link #said} all of this. */
    public void succeeded(int run, String... sentences) {
        assertThat(log(run)).contains("BUILD SUCCESS");
        said(run, sentences);
    }

    /** Asserts that a run failed as a failure of its user, without a stack trace, and {@link #said} all of this. */
    public void failed(int run, String... sentences) {
        assertThat(log(run))
                .contains("BUILD FAILURE", "MAVEN/MojoFailureException")
                .doesNotContain("\tat ", "at io.github.", "Caused by:");
        said(run, sentences);
    }

    /** Asserts that these are in the log of a run; in them, … stands for any text within a line. */
    public void said(int run, String... sentences) {
        for (String sentence : sentences) {
            assertThat(log(run)).containsPattern(pattern(sentence));
        }
    }

    static Pattern pattern(String sentence) {
        return Pattern.compile(
                Stream.of(sentence.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /** Asserts that the archive was set aside with that reason, as in {@link #said}, and that only what came later, if anything, is kept. */
    public void setAside(String reason, int keptArchives) throws IOException {
        Path rejected = path("target/cache/archives/rejected").resolve(SampleRelease.ARCHIVE);
        assertThat(rejected).isRegularFile();
        assertThat(Files.readString(rejected.resolveSibling(SampleRelease.ARCHIVE + ".reason")))
                .containsPattern(pattern(reason));
        assertThat(archives()).hasSize(keptArchives);
    }

    /** The verified archives in the cache. */
    public List<Path> archives() throws IOException {
        Path archives = path("target/cache/archives");
        if (!Files.isDirectory(archives)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(archives)) {
            return list.filter(path -> path.getFileName().toString().matches("[0-9a-f]{64}"))
                    .toList();
        }
    }

    /** The installations in the cache. */
    public List<Path> installations() throws IOException {
        Path installations = path("target/cache/installations");
        if (!Files.isDirectory(installations)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(installations)) {
            return list.filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    /** The steps that a run says it starts, in their order, such as {@code Configure}. */
    public List<String> started(int run) {
        return Pattern.compile(
                        "^\\[INFO] (Unpack(?=,|$)|(?:Configure|Make|Check|Install)(?=.* \\(log: ))", Pattern.MULTILINE)
                .matcher(log(run))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The modification time of each file below a directory of the project. */
    public Map<String, Object> times(String relative) throws IOException {
        Map<String, Object> times = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(path(relative))) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                times.put(path(relative).relativize(file).toString(), Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    /** Returns {@code cluster.properties} of a running cluster, in a directory of the project. */
    public Map<String, String> clusterState(String relative) throws IOException {
        return properties(path(relative).resolve("cluster.properties"));
    }

    /** Asserts that a cluster has left its logs, and nothing that tells of a running one. */
    public void clusterStopped(String relative) {
        assertThat(path(relative).resolve("logs")).isDirectory();
        for (String name : List.of("nodes", "cluster.properties", "cluster.sh", "status.json")) {
            assertThat(path(relative).resolve(name)).doesNotExist();
        }
        assertThat(MarkedProcesses.below(path(relative))).isEmpty();
    }

    /**
     * What a program did.
     *
     * @param status its exit status
     * @param output what it printed, to standard output and error
     */
    public record Ran(int status, String output) {}

    /** Runs a program in the project's directory, with the JDK of this Maven as JAVA_HOME. */
    public Ran run(Object... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.of(command).map(Object::toString).toList())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }

    /**
     * What {@code release.properties} of a sample release says.
     *
     * @param sample the directory of all sample releases
     * @param name of a variant or mutation, or a dot
     */
    public static Map<String, String> release(String sample, String name) throws IOException {
        return properties(Path.of(sample, name).resolve("release.properties"));
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
