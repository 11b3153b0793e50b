package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names from outside that become files or directories: their forms, and the proof that the result is where it belongs. */
public final class PathNames {
    /** The name of a release or of its version, which becomes part of file names. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+~^-]{0,99}");

    /** The longest name of most file systems is 255 bytes; ours get prefixes and suffixes. */
    private static final int LONGEST = 200;

    private PathNames() {}

    /** Returns why a text is not a plain name, as a clause that follows the quoted text; empty if it is one. */
    public static Optional<String> plain(String name) {
        return PLAIN.matcher(name).matches() && !name.contains("..")
                ? Optional.empty()
                : Optional.of("is not a name: use letters, digits, '.', '_', '+' and '-', at most 100");
    }

    /** Returns why a text is not the name of a file in a directory, as a clause that follows the quoted text; empty if it is one. */
    public static Optional<String> file(String name) {
        boolean valid = !name.isEmpty()
                && name.length() <= LONGEST
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.chars().noneMatch(Character::isISOControl);
        return valid ? Optional.empty() : Optional.of("is not the name of a file");
    }

    /**
     * Returns why a text is not a relative path that stays in its directory, as a clause that follows the quoted text; empty if it is
     * one.
     */
    public static Optional<String> inside(String path) {
        if (path.startsWith("/")) {
            return Optional.of("is an absolute path");
        }
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                return Optional.of("leaves its directory");
            }
        }
        return path.chars().anyMatch(Character::isISOControl)
                ? Optional.of("contains a control character")
                : Optional.empty();
    }

    /**
     * Returns the file of that name in a directory.
     *
     * @throws IllegalArgumentException if the result is not a direct child of the directory
     */
    public static Path child(Path directory, String name) {
        Path parent = directory.toAbsolutePath().normalize();
        Path child = parent.resolve(name).normalize();
        if (!parent.equals(child.getParent()) || file(name).isPresent()) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a file in " + directory);
        }
        return directory.resolve(name);
    }

    /**
     * Returns the file of a relative path in a directory.
     *
     * @throws IOException if the result is not in the directory
     */
    public static Path in(Path directory, String path) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        if (inside(path).isPresent() || !root.resolve(path).normalize().startsWith(root)) {
            throw new IOException("'" + path + "' is not a path in " + directory);
        }
        return directory.resolve(path);
    }
}
