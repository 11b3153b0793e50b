package io.github.mesosbuild.steps.patch;

import io.github.mesosbuild.files.PathNames;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The change of one file.
 *
 * @param line the line of the patch where it begins
 * @param names the names that the file may have, the likelier one first
 * @param creates whether the patch says that the file is new
 * @param deletes whether the file is removed
 * @param executable whether the file becomes executable, if the patch says so
 * @param hunks the lines of all hunks, each hunk with its head
 */
record FileChange(
        int line,
        List<String> names,
        boolean creates,
        boolean deletes,
        Optional<Boolean> executable,
        List<String> hunks) {
    FileChange {
        names = List.copyOf(names);
        hunks = List.copyOf(hunks);
    }

    /**
     * Returns the file in the sources.
     *
     * @throws PatchException if it is not a regular file of the sources, or exists although the patch creates it
     */
    String in(Path source) throws PatchException {
        for (String name : names) {
            requireInside(name, source);
        }
        Optional<String> existing =
                names.stream().filter(name -> exists(source.resolve(name))).findFirst();
        if (creates) {
            String name = names.get(0);
            if (exists(source.resolve(name))) {
                throw new PatchException(line, "creates " + name + ", which is in the sources already");
            }
            return name;
        }
        if (existing.isEmpty() && ofNothing()) {
            return names.get(0);
        }
        String name = existing.orElseThrow(
                () -> new PatchException(line, "changes " + names.get(0) + ", which is not in the sources"));
        if (!Files.isRegularFile(source.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            throw new PatchException(line, "changes " + name + ", which is not a regular file");
        }
        return name;
    }

    /** Old diffs of a new file have its name before and after. */
    private boolean ofNothing() {
        return hunks.get(0).startsWith("@@ -0,0 ");
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** A directory that is a link can lead anywhere. */
    private void requireInside(String name, Path source) throws PatchException {
        Optional<String> objection = PathNames.inside(name);
        if (objection.isPresent()) {
            throw new PatchException(line, "names '" + name + "', which " + objection.get());
        }
        Path directory = source;
        for (Path part : source.relativize(source.resolve(name).normalize())) {
            if (Files.isSymbolicLink(directory)) {
                throw new PatchException(
                        line, "names '" + name + "', but " + source.relativize(directory) + " is a symbolic link");
            }
            directory = directory.resolve(part);
        }
    }

    /** Returns the change as a unified diff of a file in the sources. */
    String text(String name, Path source) {
        boolean fresh = creates || ofNothing() && !exists(source.resolve(name));
        StringBuilder text = new StringBuilder();
        text.append("--- ").append(fresh ? PatchFile.NOTHING : name).append('\n');
        text.append("+++ ").append(deletes ? PatchFile.NOTHING : name).append('\n');
        hunks.forEach(hunk -> text.append(hunk).append('\n'));
        return text.toString();
    }
}
