package io.github.mesosbuild.report;

/** A destination for lines that the user reads, usually Maven's log. */
public interface LineSink {
    void info(String line);

    void warn(String line);
}
