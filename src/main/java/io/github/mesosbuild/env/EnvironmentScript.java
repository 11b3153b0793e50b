package io.github.mesosbuild.env;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The script {@code mesos-env.sh}, which makes an installation usable from the shell that sources it.
 *
 * <p>It uses only the POSIX shell language (IEEE Std 1003.1, Shell Command Language) and runs in dash, bash and zsh, even with {@code
 * set -eu}. It does not set {@code LD_LIBRARY_PATH}, which would affect every other program that the shell starts: binaries installed
 * by libtool find their libraries by {@code RUNPATH}.
 *
 * @param prefix the installation's directory; made absolute
 * @param library the installation's {@code libmesos}, for {@code MESOS_NATIVE_JAVA_LIBRARY}; made absolute; empty if there is none
 * @param directories those of {@link #DIRECTORIES} that the installation has
 * @param variables other variables that the programs need, by name
 */
public record EnvironmentScript(
        Path prefix, Optional<Path> library, Set<String> directories, Map<String, String> variables) {
    /** The directories that the script adds to variables. */
    private static final List<String> DIRECTORIES =
            List.of("sbin", "bin", "lib", "lib64", "lib/pkgconfig", "lib64/pkgconfig", "share/pkgconfig");

    /** Files in a directory by which it is useful to the linker. */
    private static final String LIBRARIES = "lib*.{so,a,dylib}";

    private static final String HEAD = "# Written by mesos-maven-plugin, to be sourced by sh, bash or zsh.\n";
    private static final String PATH = "PATH";
    private static final Pattern ENTRY = Pattern.compile(
            "^  \\*\\) (?:PATH|LIBRARY_PATH|PKG_CONFIG_PATH)='(.*?)(?:/s?bin|/lib(?:64)?|/(?:lib(?:64)?|share)/pkgconfig)'\"\\$\\{.*\" ;;$",
            Pattern.MULTILINE | Pattern.UNIX_LINES);

    /**
     * Makes the paths absolute.
     *
     * @throws IllegalArgumentException if the prefix contains a line break, or a colon, which separates the entries of {@code PATH}
     *     and cannot be quoted there (IEEE Std 1003.1, section 8.3); the message is a sentence that names the prefix
     */
    public EnvironmentScript {
        directories = Set.copyOf(directories);
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
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

    /** Creates the script of an installation whose programs need no other variables. */
    public EnvironmentScript(Path prefix, Optional<Path> library, Set<String> directories) {
        this(prefix, library, directories, Map.of());
    }

    /**
     * Creates the script for an installation on this machine.
     *
     * @param variables other variables that the programs need, by name
     * @throws IllegalArgumentException as the constructor
     * @throws IOException if a directory of the installation cannot be read
     */
    public static EnvironmentScript at(Path prefix, Optional<Path> library, Map<String, String> variables)
            throws IOException {
        Set<String> directories = new HashSet<>();
        for (String name : DIRECTORIES) {
            Path directory = prefix.resolve(name);
            if (Files.isDirectory(directory) && (!name.startsWith("lib") || name.contains("/") || links(directory))) {
                directories.add(name);
            }
        }
        return new EnvironmentScript(prefix, library, directories, variables);
    }

    private static boolean links(Path directory) throws IOException {
        try (DirectoryStream<Path> libraries = Files.newDirectoryStream(directory, LIBRARIES)) {
            return libraries.iterator().hasNext();
        }
    }

    /**
     * Returns the text of the script.
     *
     * <p>The script prepends what the installation has: {@code bin} and {@code sbin} to {@code PATH}; directories of libraries to {@code
     * LIBRARY_PATH}, which GCC and Clang search when they link; directories of {@code .pc} files to {@code PKG_CONFIG_PATH}. It exports
     * {@code MESOS_NATIVE_JAVA_LIBRARY} if there is a library, and the other variables, usually none. It may be sourced repeatedly: an entry that
     * is there already stays where it is.
     */
    public String text() {
        return HEAD + text(ShellDialect.POSIX);
    }

    /** Returns lines that do the same in the language of another shell. */
    public String text(ShellDialect dialect) {
        return prepended(dialect, PATH, "sbin", "bin")
                + prepended(dialect, "LIBRARY_PATH", "lib64", "lib")
                + prepended(dialect, "PKG_CONFIG_PATH", "share/pkgconfig", "lib64/pkgconfig", "lib/pkgconfig")
                + library.map(file -> dialect.assigned("MESOS_NATIVE_JAVA_LIBRARY", file.toString()))
                        .orElse("")
                + variables.entrySet().stream()
                        .map(variable -> dialect.assigned(variable.getKey(), variable.getValue()))
                        .collect(Collectors.joining());
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
            return entry.find() ? Optional.of(Path.of(entry.group(1).replace("'\\''", "'"))) : Optional.empty();
        } catch (InvalidPathException inThisLocale) {
            return Optional.empty();
        }
    }

    private String prepended(ShellDialect dialect, String variable, String... names) {
        StringBuilder text = new StringBuilder();
        for (String directory : names) {
            if (directories.contains(directory)) {
                text.append(dialect.prepended(variable, prefix.resolve(directory)));
            }
        }
        return text.isEmpty() ? "" : text + dialect.exported(variable);
    }
}
