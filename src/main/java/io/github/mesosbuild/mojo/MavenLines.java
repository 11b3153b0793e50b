package io.github.mesosbuild.mojo;

import io.github.mesosbuild.report.LineSink;
import io.github.mesosbuild.text.Printable;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** Prints lines to a goal's log. The answer to a question is the output of a quiet Maven, so that scripts can use it. */
final class MavenLines implements LineSink {
    private final Log log;
    private final Optional<PrintStream> answer;
    private final Printable printable = Terminal.printable();

    /** @param answer where ordinary lines go if the log leaves them out; empty if they are not the answer to a question */
    MavenLines(Log log, Optional<PrintStream> answer) {
        this.log = log;
        this.answer = answer;
    }

    @Override
    public void info(String line) {
        if (answer.isPresent() && !log.isInfoEnabled()) {
            answer.get().println(printable.of(line));
        } else {
            log.info(printable.of(line));
        }
    }

    @Override
    public void warn(String line) {
        log.warn(printable.of(line));
    }
}
