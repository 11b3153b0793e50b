package io.github.mesosbuild.jobs;

import io.github.mesosbuild.release.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
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
    private static final Pattern NUMBER = Pattern.compile("(-j|--jobs=|)(\\d{1,9})");
    private static final Pattern OPTION = Pattern.compile("--jobserver-(?:auth|fds)=(.+)");

    private MakeFlags() {}

    /** Returns whether make opens a named pipe itself. */
    static boolean opensFifo(Version make) {
        return make.compareTo(FIFO) >= 0;
    }

    /** Returns the flags for a named pipe that make opens itself. */
    static String fifo(String path) {
        return " -j --jobserver-auth=fifo:" + path;
    }

    /** Returns the flags for the descriptors that the launcher script opened. */
    static String descriptors(Version make) {
        return " -j --jobserver-" + (make.compareTo(AUTH) >= 0 ? "auth=" : "fds=") + DESCRIPTORS;
    }

    /** Returns the value of the last job server option in {@code MAKEFLAGS}. */
    static Optional<String> jobServer(String makeFlags) {
        return options(makeFlags)
                .map(OPTION::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .reduce((first, last) -> last);
    }

    /** Returns whether the flags or arguments set a number of jobs. */
    static boolean asksForJobs(String makeFlags, List<String> arguments) {
        return arguments.stream().anyMatch(MakeFlags::isJobs)
                || options(makeFlags).anyMatch(MakeFlags::isJobs);
    }

    /**
     * Returns the number of jobs that the flags and arguments set, of which the last one counts.
     *
     * @return {@link Integer#MAX_VALUE} if they set no limit
     */
    static int jobs(String makeFlags, List<String> arguments) {
        int jobs = Integer.MAX_VALUE;
        boolean follows = false;
        for (String word : Stream.concat(options(makeFlags), arguments.stream()).toList()) {
            Matcher number = NUMBER.matcher(word);
            if (number.matches() && (follows || !number.group(1).isEmpty())) {
                jobs = Integer.parseInt(number.group(2));
            } else if (isJobs(word)) {
                jobs = Integer.MAX_VALUE;
            }
            follows = word.matches("-j|--jobs");
        }
        return jobs;
    }

    private static boolean isJobs(String word) {
        return word.matches("-j\\d*|--jobs(=.*)?|--jobserver-.*");
    }

    /** Returns the options; the words after {@code --} are variables. */
    private static Stream<String> options(String makeFlags) {
        return Arrays.stream(makeFlags.strip().split("\\s+")).takeWhile(word -> !word.equals("--"));
    }
}
