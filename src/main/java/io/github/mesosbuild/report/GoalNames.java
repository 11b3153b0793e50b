package io.github.mesosbuild.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The goals of this plugin as the reader can type them. Messages name a goal as {@code 'mesos:shell'}; on their way out,
 * {@link #in} makes a command of it that works here.
 *
 * @param shortForm whether Maven finds the prefix {@code mesos} here
 * @param version the version of the plugin
 */
public record GoalNames(boolean shortForm, String version) {
    /** The prefix of the goals. */
    public static final String PREFIX = "mesos:";

    /** The group of the plugin, by which Maven finds the prefix. */
    public static final String GROUP = "io.github.mesosbuild";

    /** The artifact of the plugin. */
    public static final String ARTIFACT = "mesos-maven-plugin";

    private static final Pattern NAMED = Pattern.compile("'" + PREFIX + "([a-z-]+)'");

    /** The argument of Maven that runs a goal. */
    public String argument(String goal) {
        return (shortForm ? PREFIX : GROUP + ":" + ARTIFACT + ":" + version + ":") + goal;
    }

    /** Replaces every goal that the text names by the command that runs it. */
    public String in(String text) {
        return NAMED.matcher(text)
                .replaceAll(named -> Matcher.quoteReplacement("'mvn " + argument(named.group(1)) + "'"));
    }

    /** Writes lines in which every goal is a command. */
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
