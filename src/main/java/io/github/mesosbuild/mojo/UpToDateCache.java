package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.FileDependencies;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.steps.Installation;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.plugin.logging.Log;

/**
 * The verdict that an installation is up to date, as it was found by an earlier run of the same plugin with the same parameters
 * and the same environment, while all files on which it rests are the same. It makes the second of two equal runs short.
 */
final class UpToDateCache {
    private static final String DIRECTORY = "up-to-date";
    private static final List<String> PROPERTIES =
            List.of("java.home", "java.version", "os.name", "os.version", "os.arch", "user.name", "user.home");

    private final String asked;
    private final Path own;
    private final Log log;
    private final Path record;

    /**
     * @param environment what of Maven's own environment a build sees
     * @param workDirectory where verdicts are kept
     */
    UpToDateCache(AbstractMesosMojo mojo, Map<String, String> environment, Path workDirectory) {
        this.asked = asked(mojo, environment);
        this.own = own();
        this.log = mojo.getLog();
        this.record = workDirectory.resolve(DIRECTORY).resolve(Integer.toHexString(asked.hashCode()));
    }

    /**
     * Removes the verdicts about a release, and their directory if no other is left.
     *
     * @throws IOException if one cannot be removed
     */
    static void forget(Path workDirectory, String release) throws IOException {
        Path directory = workDirectory.resolve(DIRECTORY);
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> records = Files.newDirectoryStream(directory)) {
            for (Path record : records) {
                if (FileDependencies.kept(record)
                        .filter(lines -> release.equals(lines.get(1)))
                        .isPresent()) {
                    Files.delete(record);
                }
            }
        }
        Trees.deleteIfEmpty(directory);
    }

    /** The jar of this plugin, with its recipes. */
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

    /** All that the verdict depends on, but for files. */
    private static String asked(AbstractMesosMojo mojo, Map<String, String> environment) {
        StringBuilder asked = new StringBuilder(mojo.goal());
        parameters(mojo, mojo.getClass(), asked);
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            add(variable.getKey(), variable.getValue(), asked);
        }
        for (String name : PROPERTIES) {
            add(name, System.getProperty(name), asked);
        }
        add("jdk", new JavaChoice(mojo).home(), asked);
        add("project", mojo.session.getCurrentProject().getBasedir(), asked);
        add("directory", mojo.session.getExecutionRootDirectory(), asked);
        return asked.toString();
    }

    /** Every field whose value is a parameter, at every depth; the fields of other types are Maven's services. */
    private static void parameters(Object bean, Class<?> type, StringBuilder to) {
        if (type.getPackage() != UpToDateCache.class.getPackage()) {
            return;
        }
        parameters(bean, type.getSuperclass(), to);
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                continue;
            }
            field.setAccessible(true);
            try {
                parameter(field.getName(), field.get(bean), to);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void parameter(String name, Object value, StringBuilder to) {
        if (value == null) {
            return;
        }
        if (UserProperties.isNest(value.getClass())) {
            to.append(' ').append(name).append('{');
            parameters(value, value.getClass(), to);
            to.append('}');
        } else if (value instanceof Collection<?> items) {
            to.append(' ').append(name).append(items.size());
            for (Object item : items) {
                add(name, item, to);
            }
        } else if (value instanceof Map<?, ?> entries) {
            to.append(' ').append(name).append(entries.size());
            for (Map.Entry<?, ?> entry : new TreeMap<>(entries).entrySet()) {
                add(String.valueOf(entry.getKey()), entry.getValue(), to);
            }
        } else if (value instanceof String
                || value instanceof File
                || value instanceof Boolean
                || value instanceof Integer) {
            add(name, value, to);
        }
    }

    /** With lengths, so that no two lists of values are the same text. */
    private static void add(String name, Object value, StringBuilder to) {
        String text = String.valueOf(value);
        to.append('\n')
                .append(name)
                .append('=')
                .append(text.length())
                .append(':')
                .append(text);
    }

    /** The installation, if it is known to be up to date. */
    Optional<Installation> installation() {
        Optional<List<String>> verdict = FileDependencies.recall(record, asked);
        if (verdict.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = verdict.get();
        return Optional.of(new Installation(
                Path.of(lines.get(0)),
                lines.get(1),
                lines.get(2).isEmpty() ? Optional.empty() : Optional.of(Path.of(lines.get(2))),
                Boolean.parseBoolean(lines.get(3))));
    }

    /**
     * Keeps the verdict for the next run, if it can.
     *
     * @param witnesses that saw the toolchain
     * @param others files that the verdict rests on too
     */
    void keep(Installation installation, FileDependencies witnesses, Collection<Path> others) {
        try {
            witnesses.sawTree(own);
            witnesses.sawTree(installation.prefix());
            others.forEach(witnesses::saw);
            witnesses.keep(
                    record,
                    asked,
                    List.of(
                            installation.prefix().toString(),
                            installation.release(),
                            installation.library().map(Path::toString).orElse(""),
                            Boolean.toString(installation.checked())));
        } catch (IOException e) {
            log.debug("It is not remembered that this is up to date: " + e);
        }
    }
}
