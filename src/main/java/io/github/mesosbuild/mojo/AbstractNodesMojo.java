package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.node.Description;
import io.github.mesosbuild.node.DescriptionException;
import io.github.mesosbuild.node.DescriptionReader;
import io.github.mesosbuild.node.ZooKeeperIds;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.report.Console;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/** What goals for the machines of a real cluster have in common. They need no release, no compiler and no installation. */
abstract class AbstractNodesMojo extends AbstractMesosMojo {
    private static final String FILE = "mesos-nodes.yaml";

    /**
     * The machines. Each element but one is also a property: {@code <file>} ({@code mesos.nodes.file}) is their description in YAML,
     * {@code mesos-nodes.yaml} of the project if not given; {@code <description>} is the description itself, with the same keys as
     * elements, and has no property {@code mesos.nodes.description}; {@code <directory>} ({@code mesos.nodes.directory}), {@code nodes}
     * in the work directory if not given, is where each host has a directory with what it needs; {@code <report>}
     * ({@code mesos.nodes.report}) receives what {@code node-check} finds, as JSON, {@code check.json} in that directory if not given.
     *
     * @since 1.0.0
     */
    @Parameter
    NodesParameters nodes;

    private PipelineFactory wiring;

    @Override
    Map<String, File> ownPlaces() {
        Map<String, File> places = new HashMap<>();
        places.put("mesos.nodes.file", nodes.file);
        places.put("mesos.nodes.directory", nodes.directory);
        places.put("mesos.nodes.report", nodes.report);
        return places;
    }

    /** The work of the goal. */
    abstract void run(Console console) throws Exception;

    @Override
    final void work(PipelineFactory own) throws Exception {
        wiring = own;
        run(own.console());
    }

    @Override
    final void run(Pipeline pipeline, Request request, Console console) throws Exception {
        run(console);
    }

    /** Where each host has a directory. */
    Path nodesDirectory() {
        return nodes.directory == null
                ? wiring.workDirectory().resolve("nodes")
                : nodes.directory.toPath().toAbsolutePath().normalize();
    }

    /**
     * The description, which is right.
     *
     * @throws DescriptionException if there is none, or with all that is wrong
     */
    Description description() throws DescriptionException, IOException, RecipeException {
        Path base = PipelineFactory.baseDirectory(session);
        if (nodes.file != null && nodes.description != null) {
            throw new DescriptionException(List.of("The machines are described in the POM and in " + nodes.file
                    + ", and one of the two is too much."));
        }
        DescriptionReader reader =
                new DescriptionReader(usualVersion(base), file().getParent(), ZooKeeperIds.read(idsFile()));
        if (nodes.description != null) {
            return reader.read(DescribedNodes.tree(nodes.description));
        }
        if (!Files.isRegularFile(file())) {
            throw new DescriptionException(
                    List.of("The file " + file() + ", which should describe the machines, is not there."));
        }
        return reader.read(file());
    }

    private Path file() {
        return nodes.file == null
                ? PipelineFactory.baseDirectory(session).resolve(FILE).toAbsolutePath()
                : nodes.file.toPath().toAbsolutePath();
    }

    /** The file beside the description that keeps the numbers of the ZooKeeper servers. */
    Path idsFile() {
        return file().resolveSibling(file().getFileName().toString().replaceFirst("\\.ya?ml$", "") + ".ids");
    }

    /** The version of Mesos if the description does not say it. */
    private Version usualVersion(Path base) throws RecipeException, DescriptionException {
        if (version == null || version.isBlank()) {
            return new RecipeReader(FileObserver.NONE).read(recipe, base).defaultVersion();
        }
        try {
            return new Version(version);
        } catch (IllegalArgumentException e) {
            throw new DescriptionException(List.of("mesos.version: " + e.getMessage() + "."));
        }
    }
}
