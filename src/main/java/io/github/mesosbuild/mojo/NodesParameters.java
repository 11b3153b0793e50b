package io.github.mesosbuild.mojo;

import java.io.File;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The elements of {@code <nodes>}; each but the description itself is also a property {@code mesos.nodes.NAME}. */
public class NodesParameters {
    /** The YAML file with the description; by default {@code mesos-nodes.yaml} in the project's directory. */
    File file;

    /** The description in the POM; it has no property. */
    PlexusConfiguration description;

    /** The directory that receives a directory for each host. */
    File directory;

    /** The JSON file that {@code mesos:node-check} writes. */
    File report;

    /** The id of the {@code <server>} in {@code settings.xml} whose credentials the masters and agents ask {@code mesos:node-check} for. */
    String server;
}
