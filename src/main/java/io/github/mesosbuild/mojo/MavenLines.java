package io.github.mesosbuild.mojo;

import io.github.mesosbuild.report.LineSink;
import io.github.mesosbuild.text.Printable;
import io.github.mesosbuild.text.Redactor;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** Prints lines to a goal's log. The answer to a question is the output of a quiet Maven, so that scripts can use it. */
final class MavenLines implements LineSink {
    private final Log log;
    private final Optional<PrintStream> answer;
    private final Printable printable = Terminal.printable();
    private final Redactor redactor;

    /**
     * Creates a sink.
     *
     * @param answer where ordinary lines go if the log leaves them out; empty if they are not the answer to a question
     * @param redactor removes secrets from what does not go through the log
     */
    MavenLines(Log log, Optional<PrintStream> answer, Redactor redactor) {
        this.log = log;
        this.answer = answer;
        this.redactor = redactor;
    }

    @Override
    public void info(String line) {
        if (answer.isPresent() && !log.isInfoEnabled()) {
            answer.get().println(printable.of(redactor.redact(line)));
        } else {
            log.info(printable.of(line));
        }
    }

    @Override
    public void warn(String line) {
        log.warn(printable.of(line));
    }
}
