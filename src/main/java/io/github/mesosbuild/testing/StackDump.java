package io.github.mesosbuild.testing;

import io.github.mesosbuild.files.PathEntries;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stacks of processes that hang: from gdb, or without gdb what {@code proc(5)} shows of them. */
final class StackDump {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_PROCESSES = 8;

    private final Supervisor supervisor;
    private final Map<String, String> environment;
    private final Path proc;

    /**
     * @param environment the variables, with the {@code PATH} to find gdb on
     * @param proc {@code /proc}
     */
    StackDump(Supervisor supervisor, Map<String, String> environment, Path proc) {
        this.supervisor = supervisor;
        this.environment = environment;
        this.proc = proc;
    }

    String of(Collection<Long> pids) throws InterruptedException {
        Optional<Path> gdb = gdb();
        StringBuilder text = new StringBuilder(
                gdb.isPresent()
                        ? "Stacks of its processes, from gdb:\n"
                        : "Its processes, from /proc (install gdb to see their stacks):\n");
        for (long pid : pids.stream().limit(MOST_PROCESSES).toList()) {
            text.append("Process ")
                    .append(pid)
                    .append(": ")
                    .append(commandLine(pid))
                    .append('\n');
            text.append(gdb.isPresent() ? byGdb(gdb.get(), pid) : byProc(pid));
        }
        return text.toString().stripTrailing();
    }

    private Optional<Path> gdb() {
        for (Path entry : PathEntries.of(environment.getOrDefault("PATH", ""), Path.of(""))) {
            Path candidate = entry.resolve("gdb");
            if (candidate.isAbsolute() && Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private String byGdb(Path gdb, long pid) throws InterruptedException {
        List<String> argv = List.of(
                gdb.toString(),
                "-nx",
                "-p",
                Long.toString(pid),
                "-batch",
                "-ex",
                "set pagination off",
                "-ex",
                "thread apply all bt");
        try {
            return supervisor.capture(argv, Path.of("/"), environment, LIMIT).output();
        } catch (ProcessException e) {
            return e.getMessage() + "\n" + byProc(pid);
        }
    }

    private String byProc(long pid) {
        StringBuilder text = new StringBuilder();
        for (Path task : tasks(pid)) {
            text.append("  thread ").append(task.getFileName());
            for (String name : List.of("comm", "wchan", "syscall")) {
                read(task.resolve(name))
                        .ifPresent(value ->
                                text.append(", ").append(name).append(' ').append(value));
            }
            text.append('\n');
            read(task.resolve("stack"))
                    .ifPresent(stack -> stack.lines()
                            .forEach(line -> text.append("    ").append(line).append('\n')));
        }
        return text.toString();
    }

    private List<Path> tasks(long pid) {
        List<Path> tasks = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc.resolve(pid + "/task"))) {
            entries.forEach(tasks::add);
        } catch (IOException | DirectoryIteratorException e) {
            return tasks;
        }
        return tasks;
    }

    private String commandLine(long pid) {
        return read(proc.resolve(pid + "/cmdline")).orElse("(gone)").replace('\0', ' ');
    }

    /** Only root may read some of these files. */
    private static Optional<String> read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
