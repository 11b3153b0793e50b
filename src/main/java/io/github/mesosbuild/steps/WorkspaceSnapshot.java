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

/** What of a workspace is there when a step begins and must be there until its end, whoever runs {@code rm} beside it. */
final class WorkspaceSnapshot {
    private final Map<Path, Object> keys;

    private WorkspaceSnapshot(Map<Path, Object> keys) {
        this.keys = keys;
    }

    /** Looks at what a step works with: its directories, what is in the top ones, and the records of the steps before it. */
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
            // Make replaces files, but what was unpacked or configured as a directory stays the same one.
            children.filter(Files::isDirectory).forEach(to::add);
        } catch (IOException e) {
            // What cannot be listed is looked at as a whole.
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

    /** The first of them that is not there any more, or is another one; the outermost comes first. */
    Optional<Path> vanished() {
        return keys.entrySet().stream()
                .filter(entry -> !key(entry.getKey())
                        .filter(now -> now.equals(entry.getValue()) || Files.isRegularFile(entry.getKey()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
