package io.github.mesosbuild.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A sample release unpacked by tar, with the source edit that new compilers need, and a build directory beside it. */
final class SampleTree {
    /** Much more than a machine needs that has other things to do. */
    private static final int PATIENCE_SECONDS = 600;

    /** What a command printed, both streams in order, and how it ended. */
    record Result(int status, String output) {}

    private final Path root;

    private SampleTree(Path root) {
        this.root = root;
    }

    static SampleTree unpack(byte[] archive, Path root) throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("build"));
        Files.write(root.resolve("sample.tar.gz"), archive);
        SampleTree tree = new SampleTree(root);
        tree.in(root, Map.of(), "tar", "xzf", "sample.tar.gz");
        Path flags = tree.sources().resolve("src/lib/flags.cc");
        Files.writeString(flags, Files.readString(flags).replace("return argv > 0;", "return *argv != nullptr;"));
        return tree;
    }

    /** A copy, built as far as this one, into which the files of a mutation are put: newer, as edited ones are. */
    SampleTree mutated(Path mutation, byte[] archive, Path copy) throws IOException, InterruptedException {
        in(root, Map.of(), "cp", "-a", root.toString(), copy.toString());
        SampleTree mutated = unpack(archive, copy.resolve("mutated"));
        try (Stream<Path> files = Files.walk(mutation)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = mutation.relativize(file).toString().replaceFirst("\\.append$", "");
                Files.copy(
                        mutated.sources().resolve(name),
                        copy.resolve("sample-1.0.0").resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new SampleTree(copy);
    }

    Path sources() {
        return root.resolve("sample-1.0.0");
    }

    Path build() {
        return root.resolve("build");
    }

    Path prefix() {
        return root.resolve("installation");
    }

    Result configure(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("../sample-1.0.0/configure", "--prefix=" + prefix(), "CXXFLAGS=-w -std=gnu++11 -O0"));
        command.addAll(List.of(arguments));
        return in(build(), Map.of(), command.toArray(String[]::new));
    }

    Result make(String... arguments) throws IOException, InterruptedException {
        return make(Map.of(), arguments);
    }

    Result make(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("make"));
        command.addAll(List.of(arguments));
        return in(build(), environment, command.toArray(String[]::new));
    }

    Result in(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(root, "command", ".log");
        Process process = start(directory, environment, log, command);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end in " + PATIENCE_SECONDS + " s:\n"
                    + Files.readString(log));
        }
        return new Result(process.exitValue(), Files.readString(log));
    }

    static Process start(Path directory, Map<String, String> environment, Path log, String... command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MESOS_") || name.startsWith("GTEST_"));
        builder.environment().keySet().removeAll(List.of("MAKEFLAGS", "MAKELEVEL", "CXX", "CXXFLAGS", "LDFLAGS"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(CompilerCache.with(Map.of("PATH", System.getenv("PATH"))));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
