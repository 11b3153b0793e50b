package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.ClusterStatus;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.report.ClusterConsole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    /**
     * {@code <report>} ({@code mesos.status.report}): the JSON file, by default {@code status.json} in the cluster's directory;
     * {@code <skip>} ({@code mesos.status.skip}) skips this goal.
     */
    @Parameter
    StatusParameters status;

    @Override
    void run(ClusterFactory factory, ClusterConsole console) throws Exception {
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

    @Override
    boolean isQuestion() {
        return true;
    }
}
