package io.github.mesosbuild.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The entries of a search path (IEEE Std 1003.1, section 8.3, PATH). */
public final class PathEntries {
    /** What Java puts in place of bytes that the locale cannot express. */
    private static final char UNKNOWN = '\uFFFD';

    private PathEntries() {}

    /**
     * Returns the directories. An empty entry means the working directory. An entry that this locale cannot express is skipped, as a
     * shell skips a directory that does not exist.
     *
     * @param directory what relative entries start from
     */
    public static List<Path> of(String searchPath, Path directory) {
        List<Path> entries = new ArrayList<>();
        for (String entry : searchPath.split(":", -1)) {
            try {
                entries.add(directory.resolve(entry));
            } catch (InvalidPathException inThisLocale) {
                // Nothing could be found there.
            }
        }
        return entries;
    }

    /** Returns the search path without the entries that this locale cannot express: no program could be given them either. */
    public static String expressible(String searchPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : searchPath.split(":", -1)) {
            try {
                if (entry.indexOf(UNKNOWN) < 0 && Path.of(entry).toString().length() >= 0) {
                    entries.add(entry);
                }
            } catch (InvalidPathException inThisLocale) {
                // It is left out.
            }
        }
        return String.join(":", entries);
    }
}
