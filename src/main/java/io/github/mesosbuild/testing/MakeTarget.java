package io.github.mesosbuild.testing;

import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks make whether it has a rule, without running one: even with {@code -n}, make runs lines that contain {@code $(MAKE)}. The data base
 * that {@code -p} prints has a paragraph for each file that make knows, and a comment on those that are not targets.
 */
final class MakeTarget {
    private static final Duration SHORT = Duration.ofMinutes(1);

    /** The target that is asked for does not exist, so that nothing is made. */
    private static final String SCRIPT = "make -p -q -r mesos-maven-plugin-no-target 2>/dev/null"
            + " | awk -v rule=\"$1:\" 'index($0, rule) == 1 && before != \"# Not a target:\" { print \"found\"; exit } { before = $0 }'";

    private MakeTarget() {}

    static boolean exists(Supervisor supervisor, Path directory, Map<String, String> environment, String target)
            throws ProcessException, InterruptedException {
        Map<String, String> english = new HashMap<>(environment);
        english.put("LC_ALL", "C");
        CapturedOutput printed =
                supervisor.capture(List.of("sh", "-c", SCRIPT, "sh", target), directory, english, SHORT);
        return printed.output().startsWith("found");
    }
}
