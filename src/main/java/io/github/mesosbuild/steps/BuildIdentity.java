package io.github.mesosbuild.steps;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an installation is, whatever its directory and its machine.
 *
 * @param archive the SHA-256 of the release's archive, in hexadecimal
 * @param build everything that decides the result of a build, except the directory
 * @param tests which of the release's own tests are run on that result
 * @param choices what the user chose, by parameter; equal for builds of one release that can replace each other
 */
public record BuildIdentity(String archive, StepInputs build, StepInputs tests, StepInputs choices) {
    /** How many digits of a fingerprint are in the names of directories and files. */
    private static final int SHORT = 12;

    static BuildIdentity of(String archive, StepInputs build, Map<String, String> tests, StepInputs choices) {
        Map<String, String> tested = new TreeMap<>(tests);
        tested.put("before", build.fingerprint());
        return new BuildIdentity(archive, build, new StepInputs(tested), choices);
    }

    /** Returns the first digits of the build's fingerprint. */
    public String id() {
        return id(build);
    }

    /** Returns the first digits of a fingerprint. */
    public static String id(StepInputs inputs) {
        return inputs.fingerprint().substring(0, SHORT);
    }
}
