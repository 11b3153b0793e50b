package io.github.mesosbuild.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes programs find the libraries of their installation wherever it is: directories of the installation in a run path become
 * relative to the file, by {@code $ORIGIN} (ld.so(8)).
 */
final class RunPaths {
    private static final String ORIGIN = "$ORIGIN";

    private RunPaths() {}

    /**
     * Returns the run path of a file with relative directories.
     *
     * @param place the file's path in the installation
     * @param prefix the directory that the installation was made for
     */
    static String relative(String directories, Path place, Path prefix) {
        Path here = prefix.resolve(place).getParent();
        List<String> relative = new ArrayList<>();
        for (String directory : directories.split(":", -1)) {
            Path path = Path.of(directory).normalize();
            String text =
                    !directory.isEmpty() && path.startsWith(prefix) ? ORIGIN + way(here, path, prefix) : directory;
            if (!relative.contains(text)) {
                relative.add(text);
            }
        }
        return String.join(":", relative);
    }

    /** Ends like the old directory, even in that directory itself, because other names may be its end. */
    private static String way(Path here, Path path, Path prefix) {
        if (!path.equals(here)) {
            return "/" + here.relativize(path);
        }
        return here.equals(prefix) ? "" : "/../" + here.getFileName();
    }

    /**
     * Returns the changes that make the run path of a file relative, if directories of the installation are in it. The new one ends where
     * the old one did, because the linker lets other names of the file begin in the middle of a name that ends like them.
     *
     * @param place the file's path in the installation
     * @param prefix the directory that the installation was made for
     * @throws RelocationException if the new run path is longer than the old one
     */
    static List<Patch> relative(ElfFile file, Path place, Path prefix) throws RelocationException {
        if (file.runPath().isEmpty()) {
            return List.of();
        }
        ElfFile.RunPath old = file.runPath().get();
        String wanted = relative(old.directories(), place, prefix);
        if (wanted.equals(old.directories())) {
            return List.of();
        }
        byte[] text = wanted.getBytes(StandardCharsets.UTF_8);
        int room = old.directories().getBytes(StandardCharsets.UTF_8).length;
        if (text.length > room) {
            throw RelocationException.noRoom(place, old.directories(), wanted);
        }
        int shift = room - text.length;
        // The unused part would still name the old directory.
        byte[] padded = new byte[room];
        System.arraycopy(text, 0, padded, shift, text.length);
        ByteBuffer index = ByteBuffer.allocate(Long.BYTES).order(old.order());
        index.putLong(0, old.index() + shift);
        return List.of(new Patch(old.offset(), padded), new Patch(old.entry(), index.array()));
    }
}
