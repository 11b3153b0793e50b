package io.github.mesosbuild.jobs;

import io.github.mesosbuild.release.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variable {@code MAKEFLAGS}, in which a make finds its job server: {@code --jobserver-fds=R,W} up to 4.1,
 * {@code --jobserver-auth=R,W} from 4.2, {@code --jobserver-auth=fifo:PATH} from 4.4 (NEWS of GNU make).
 */
final class MakeFlags {
    /** The descriptors that {@code launcher.sh} opens. */
    private static final String DESCRIPTORS = "8,9";

    private static final Version AUTH = new Version("4.2");
    private static final Version FIFO = new Version("4.4");
    private static final Pattern OPTION = Pattern.compile("--jobserver-(?:auth|fds)=(.+)");

    private MakeFlags() {}

    /** Whether a make opens a named pipe itself. */
    static boolean opensFifo(Version make) {
        return make.compareTo(FIFO) >= 0;
    }

    /** What tells a make of a named pipe that it opens itself. */
    static String fifo(String path) {
        return " -j --jobserver-auth=fifo:" + path;
    }

    /** What tells a make of the descriptors that the launcher opened. */
    static String descriptors(Version make) {
        return " -j --jobserver-" + (make.compareTo(AUTH) >= 0 ? "auth=" : "fds=") + DESCRIPTORS;
    }

    /** Where the job server is that a {@code MAKEFLAGS} names, as behind the option; only the last one counts. */
    static Optional<String> jobServer(String makeFlags) {
        return options(makeFlags)
                .map(OPTION::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .reduce((first, last) -> last);
    }

    /** Whether flags or arguments ask for a number of jobs themselves. */
    static boolean asksForJobs(String makeFlags, List<String> arguments) {
        return arguments.stream().anyMatch(MakeFlags::isJobs)
                || options(makeFlags).anyMatch(MakeFlags::isJobs);
    }

    private static boolean isJobs(String word) {
        return word.matches("-j\\d*|--jobs(=.*)?|--jobserver-.*");
    }

    /** What is behind {@code --} are variables. */
    private static Stream<String> options(String makeFlags) {
        return Arrays.stream(makeFlags.strip().split("\\s+")).takeWhile(word -> !word.equals("--"));
    }
}
