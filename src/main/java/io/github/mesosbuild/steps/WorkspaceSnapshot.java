package io.github.mesosbuild.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a workspace that exist when a step starts and must exist until it ends. Another process may remove them.
 */
final class WorkspaceSnapshot {
    private final Map<Path, Object> keys;

    private WorkspaceSnapshot(Map<Path, Object> keys) {
        this.keys = keys;
    }

    /** Records the directories of a step, their subdirectories, and the records of the earlier steps. */
    static WorkspaceSnapshot at(Step step, Workspace workspace) {
        Set<Path> paths = new LinkedHashSet<>(Set.of(workspace.root()));
        if (step.compareTo(Step.UNPACK) > 0) {
            addWithChildren(workspace.source(), paths);
        }
        if (step.compareTo(Step.CONFIGURE) > 0) {
            addWithChildren(workspace.tree(), paths);
        }
        for (Step earlier : Step.values()) {
            if (earlier.compareTo(step) < 0) {
                paths.add(workspace.journal().file(earlier));
            }
        }
        Map<Path, Object> keys = new LinkedHashMap<>();
        for (Path path : paths) {
            key(path).ifPresent(key -> keys.put(path, key));
        }
        return new WorkspaceSnapshot(keys);
    }

    private static void addWithChildren(Path directory, Set<Path> to) {
        to.add(directory);
        try (Stream<Path> children = Files.list(directory)) {
            // Make replaces files, but not the directories that were unpacked or configured.
            children.filter(Files::isDirectory).forEach(to::add);
        } catch (IOException e) {
            // A directory that cannot be listed is checked without its children.
        }
    }

    private static Optional<Object> key(Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return Optional.of(Objects.requireNonNullElse(key, path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the outermost file or directory that was removed or replaced. */
    Optional<Path> vanished() {
        return keys.entrySet().stream()
                .filter(entry -> !key(entry.getKey())
                        .filter(now -> now.equals(entry.getValue()) || Files.isRegularFile(entry.getKey()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
