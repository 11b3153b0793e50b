package io.github.mesosbuild.pipeline;

import java.nio.file.Path;

/**
 * The JDK that builds releases and that programs see as {@code JAVA_HOME}.
 *
 * @param home its directory
 * @param origin what selected it
 */
public record SelectedJdk(Path home, Origin origin) {
    /** The origin of the selection. */
    public enum Origin {
        PARAMETER("named by mesos.javaHome"),
        TOOLCHAIN("selected by Maven's toolchains"),
        MAVEN("the one that runs Maven");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        /** Returns the origin as a phrase. */
        public String label() {
            return label;
        }
    }

    /** Returns whether a parameter of this plugin names it. */
    boolean named() {
        return origin == Origin.PARAMETER;
    }
}
