package io.github.mesosbuild.mojo;

import java.io.File;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The elements of {@code <nodes>}; each but the description itself is also a property {@code mesos.nodes.…}. */
public class NodesParameters {
    /** The description, a YAML file. */
    File file;

    /** The description itself. */
    PlexusConfiguration description;

    /** Where each host has a directory. */
    File directory;

    /** The JSON file of node-check. */
    File report;
}
