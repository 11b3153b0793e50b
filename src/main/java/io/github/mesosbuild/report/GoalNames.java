package io.github.mesosbuild.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The goals of this plugin as commands that the user can type. Messages name a goal as {@code 'mesos:shell'}; {@link #in} replaces
 * that by a command that works in the user's project.
 *
 * @param shortForm whether Maven resolves the prefix {@code mesos} in this project
 * @param version the plugin's version
 */
public record GoalNames(boolean shortForm, String version) {
    /** The prefix of all goals. */
    public static final String PREFIX = "mesos:";

    /** The plugin's group ID, which Maven needs to resolve the prefix. */
    public static final String GROUP = "io.github.mesosbuild";

    /** The plugin's artifact ID. */
    public static final String ARTIFACT = "mesos-maven-plugin";

    private static final Pattern NAMED = Pattern.compile("'" + PREFIX + "([a-z-]+)'");

    /** Returns the argument with which Maven runs a goal. */
    public String argument(String goal) {
        return (shortForm ? PREFIX : GROUP + ":" + ARTIFACT + ":" + version + ":") + goal;
    }

    /** Replaces every goal named in a text by the command that runs it. */
    public String in(String text) {
        return NAMED.matcher(text)
                .replaceAll(named -> Matcher.quoteReplacement("'mvn " + argument(named.group(1)) + "'"));
    }

    /** Returns a sink that replaces the goals in each line before it passes the line on. */
    public LineSink lines(LineSink out) {
        return new LineSink() {
            @Override
            public void info(String line) {
                out.info(in(line));
            }

            @Override
            public void warn(String line) {
                out.warn(in(line));
            }
        };
    }
}
