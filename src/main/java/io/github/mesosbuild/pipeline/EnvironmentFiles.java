package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.env.EnvironmentScript;
import io.github.mesosbuild.env.ShellBlock;
import io.github.mesosbuild.env.ShellBlockException;
import io.github.mesosbuild.env.ShellDialect;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.steps.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The files that make an installation usable from a shell: a script in the work directory, and a block in a start-up file. */
public final class EnvironmentFiles {
    private static final String SCRIPT = "mesos-env.sh";

    private final Path script;
    private final Optional<Path> startUpFile;

    /**
     * Names the files of a work directory; writes nothing yet.
     *
     * @param startUpFile a shell start-up file, such as {@code ~/.bashrc}, that receives the block
     */
    public EnvironmentFiles(Path workDirectory, Optional<Path> startUpFile) {
        this.script = script(workDirectory);
        this.startUpFile = startUpFile;
    }

    /** Returns the path of the script in a work directory. */
    static Path script(Path workDirectory) {
        return workDirectory.resolve(SCRIPT);
    }

    /** Returns the path of the script. */
    public Path script() {
        return script;
    }

    /**
     * Writes the script, and the block in the start-up file if there is one.
     *
     * @throws ShellBlockException if the start-up file cannot be changed safely
     */
    public EnvironmentChange write(Installation installation) throws ShellBlockException, IOException {
        EnvironmentScript environment =
                EnvironmentScript.at(installation.prefix(), installation.library(), installation.moved());
        String text = environment.text();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        boolean changed = !Files.exists(script) || !Arrays.equals(Files.readAllBytes(script), content);
        if (changed) {
            AtomicFile.write(script, content);
        }
        Optional<ShellBlock.Change> block = startUpFile.isPresent()
                ? Optional.of(new ShellBlock(startUpFile.get()).put(block(startUpFile.get(), environment)))
                : Optional.empty();
        return new EnvironmentChange(script, changed, startUpFile, block);
    }

    private static String block(Path startUpFile, EnvironmentScript environment) {
        ShellDialect dialect = ShellDialect.of(startUpFile);
        return dialect == ShellDialect.POSIX ? environment.text() : environment.text(dialect);
    }

    /**
     * Removes the script, and the block from the start-up file if there is one.
     *
     * @throws ShellBlockException if the start-up file cannot be changed safely
     */
    public EnvironmentChange remove() throws ShellBlockException, IOException {
        Files.deleteIfExists(script);
        Optional<ShellBlock.Change> block =
                startUpFile.isPresent() ? Optional.of(new ShellBlock(startUpFile.get()).remove()) : Optional.empty();
        return new EnvironmentChange(script, false, startUpFile, block);
    }

    /** Returns the result of {@link #write} where nothing had to be changed. */
    public EnvironmentChange unchanged() {
        return new EnvironmentChange(script, false, startUpFile, startUpFile.map(file -> ShellBlock.Change.UNCHANGED));
    }

    /**
     * Refuses a start-up file that {@link #write} could not change, before an hour of building.
     *
     * @throws ShellBlockException if it cannot be changed safely
     */
    public void requireWritable() throws ShellBlockException, IOException {
        if (startUpFile.isPresent()) {
            new ShellBlock(startUpFile.get()).require();
        }
    }
}
