package io.github.mesosbuild.mojo;

import io.github.mesosbuild.report.WorkflowCommands;
import io.github.mesosbuild.text.Printable;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Finds out whether Maven's output is a terminal, and which characters it can show. */
final class Terminal {
    /** The number of causes of causes that are examined. */
    private static final int DEEPEST = 20;

    private Terminal() {}

    /** Returns the terminal, unless Maven is quiet or in batch mode. */
    static Optional<PrintStream> of(MavenExecutionRequest request, Log log) {
        String term = System.getenv("TERM");
        boolean capable = term != null
                && !term.equals("dumb")
                && MavenService.ask(log, "terminal", Terminal::isTerminal).orElse(false);
        return capable && request.isInteractiveMode() && log.isInfoEnabled() && System.getenv("CI") == null
                ? Optional.of(System.out)
                : Optional.empty();
    }

    /** Returns the commands for GitHub Actions, which sets {@code GITHUB_ACTIONS} in all its jobs. */
    static WorkflowCommands workflow(MavenExecutionRequest request, Log log) {
        boolean here = "true".equals(System.getenv("GITHUB_ACTIONS"));
        return new WorkflowCommands(
                here ? Optional.of(System.out) : Optional.empty(),
                log.isInfoEnabled() && request.getDegreeOfConcurrency() <= 1);
    }

    /** Returns the filter for what Maven's output can show. */
    static Printable printable() {
        return new Printable(encoding(System.getProperties()));
    }

    /** Returns the encoding of {@link System#out}: a property, or, on JDK 17 without a terminal, the default. */
    static Charset encoding(Properties system) {
        return Stream.of("stdout.encoding", "sun.stdout.encoding")
                .map(system::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst()
                .map(Charset::forName)
                .orElse(Charset.defaultCharset());
    }

    /**
     * Returns a failure whose message Maven can print. Maven appends the messages of causes that the message does not contain, so a
     * cause whose message would undo the escapes is left out.
     */
    static MojoFailureException printable(MojoFailureException failure) {
        String message = printable().of(String.valueOf(failure.getMessage()));
        boolean plain = message.equals(failure.getMessage()) && printable(failure.getCause()) == failure.getCause();
        return plain ? failure : new MojoFailureException(message);
    }

    /**
     * Returns a failure that can be printed with its causes and their traces. If a message of them could harm the terminal, it is a
     * copy with escaped messages.
     */
    static Throwable printable(Throwable failure) {
        if (failure == null || isPrintable(failure, printable(), 0)) {
            return failure;
        }
        return copy(failure, printable(), 0);
    }

    private static boolean isPrintable(Throwable failure, Printable printable, int depth) {
        String text = failure.toString();
        return depth < DEEPEST
                && printable.of(text).equals(text)
                && (failure.getCause() == null || isPrintable(failure.getCause(), printable, depth + 1))
                && Stream.of(failure.getSuppressed()).allMatch(one -> isPrintable(one, printable, depth + 1));
    }

    private static Throwable copy(Throwable failure, Printable printable, int depth) {
        Throwable cause =
                failure.getCause() == null || depth >= DEEPEST ? null : copy(failure.getCause(), printable, depth + 1);
        Exception copy = new Exception(printable.of(failure.toString()), cause);
        copy.setStackTrace(failure.getStackTrace());
        if (depth < DEEPEST) {
            Stream.of(failure.getSuppressed()).forEach(one -> copy.addSuppressed(copy(one, printable, depth + 1)));
        }
        return copy;
    }

    private static boolean isTerminal() {
        if (System.console() == null) {
            return false;
        }
        try {
            // Since Java 22 there is a console even if the output is redirected; this method tells them apart.
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
