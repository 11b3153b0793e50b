package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.ProcessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs {@code make install} into a staged tree. What a release that ignores {@code DESTDIR} writes to the prefix itself is moved to the
 * staged tree, or recorded as the plugin's own if {@code make} fails, so that the next build and {@code mesos:clean} can remove it.
 */
record InstallByMake(RunMake make, BuildPlan plan, Path staged) implements Action {
    @Override
    public void run(StepRunner runner) throws BuildException, ProcessException, IOException, InterruptedException {
        if (plan.reproducible()) {
            runForElsewhere(runner);
            return;
        }
        Path prefix = plan.prefix();
        DirectFiles direct = DirectFiles.before(prefix);
        boolean complete = false;
        try {
            make.run(runner);
            complete = true;
        } finally {
            // With a staged tree, new files in an existing prefix are those of running programs, such as logs.
            boolean ignored = direct.fresh() || !Files.isDirectory(staged);
            int files = ignored ? direct.take(complete, staged) : 0;
            direct.forget();
            if (complete && files > 0) {
                runner.listener().noticed(new InstallNotice.Direct(prefix, files));
            }
        }
    }

    /** The directory that the release is configured for belongs to nobody, so nothing in it can be moved or recorded. */
    private void runForElsewhere(StepRunner runner)
            throws BuildException, ProcessException, IOException, InterruptedException {
        Path configured = plan.configured();
        if (!plan.moved()) {
            make.run(runner);
            return;
        }
        requireAbsent(configured);
        make.run(runner);
        if (Trees.exists(configured)) {
            Trees.delete(configured);
            Trees.deleteIfEmpty(configured.getParent());
            throw ReproducibleException.ignoresDestdir(plan.release().name(), configured);
        }
    }

    private static void requireAbsent(Path configured) throws ReproducibleException {
        if (Trees.exists(configured)) {
            throw ReproducibleException.prefixExists(configured);
        }
    }

    @Override
    public List<String> lines() {
        return make.lines();
    }
}
