package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.node.Description;
import io.github.mesosbuild.node.DescriptionException;
import io.github.mesosbuild.node.DescriptionReader;
import io.github.mesosbuild.node.ZooKeeperIds;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.steps.ChosenDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals for the machines of a real cluster. They need no archive, no compiler and no installation. */
abstract class AbstractNodesMojo extends AbstractMesosMojo {
    private static final String FILE = "mesos-nodes.yaml";

    /** The recipe that lists the daemons and their flags. */
    @Parameter(property = "mesos.recipe", defaultValue = "mesos")
    String recipe;

    /** The version of Mesos, if the description does not specify one; by default the recipe's. */
    @Parameter(property = "mesos.version")
    String version;

    /**
     * The machines: {@code <file>} ({@code mesos.nodes.file}) describes them in YAML, by default {@code mesos-nodes.yaml} in the project,
     * or {@code <description>} does so in the POM; {@code <directory>} ({@code mesos.nodes.directory}) receives a directory for each
     * host; {@code <report>} ({@code mesos.nodes.report}) receives the result of {@code node-check} as JSON.
     */
    @Parameter
    NodesParameters nodes;

    /** The directory that holds the directory of the nodes, unless {@code mesos.nodes.directory} names another one. */
    @Parameter(property = "mesos.workDirectory", defaultValue = "${project.build.directory}/mesos")
    File workDirectory;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, ChosenDirectory.WORK, workDirectory);
        addPlace(places, "mesos.nodes.file", nodes.file);
        addPlace(places, "mesos.nodes.directory", nodes.directory);
        addPlace(places, "mesos.nodes.report", nodes.report);
        return places;
    }

    /** Returns the directory that has a directory for each host. */
    Path nodesDirectory() {
        return nodes.directory == null
                ? maven().path(workDirectory).resolve("nodes")
                : nodes.directory.toPath().toAbsolutePath().normalize();
    }

    /**
     * Returns the valid description.
     *
     * @throws DescriptionException if there is none, or with all its problems
     */
    Description description() throws DescriptionException, IOException, RecipeException {
        Path base = maven().baseDirectory();
        if (nodes.file != null && nodes.description != null) {
            throw new DescriptionException(List.of("mesos.nodes.file and <description> both describe the machines: "
                    + nodes.file + ". Remove one of them."));
        }
        DescriptionReader reader =
                new DescriptionReader(usualVersion(base), file().getParent(), ZooKeeperIds.read(idsFile()));
        if (nodes.description != null) {
            return reader.read(DescribedNodes.tree(nodes.description));
        }
        if (!Files.isRegularFile(file())) {
            throw new DescriptionException(List.of("Cannot find the description of the machines, " + file() + "."));
        }
        return reader.read(file());
    }

    private Path file() {
        return nodes.file == null
                ? maven().baseDirectory().resolve(FILE).toAbsolutePath()
                : nodes.file.toPath().toAbsolutePath();
    }

    /** Returns the file next to the description that keeps the IDs of the ZooKeeper servers. */
    Path idsFile() {
        return file().resolveSibling(file().getFileName().toString().replaceFirst("\\.ya?ml$", "") + ".ids");
    }

    /** Returns the version of Mesos, if the description does not specify one. */
    private Version usualVersion(Path base) throws RecipeException, DescriptionException {
        if (version == null || version.isBlank()) {
            return new RecipeReader(FileObserver.NONE).read(recipe, base).defaultVersion();
        }
        try {
            return Version.ofRelease(version);
        } catch (IllegalArgumentException e) {
            throw new DescriptionException(List.of("mesos.version: " + e.getMessage() + "."));
        }
    }
}
