package io.github.mesosbuild.report;

/** Where lines for a person go; Maven's log, as a rule. */
public interface LineSink {
    void info(String line);

    void warn(String line);
}
