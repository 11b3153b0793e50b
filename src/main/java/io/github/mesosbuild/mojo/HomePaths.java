package io.github.mesosbuild.mojo;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Expands {@code ~} at the start of files and directories that parameters name. A shell expands it only at the start of a word (IEEE
 * Std 1003.1, Shell Command Language, 2.6.1), and so not in {@code -Dmesos.installDirectory=~/mesos}.
 */
final class HomePaths {
    private static final String HOME = "~";

    private final Path home;
    private final List<Path> bases;

    /**
     * @param home the user's home directory
     * @param bases the directories that Maven puts before relative paths
     */
    HomePaths(Path home, List<Path> bases) {
        this.home = home;
        this.bases = List.copyOf(bases);
    }

    /** @throws MojoFailureException if a parameter names the home directory of another user */
    void applyTo(Object bean, String prefix) throws MojoFailureException {
        for (Class<?> type = bean.getClass();
                type.getPackage() == HomePaths.class.getPackage();
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
                    apply(bean, field, prefix + field.getName());
                }
            }
        }
    }

    private void apply(Object bean, Field field, String name) throws MojoFailureException {
        field.setAccessible(true);
        try {
            Object value = field.get(bean);
            if (value instanceof File file) {
                field.set(bean, expanded(file, name));
            } else if (value instanceof String text && field.getName().equals("recipe")) {
                field.set(
                        bean,
                        text.startsWith(HOME + "/")
                                ? home.resolve(text.substring(2)).toString()
                                : text);
            } else if (value != null && UserProperties.isNest(value.getClass())) {
                applyTo(value, name + ".");
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the file that is meant. */
    File expanded(File file, String parameter) throws MojoFailureException {
        Optional<Path> relative = relative(file.toPath());
        if (relative.isEmpty() || relative.get().toString().isEmpty()) {
            return file;
        }
        String first = relative.get().getName(0).toString();
        if (first.equals(HOME)) {
            int names = relative.get().getNameCount();
            return (names == 1 ? home : home.resolve(relative.get().subpath(1, names))).toFile();
        }
        if (first.startsWith(HOME) && !Files.exists(file.toPath())) {
            throw new MojoFailureException(parameter + " must be a path, got '" + relative.get() + "'. "
                    + "Only ~/ is expanded, to " + home + "; write the complete path.");
        }
        return file;
    }

    private Optional<Path> relative(Path file) {
        if (!file.isAbsolute()) {
            return Optional.of(file);
        }
        return bases.stream()
                .filter(file::startsWith)
                .map(base -> base.relativize(file))
                .findFirst();
    }
}
