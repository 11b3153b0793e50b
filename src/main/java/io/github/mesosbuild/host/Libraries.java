package io.github.mesosbuild.host;

import io.github.mesosbuild.release.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The versions of the libraries that a release requires, for fingerprints.
 *
 * <p>Compiling a library's probe shows which headers and libraries the compiler and the linker use for it ({@code -MD}, GCC manual;
 * {@code -t}, ld manual). They are remembered with their size, modification time and inode, and so are the directories that are
 * searched first. As long as all of these are the same, no process is started.
 *
 * <p>A version consists of the version in the library's header and the file name of the shared library, such as {@code
 * libz.so.1.2.13}. Security updates of distributions usually keep both, and do not cause a new build. A static library is copied
 * into the binaries that are linked with it, so its content counts.
 */
final class Libraries {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 3;
    private static final List<Path> FIRST_LOOKED_IN = List.of(Path.of("/usr/local/include"), Path.of("/usr/local/lib"));

    private final Toolbox toolbox;
    private final ProgramProbe programs;
    private final PropertiesCache entries;

    /**
     * Creates a finder of library versions.
     *
     * @param file where versions are remembered
     */
    Libraries(Toolbox toolbox, ProgramProbe programs, Path file) {
        this.toolbox = toolbox;
        this.programs = programs;
        this.entries = new PropertiesCache(file);
    }

    /** Returns the version of the library that a program needs; empty if it needs only the compiler's own, or the library is missing. */
    Optional<String> version(Requirement.Program program) throws IOException, InterruptedException {
        if (program.version().isEmpty() && names(program).isEmpty()) {
            return Optional.empty();
        }
        String compiler = toolbox.find(ProgramProbe.compiler(program))
                .map(identity -> identity.sha256() + identity.version())
                .orElse("");
        String key = Toolbox.sha256((compiler + programs.words(program) + program).getBytes(StandardCharsets.UTF_8));
        String[] fields = entries.get(key).orElse("").split(SEPARATOR, FIELDS);
        if (fields.length == FIELDS) {
            Stream.of(fields[2].split(SEPARATOR)).map(Path::of).forEach(toolbox.observer()::saw);
        }
        if (fields.length == FIELDS && fields[1].equals(stamp(List.of(fields[2].split(SEPARATOR))))) {
            return Optional.of(fields[0]);
        }
        Optional<ProgramProbe.Trace> trace = programs.trace(program);
        if (trace.isEmpty()) {
            return Optional.empty();
        }
        String version = version(program, trace.get());
        TreeSet<String> looked = new TreeSet<>();
        trace.get().files().forEach(path -> looked.add(path.toString()));
        FIRST_LOOKED_IN.forEach(path -> looked.add(path.toString()));
        List<String> files = List.copyOf(looked);
        entries.put(key, version + SEPARATOR + stamp(files) + SEPARATOR + String.join(SEPARATOR, files));
        return Optional.of(version);
    }

    private static String version(Requirement.Program program, ProgramProbe.Trace trace) throws IOException {
        List<String> parts = new ArrayList<>(trace.version().stream().toList());
        List<String> names = names(program);
        TreeSet<String> libraries = new TreeSet<>();
        for (Path path : trace.files()) {
            String name = path.getFileName().toString();
            if (names.stream().anyMatch(library -> isFileOf(library, path))) {
                Path real = path.toRealPath();
                libraries.add(real.getFileName()
                        + (name.endsWith(".a") ? " SHA-256 " + Toolbox.sha256(Files.readAllBytes(real)) : ""));
            }
        }
        parts.addAll(libraries);
        return String.join(", ", parts).replace(SEPARATOR, " ");
    }

    /** Returns whether one of the files is that of a library, static or shared. */
    static boolean isAmong(Collection<Path> files, String library) {
        return files.stream().anyMatch(file -> isFileOf(library, file));
    }

    private static boolean isFileOf(String library, Path file) {
        return file.getFileName().toString().startsWith("lib" + library + ".");
    }

    /** Returns the names of the libraries that a program is linked with, such as {@code z} for {@code -lz}. */
    static List<String> names(Requirement.Program program) {
        return program.libraries().stream()
                .filter(word -> word.startsWith("-l"))
                .map(word -> word.substring(2))
                .toList();
    }

    /** A file that does not exist counts too, because it may appear later. */
    private static String stamp(List<String> files) throws IOException {
        StringBuilder stamps = new StringBuilder();
        for (String name : files) {
            Path path = Path.of(name);
            stamps.append(Files.exists(path) ? ToolCache.stamp(path) : "none").append('\n');
        }
        return Toolbox.sha256(stamps.toString().getBytes(StandardCharsets.UTF_8));
    }
}
