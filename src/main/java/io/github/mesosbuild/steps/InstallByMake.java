package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.ProcessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs {@code make install} into a staged tree. What a release that ignores {@code DESTDIR} writes to the prefix itself is moved to the
 * staged tree, or recorded as the plugin's own if {@code make} fails, so that the next build and {@code mesos:clean} can remove it.
 */
record InstallByMake(RunMake make, Path prefix, Path staged) implements Action {
    @Override
    public void run(StepRunner runner) throws BuildException, ProcessException, IOException, InterruptedException {
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

    @Override
    public List<String> lines() {
        return make.lines();
    }
}
