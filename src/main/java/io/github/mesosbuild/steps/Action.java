package io.github.mesosbuild.steps;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One thing that a step does. A build runs it; a dry run prints it as lines for a POSIX shell. */
sealed interface Action
        permits Action.Require,
                Action.Remove,
                Action.RemoveUnlessComplete,
                Action.CreateDirectory,
                Action.Copy,
                Action.WriteJavaTools,
                PrepareSources,
                UnpackSources,
                ApplyPatches,
                RunConfigure,
                RunMake,
                InstallByMake,
                RunTests,
                Strip,
                NormalizeJars,
                RelocateInstallation,
                PlaceInstallation,
                ProveInstallation {

    /** Does it, with the means of a build. */
    void run(StepRunner runner)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException;

    /**
     * Returns the lines that do the same in a shell; none for a check that changes nothing.
     *
     * @throws IOException if a directory that the lines depend on cannot be read
     */
    List<String> lines() throws IOException;

    /** Refuses to continue unless a condition holds. */
    record Require(Condition condition) implements Action {
        /** Throws unless it holds. */
        @FunctionalInterface
        interface Condition {
            void require(StepRunner runner) throws BuildException, ProcessException, IOException, InterruptedException;
        }

        @Override
        public void run(StepRunner runner) throws BuildException, ProcessException, IOException, InterruptedException {
            condition.require(runner);
        }

        @Override
        public List<String> lines() {
            return List.of();
        }
    }

    /** Removes a file or a tree, if it exists. */
    record Remove(Path path) implements Action {
        @Override
        public void run(StepRunner runner) throws IOException {
            Trees.delete(path);
        }

        @Override
        public List<String> lines() {
            return List.of("rm -rf " + ShellWords.quoted(path));
        }
    }

    /**
     * Removes all of some files if one of them is missing. Make knows only one of those that Maven makes together, and would
     * assume that the others exist too.
     */
    record RemoveUnlessComplete(List<Path> files) implements Action {
        @Override
        public void run(StepRunner runner) throws IOException {
            if (!files.stream().allMatch(Files::exists)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }

        @Override
        public List<String> lines() {
            List<String> words = files.stream().map(ShellWords::quoted).toList();
            return files.size() < 2
                    ? List.of()
                    : List.of("test -e " + String.join(" && test -e ", words) + " || rm -f " + String.join(" ", words));
        }
    }

    /** Creates a directory and its parents. */
    record CreateDirectory(Path directory) implements Action {
        @Override
        public void run(StepRunner runner) throws IOException {
            Files.createDirectories(directory);
        }

        @Override
        public List<String> lines() {
            return List.of("mkdir -p " + ShellWords.quoted(directory));
        }
    }

    /** Copies a file or a tree with its modes, times and links; the target's parents are created. */
    record Copy(Path from, Path to) implements Action {
        @Override
        public void run(StepRunner runner) throws IOException {
            Files.createDirectories(to.getParent());
            Trees.copy(from, to);
        }

        @Override
        public List<String> lines() {
            return List.of("mkdir -p " + ShellWords.quoted(to.getParent()) + " && cp -a " + ShellWords.quoted(from)
                    + " " + ShellWords.quoted(to));
        }
    }

    /** Writes what takes the place of a JDK and of Maven in a build of Java bindings. */
    record WriteJavaTools(JavaTools tools, Optional<NestedMaven> maven) implements Action {
        @Override
        public void run(StepRunner runner) throws IOException {
            tools.write(maven);
        }

        @Override
        public List<String> lines() throws IOException {
            return tools.shellLines(maven);
        }
    }
}
