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

/** What Maven's output can show, and whether a person watches it on a terminal. */
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

    /** What Maven's output can show. */
    static Printable printable() {
        return new Printable(encoding(System.getProperties()));
    }

    /** As the JVM chooses it for {@link System#out}: without a property (JDK 17, not on a terminal) it is the default. */
    static Charset encoding(Properties system) {
        return Stream.of("stdout.encoding", "sun.stdout.encoding")
                .map(system::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst()
                .map(Charset::forName)
                .orElse(Charset.defaultCharset());
    }

    /**
     * A failure whose message Maven can print. Maven appends the messages of causes that it does not find in the message, so a cause
     * is left out where its message would undo the escapes.
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
            // From Java 22 on there is a console even if the output is redirected, and this method tells.
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
