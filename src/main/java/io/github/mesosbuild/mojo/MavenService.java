package io.github.mesosbuild.mojo;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.plugin.logging.Log;

/**
 * Asks services of Maven that only refine a choice, such as its toolchains. One that fails counts as absent: Maven 4.0.0-rc-5, for
 * example, throws a {@link NullPointerException} from its toolchain manager in a directory without a POM.
 */
final class MavenService {
    private MavenService() {}

    /**
     * Returns the service's answer.
     *
     * @param service its name, for the log at debug level
     * @return empty if the service answers null or fails
     */
    static <T> Optional<T> ask(Log log, String service, Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (RuntimeException | LinkageError e) {
            log.debug("Maven's " + service + " failed and is not used: " + e, e);
            return Optional.empty();
        }
    }
}
