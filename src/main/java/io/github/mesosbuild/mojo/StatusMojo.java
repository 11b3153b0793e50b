package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.ClusterStatus;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.InterruptKey;
import io.github.mesosbuild.process.ShutdownAction;
import io.github.mesosbuild.report.ClusterConsole;
import io.github.mesosbuild.report.ClusterWatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Reports which nodes of the project's cluster run and since when, which master leads, which agents are registered, and their
 * addresses. Fails if no cluster is running or if something is wrong.
 *
 * @since 1.0.0
 */
@Mojo(name = "status", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class StatusMojo extends AbstractClusterMojo {
    /** Whether to watch the cluster until it ends or Ctrl-C, and optionally how often, in seconds. */
    @Parameter(property = "mesos.watch")
    String watch;

    /**
     * {@code <report>} ({@code mesos.status.report}): the JSON file, by default {@code status.json} in the cluster's directory;
     * {@code <skip>} ({@code mesos.status.skip}) skips this goal.
     */
    @Parameter
    StatusParameters status;

    @Override
    void run(ClusterFactory factory, ClusterConsole console) throws Exception {
        Optional<Duration> interval = WatchInterval.of(watch);
        if (interval.isPresent()) {
            watch(factory.control(), interval.get());
            return;
        }
        ClusterStatus found = factory.control().status();
        Path report = status.report == null
                ? factory.directory().statusFile()
                : status.report.toPath().toAbsolutePath();
        AtomicFile.write(report, found.json().getBytes(StandardCharsets.UTF_8), "rw-------");
        console.status(found, report);
        if (!found.healthy()) {
            throw ClusterException.unhealthy(found.problems());
        }
    }

    private void watch(ClusterControl control, Duration interval) throws Exception {
        control.status();
        ClusterWatch screen = new ClusterWatch(
                Terminal.of(session.getRequest(), getLog()), console()::say, Clock.systemUTC(), Sleeper.REAL);
        try (ShutdownAction atExit = ShutdownAction.run("mesos-maven-plugin restores the terminal", screen::restore);
                InterruptKey key = InterruptKey.interrupting(Thread.currentThread())) {
            try {
                screen.run(control::statusWhileRunning, interval);
            } catch (InterruptedException e) {
                if (!key.isPressed()) {
                    throw e;
                }
            }
        }
    }

    @Override
    boolean isQuestion() {
        return true;
    }
}
