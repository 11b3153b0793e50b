package io.github.mesosbuild.cluster;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The output of tasks: the files {@code stdout} and {@code stderr} in sandboxes, which are in {@code
 * slaves/ID/frameworks/ID/executors/ID/runs/ID} of a slave's work directory (src/slave/paths.hpp at tag 0.24.0).
 */
final class TaskLogs {
    private static final Set<String> NAMES = Set.of("stdout", "stderr");
    private static final String RUNS = "runs";

    private final ClusterDirectory directory;

    TaskLogs(ClusterDirectory directory) {
        this.directory = directory;
    }

    /** Copies the files next to the nodes' logs, as {@code NODE/FRAMEWORK/EXECUTOR/RUN/stdout}. Returns the number of copies. */
    int gather(ClusterState state) throws IOException {
        int count = 0;
        for (StartedNode member : state.members(Role.SLAVE)) {
            Path slaves = workDirectory(member.node()).resolve("slaves");
            for (Path log : Files.isDirectory(slaves) ? find(slaves) : List.<Path>of()) {
                Path run = log.getParent();
                Path executor = run.getParent().getParent();
                Path framework = executor.getParent().getParent();
                Path to = directory
                        .logs()
                        .resolve(member.node().name())
                        .resolve(framework.getFileName())
                        .resolve(executor.getFileName())
                        .resolve(run.getFileName())
                        .resolve(log.getFileName());
                count += copied(log, to) ? 1 : 0;
            }
        }
        return count;
    }

    /** A file that cannot be copied is skipped, so that the others are kept. */
    private static boolean copied(Path log, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(log, to, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path workDirectory(ClusterNode slave) {
        return slave.flag("work_dir")
                .map(Path::of)
                .orElseGet(() -> slave.directory().resolve("work"));
    }

    private static List<Path> find(Path slaves) throws IOException {
        List<Path> logs = new ArrayList<>();
        Files.walkFileTree(slaves, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean inRun =
                        file.getParent().getParent().getFileName().toString().equals(RUNS);
                if (inRun
                        && attributes.isRegularFile()
                        && NAMES.contains(file.getFileName().toString())) {
                    logs.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }
        });
        return logs;
    }
}
