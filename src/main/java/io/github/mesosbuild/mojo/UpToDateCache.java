package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.FileDependencies;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.steps.Installation;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.plugin.logging.Log;

/**
 * Remembers that an installation is up to date, found by an earlier run of the same plugin with the same parameters and the same
 * environment. If any file that this depends on changed, the check runs again. It makes the second of two equal runs short.
 */
final class UpToDateCache {
    private static final String DIRECTORY = "up-to-date";
    private static final int LINES = 4;
    private static final List<String> PROPERTIES =
            List.of("java.home", "java.version", "os.name", "os.version", "os.arch", "user.name", "user.home");

    private final String question;
    private final Path own;
    private final Log log;
    private final Path record;

    private UpToDateCache(String question, Log log, Path record) {
        this.question = question;
        this.own = own();
        this.log = log;
        this.record = record;
    }

    /**
     * Returns the cache of a goal in Maven's own environment.
     *
     * @param jdk the home of the selected JDK
     * @param workDirectory the directory that holds the records
     */
    static UpToDateCache of(AbstractMesosMojo mojo, Path jdk, Path workDirectory) {
        return of(mojo, PipelineFactory.environment(), jdk, workDirectory);
    }

    /**
     * Returns the cache of a goal in an environment.
     *
     * @param environment the variables of Maven's own environment that a build sees
     */
    static UpToDateCache of(AbstractMesosMojo mojo, Map<String, String> environment, Path jdk, Path workDirectory) {
        String question = question(mojo, environment, jdk);
        return new UpToDateCache(
                question,
                mojo.getLog(),
                workDirectory.resolve(DIRECTORY).resolve(Integer.toHexString(question.hashCode())));
    }

    /**
     * Removes the damaged records and those about a release, and their directory once it is empty.
     *
     * @throws IOException if a record cannot be removed
     */
    static void forget(Path workDirectory, String release) throws IOException {
        Path directory = workDirectory.resolve(DIRECTORY);
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> records = Files.newDirectoryStream(directory)) {
            for (Path record : records) {
                if (FileDependencies.kept(record)
                        .filter(lines -> lines.size() != LINES || release.equals(lines.get(1)))
                        .isPresent()) {
                    Files.delete(record);
                }
            }
        }
        Trees.deleteIfEmpty(directory);
    }

    /** Returns the jar of this plugin, with its recipes. */
    private static Path own() {
        try {
            return Path.of(UpToDateCache.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns everything that the answer depends on except files. */
    private static String question(AbstractMesosMojo mojo, Map<String, String> environment, Path jdk) {
        StringBuilder question = new StringBuilder();
        for (GoalParameters.Value value : GoalParameters.of(mojo).values()) {
            add(value.path(), value.value(), question);
        }
        new TreeMap<>(environment).forEach((name, value) -> add(name, value, question));
        for (String name : PROPERTIES) {
            add(name, System.getProperty(name), question);
        }
        add("jdk", jdk, question);
        add("project", mojo.session.getCurrentProject().getBasedir(), question);
        add("directory", mojo.session.getExecutionRootDirectory(), question);
        return digest(question.toString());
    }

    /** The record keeps the question, which contains the environment with all its secrets. */
    private static String digest(String question) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a name and a value with its length, or with the number of its items, so that no two questions are the same text. */
    private static void add(String name, Object value, StringBuilder to) {
        if (value instanceof Collection<?> items) {
            to.append(' ').append(name).append(items.size());
            items.forEach(item -> add(name, item, to));
            return;
        }
        String text = String.valueOf(value);
        to.append('\n')
                .append(name)
                .append('=')
                .append(text.length())
                .append(':')
                .append(text);
    }

    /**
     * Returns the installation, if it is known to be up to date.
     *
     * @param asker asks wrapper scripts of compilers again
     */
    Optional<Installation> installation(FileDependencies.Asker asker) {
        Optional<List<String>> answer =
                FileDependencies.recall(record, question, asker).filter(lines -> lines.size() == LINES);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = answer.get();
        return Optional.of(new Installation(
                Path.of(lines.get(0)),
                lines.get(1),
                lines.get(2).isEmpty() ? Optional.empty() : Optional.of(Path.of(lines.get(2))),
                Boolean.parseBoolean(lines.get(3))));
    }

    /**
     * Keeps the answer for the next run, if possible.
     *
     * @param dependencies the files that the toolchain depends on
     * @param others further files that the answer depends on
     */
    void keep(Installation installation, FileDependencies dependencies, Collection<Path> others) {
        try {
            dependencies.sawTree(own);
            dependencies.sawTree(installation.prefix());
            others.forEach(dependencies::saw);
            dependencies.keep(
                    record,
                    question,
                    List.of(
                            installation.prefix().toString(),
                            installation.release(),
                            installation.library().map(Path::toString).orElse(""),
                            Boolean.toString(installation.checked())));
        } catch (IOException e) {
            log.debug("Cannot remember that the installation is up to date: " + e);
        }
    }
}
