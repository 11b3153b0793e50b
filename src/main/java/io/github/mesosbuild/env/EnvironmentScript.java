package io.github.mesosbuild.env;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The script {@code mesos-env.sh}, which makes an installation usable from the shell that sources it.
 *
 * <p>It uses only the POSIX shell language (IEEE Std 1003.1, Shell Command Language) and runs in dash, bash and zsh, also with {@code
 * set -eu}. It does not set {@code LD_LIBRARY_PATH}, which would affect every other program that the shell starts: binaries installed
 * by libtool find their libraries by {@code RUNPATH}.
 *
 * @param prefix the installation's directory; made absolute
 * @param library the installation's {@code libmesos}, for {@code MESOS_NATIVE_JAVA_LIBRARY}; made absolute; empty if there is none
 */
public record EnvironmentScript(Path prefix, Optional<Path> library) {
    private static final String HEAD = "# Written by mesos-maven-plugin, to be sourced by sh, bash or zsh.\n";
    private static final String PATH = "PATH";
    private static final Pattern ENTRY = Pattern.compile(
            "^  \\*\\) PATH='(.*)'\"\\$\\{PATH:\\+:\\$PATH}\" ;;$", Pattern.MULTILINE | Pattern.UNIX_LINES);

    /**
     * Makes the paths absolute.
     *
     * @throws IllegalArgumentException if the prefix contains a line break, or a colon, which separates the entries of {@code PATH}
     *     and cannot be quoted there (IEEE Std 1003.1, section 8.3); the message is a sentence that names the prefix
     */
    public EnvironmentScript {
        prefix = prefix.toAbsolutePath();
        library = library.map(Path::toAbsolutePath);
        if (prefix.toString().indexOf(':') >= 0) {
            throw new IllegalArgumentException("Cannot add " + prefix + " to PATH: the path contains a colon.");
        }
        if (prefix.toString().indexOf('\n') >= 0) {
            throw new IllegalArgumentException("Cannot add "
                    + prefix.toString().replace("\n", "\\n")
                    + " to PATH: the path contains a line break.");
        }
    }

    /**
     * Returns the text of the script.
     *
     * <p>The script prepends the prefix's {@code bin} and {@code sbin} to {@code PATH} and exports {@code MESOS_NATIVE_JAVA_LIBRARY} if
     * there is a library. It sets no other variable. It may be sourced repeatedly: an entry that is already in {@code PATH} stays where
     * it is.
     */
    public String text() {
        return HEAD + text(ShellDialect.POSIX);
    }

    /** Returns lines that do the same in the language of another shell. */
    public String text(ShellDialect dialect) {
        return dialect.prepended(PATH, prefix.resolve("sbin"))
                + dialect.prepended(PATH, prefix.resolve("bin"))
                + dialect.exported(PATH)
                + library.map(file -> dialect.assigned("MESOS_NATIVE_JAVA_LIBRARY", file.toString()))
                        .orElse("");
    }

    /**
     * Returns the prefix that a script is for.
     *
     * @return empty if the text was not written by this class, or the locale cannot express the prefix
     */
    public static Optional<Path> prefixOf(String text) {
        if (!text.startsWith(HEAD)) {
            return Optional.empty();
        }
        Matcher entry = ENTRY.matcher(text);
        try {
            return entry.find()
                    ? Optional.of(Path.of(entry.group(1).replace("'\\''", "'"))).map(Path::getParent)
                    : Optional.empty();
        } catch (InvalidPathException inThisLocale) {
            return Optional.empty();
        }
    }
}
