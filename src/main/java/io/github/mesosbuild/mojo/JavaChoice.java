package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.SelectedJdk;
import io.github.mesosbuild.steps.BuildPlan;
import java.io.File;
import java.util.Map;

/**
 * The choice of a JDK by the parameters and Maven's toolchains.
 *
 * @param javaHome the parameter; may be null
 * @param environment the environment that the user sets; may be null
 * @param maven the Maven that runs the goal
 */
record JavaChoice(File javaHome, Map<String, String> environment, Maven maven) {
    /** Returns the JDK: the parameter's, else the toolchain's, else the one that runs Maven. */
    SelectedJdk selected() {
        if (javaHome != null) {
            return new SelectedJdk(javaHome.toPath().toAbsolutePath().normalize(), SelectedJdk.Origin.PARAMETER);
        }
        return maven.toolchainJdk()
                .map(home -> new SelectedJdk(home, SelectedJdk.Origin.TOOLCHAIN))
                .orElseGet(() -> new SelectedJdk(maven.runningJdk(), SelectedJdk.Origin.MAVEN));
    }

    /** Returns the value of {@code JAVA_HOME} for programs: the user's own, else the selected JDK. */
    String homeOfPrograms() {
        String set = environment == null ? null : environment.get(BuildPlan.JAVA_HOME);
        return set == null ? selected().home().toString() : set;
    }
}
