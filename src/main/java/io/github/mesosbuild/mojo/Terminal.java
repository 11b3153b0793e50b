package io.github.mesosbuild.mojo;

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
        String message = printable().of(failure.getMessage());
        return message.equals(failure.getMessage()) ? failure : new MojoFailureException(message);
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
