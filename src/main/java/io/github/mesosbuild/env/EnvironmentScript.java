package io.github.mesosbuild.env;

import io.github.mesosbuild.text.ShellWords;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The script {@code mesos-env.sh} that makes an installation usable from the shell that sources it.
 *
 * <p>It is in the language of POSIX (Shell Command Language, IEEE Std 1003.1) and runs in dash, bash and zsh, also under
 * {@code set -eu}. {@code LD_LIBRARY_PATH} is not set: what libtool installs finds its libraries through its
 * {@code RUNPATH}, and a directory in that variable would change every other program that the shell starts.
 *
 * @param prefix where it is installed; made absolute
 * @param library its {@code libmesos}, for {@code MESOS_NATIVE_JAVA_LIBRARY}; made absolute; empty if it has none
 */
public record EnvironmentScript(Path prefix, Optional<Path> library) {
    private static final String HEAD = "# Written by mesos-maven-plugin, to be sourced by sh, bash or zsh.\n";
    private static final Pattern ENTRY = Pattern.compile(
            "^  \\*\\) PATH='(.*)'\"\\$\\{PATH:\\+:\\$PATH}\" ;;$", Pattern.MULTILINE | Pattern.UNIX_LINES);

    /**
     * @throws IllegalArgumentException if the prefix holds a colon, which separates the entries of {@code PATH} and cannot
     *     be quoted there (IEEE Std 1003.1, section 8.3), or a line end; the message is a sentence that names the prefix
     */
    public EnvironmentScript {
        prefix = prefix.toAbsolutePath();
        library = library.map(Path::toAbsolutePath);
        if (prefix.toString().indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "The directory " + prefix + " cannot be put into PATH, because its name holds a colon.");
        }
        if (prefix.toString().indexOf('\n') >= 0) {
            throw new IllegalArgumentException("The directory "
                    + prefix.toString().replace("\n", "\\n")
                    + " cannot be put into PATH, because its name holds a line end.");
        }
    }

    /**
     * The text of the script. Sourced any number of times, it puts {@code bin} and {@code sbin} of the prefix before
     * everything else in {@code PATH} once, and exports {@code MESOS_NATIVE_JAVA_LIBRARY} if there is a library. It sets no
     * other variable. An entry that {@code PATH} has already stays where it is.
     */
    public String text() {
        StringBuilder text = new StringBuilder(HEAD);
        text.append(prepended(prefix.resolve("sbin")));
        text.append(prepended(prefix.resolve("bin")));
        text.append("export PATH\n");
        library.ifPresent(file -> text.append("export MESOS_NATIVE_JAVA_LIBRARY=")
                .append(ShellWords.inQuotes(file.toString()))
                .append('\n'));
        return text.toString();
    }

    /**
     * The prefix of a script's text.
     *
     * @return empty if the text is not of this class, or the locale cannot express the prefix
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

    private static String prepended(Path directory) {
        String name = ShellWords.inQuotes(directory.toString());
        return String.format(Locale.ROOT, """
                case ":${PATH-}:" in
                  *:%s:*) ;;
                  *) PATH=%s"${PATH:+:$PATH}" ;;
                esac
                """, name, name);
    }
}
