package io.github.mesosbuild.process;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.files.PathEntries;
import io.github.mesosbuild.text.Redactor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks before a command is started that it can be, so that a failure can be explained. */
final class Programs {
    /** The search path of {@code execvp} if {@code PATH} is not set (confstr(3) on Linux). */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private Programs() {}

    /**
     * Returns the arguments with the program's path. {@link ProcessBuilder} alone would search the {@code PATH} of this JVM.
     */
    static List<String> resolve(Command command) throws ProcessException {
        if (!Files.isDirectory(command.directory())) {
            throw new ProcessException(
                    ProcessException.Kind.DIRECTORY_MISSING,
                    command.name(),
                    command.directory().toString(),
                    "Cannot start " + command.name() + ": its working directory " + command.directory()
                            + " does not exist.",
                    null);
        }
        requireEncodable(command);
        List<String> argv = new ArrayList<>(command.argv());
        argv.set(0, program(command));
        return argv;
    }

    private static String program(Command command) throws ProcessException {
        String name = command.argv().get(0);
        List<Path> candidates = new ArrayList<>();
        if (name.contains("/")) {
            candidates.add(command.directory().resolve(name));
        } else {
            for (Path entry :
                    PathEntries.of(command.environment().getOrDefault("PATH", DEFAULT_PATH), command.directory())) {
                candidates.add(entry.resolve(name));
            }
        }
        Path refused = null;
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return name.contains("/") ? name : candidate.toString();
            }
            if (refused == null && Files.exists(candidate)) {
                refused = candidate;
            }
        }
        if (refused != null) {
            Optional<Mounts.Mount> mount = isMeantToBeExecuted(refused)
                    ? Mounts.read(MOUNTS).of(refused).filter(Mounts.Mount::noExec)
                    : Optional.empty();
            if (mount.isPresent()) {
                throw new ProcessException(
                        ProcessException.Kind.NO_EXEC,
                        command.name(),
                        refused.toString(),
                        "Cannot start " + StartFailures.what(command, refused.toString()) + ": the file system at "
                                + mount.get().point() + " is mounted noexec.",
                        null);
            }
            throw new ProcessException(
                    ProcessException.Kind.PROGRAM_NOT_EXECUTABLE,
                    command.name(),
                    refused.toString(),
                    "Cannot start " + StartFailures.what(command, refused.toString()) + ": "
                            + (Files.isRegularFile(refused) ? "permission denied." : "it is not a file."),
                    null);
        }
        throw new ProcessException(
                ProcessException.Kind.PROGRAM_MISSING,
                command.name(),
                name,
                "Cannot start " + StartFailures.what(command, name) + ": it "
                        + (name.contains("/")
                                ? "does not exist."
                                : "is not on the PATH " + command.environment().getOrDefault("PATH", DEFAULT_PATH)
                                        + "."),
                null);
    }

    private static boolean isMeantToBeExecuted(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getPosixFilePermissions(file).stream()
                            .anyMatch(permission -> permission.name().endsWith("_EXECUTE"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Java silently replaces characters that the locale cannot express by question marks. */
    private static void requireEncodable(Command command) throws ProcessException {
        CharsetEncoder encoder = nativeEncoding().newEncoder();
        List<String> values = new ArrayList<>(command.argv());
        values.addAll(command.environment().keySet());
        values.addAll(command.environment().values());
        for (String given : values) {
            if (!encoder.canEncode(given)) {
                String value = isSecret(given, command) ? Redactor.MARK : given;
                throw new ProcessException(
                        ProcessException.Kind.NOT_ENCODABLE,
                        command.name(),
                        value,
                        "Cannot pass '" + value + "' to " + command.name() + ": the locale's encoding "
                                + encoder.charset() + " cannot express it.",
                        null);
            }
        }
    }

    private static boolean isSecret(String value, Command command) {
        return !Redactor.words(command.argv()).containsAll(command.argv())
                        && command.argv().contains(value)
                || command.environment().entrySet().stream()
                        .anyMatch(entry ->
                                entry.getValue().equals(value) && Redactor.isSecret(entry.getKey(), entry.getValue()));
    }

    /** JDK 17 encodes arguments in the default charset, later JDKs in {@code sun.jnu.encoding}. */
    private static Charset nativeEncoding() {
        String name = Runtime.version().feature() < 18 ? null : System.getProperty("sun.jnu.encoding");
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }
}
