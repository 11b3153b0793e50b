package io.github.mesosbuild.mojo;

import io.github.mesosbuild.text.Printable;
import io.github.mesosbuild.text.Redactor;
import org.apache.maven.plugin.logging.Log;

/** Maven's log behind the redactor: no message and no exception reaches it with a secret, or with what a terminal would obey. */
final class SafeLog implements Log {
    private final Log log;
    private final Redactor redactor;
    private final Printable printable;

    SafeLog(Log log, Redactor redactor, Printable printable) {
        this.log = log;
        this.redactor = redactor;
        this.printable = printable;
    }

    private CharSequence safe(CharSequence content) {
        return content == null ? null : printable.of(redactor.redact(content.toString()));
    }

    private Throwable safe(Throwable error) {
        return error == null ? null : SafeFailures.cause(error, redactor);
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public void debug(CharSequence content) {
        log.debug(safe(content));
    }

    @Override
    public void debug(CharSequence content, Throwable error) {
        log.debug(safe(content), safe(error));
    }

    @Override
    public void debug(Throwable error) {
        log.debug(safe(error));
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isInfoEnabled();
    }

    @Override
    public void info(CharSequence content) {
        log.info(safe(content));
    }

    @Override
    public void info(CharSequence content, Throwable error) {
        log.info(safe(content), safe(error));
    }

    @Override
    public void info(Throwable error) {
        log.info(safe(error));
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public void warn(CharSequence content) {
        log.warn(safe(content));
    }

    @Override
    public void warn(CharSequence content, Throwable error) {
        log.warn(safe(content), safe(error));
    }

    @Override
    public void warn(Throwable error) {
        log.warn(safe(error));
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }

    @Override
    public void error(CharSequence content) {
        log.error(safe(content));
    }

    @Override
    public void error(CharSequence content, Throwable error) {
        log.error(safe(content), safe(error));
    }

    @Override
    public void error(Throwable error) {
        log.error(safe(error));
    }
}
