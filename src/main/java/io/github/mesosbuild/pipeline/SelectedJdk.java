package io.github.mesosbuild.pipeline;

import java.nio.file.Path;

/**
 * The JDK that releases are built with and that programs find as {@code JAVA_HOME}.
 *
 * @param home its directory
 * @param origin who selected it
 */
public record SelectedJdk(Path home, Origin origin) {
    /** Who selects a JDK. */
    public enum Origin {
        PARAMETER("named by mesos.javaHome"),
        TOOLCHAIN("selected by Maven's toolchains"),
        MAVEN("the one that runs Maven");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /** Whether the user named it for this plugin. */
    boolean named() {
        return origin == Origin.PARAMETER;
    }
}
