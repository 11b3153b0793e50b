package io.github.mesosbuild.mojo;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.logging.Log;

/** Whether a person watches this build on a terminal. */
final class Terminal {
    private Terminal() {}

    /** The terminal, if there is one and Maven was asked neither to be quiet nor to behave as in a log. */
    static Optional<PrintStream> of(MavenExecutionRequest request, Log log) {
        String term = System.getenv("TERM");
        boolean capable = term != null
                && !term.equals("dumb")
                && MavenService.ask(log, "terminal", Terminal::isTerminal).orElse(false);
        return capable && request.isInteractiveMode() && log.isInfoEnabled() && System.getenv("CI") == null
                ? Optional.of(System.out)
                : Optional.empty();
    }

    private static boolean isTerminal() {
        if (System.console() == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console even if the output is redirected, and this method tells.
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
