package io.github.mesosbuild.steps;

import java.nio.file.Path;

/**
 * A directory that a build uses, and the parameter that sets it.
 *
 * @param directory the directory; it does not need to exist
 * @param parameter the name of the parameter, such as {@code mesos.workDirectory}
 */
public record ChosenDirectory(Path directory, String parameter) {
    public static final String WORK = "mesos.workDirectory";
    public static final String CACHE = "mesos.cacheDirectory";
    public static final String INSTALL = "mesos.installDirectory";
    public static final String REPORTS = "mesos.test.reportsDirectory";
}
