package io.github.mesosbuild.host;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.release.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The versions of the libraries that a release requires, for fingerprints. The first time, each library's probe is compiled to learn
 * which headers and libraries the compiler and the linker take for it ({@code -MD}, GCC manual; {@code -t}, ld manual). That is
 * remembered in a file together with size, modification time and inode of all of them, and of the directories in which another
 * would come before them; while these are the same, no process is started.
 *
 * <p>A library's version is what its header says, and the name of the library file behind its links, such as {@code
 * libz.so.1.2.13}: so an update that keeps both, as distributions make them for security, is none here. An archive is copied into
 * what is linked with it, so its content counts.
 */
final class Libraries {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 3;
    private static final List<Path> FIRST_LOOKED_IN = List.of(Path.of("/usr/local/include"), Path.of("/usr/local/lib"));

    private final Toolbox toolbox;
    private final ProgramProbe programs;
    private final Path file;
    private final Map<String, String> entries;

    /** @param file where versions are remembered; it only saves time, and need not be there or be writable */
    Libraries(Toolbox toolbox, ProgramProbe programs, Path file) {
        this.toolbox = toolbox;
        this.programs = programs;
        this.file = file;
        this.entries = read(file);
    }

    private static Map<String, String> read(Path file) {
        try {
            return new TreeMap<>(AtomicFile.readProperties(file).orElse(Map.of()));
        } catch (IOException | IllegalArgumentException e) {
            return new TreeMap<>();
        }
    }

    /**
     * The version of the library that a program needs.
     *
     * @return empty if it needs none but those of the compiler, or the library is not there
     */
    Optional<String> version(Requirement.Program program) throws IOException, InterruptedException {
        if (program.version().isEmpty() && names(program).isEmpty()) {
            return Optional.empty();
        }
        String compiler = toolbox.find(ProgramProbe.compiler(program))
                .map(ToolIdentity::sha256)
                .orElse("");
        String key = Toolbox.sha256((compiler + programs.words(program) + program).getBytes(StandardCharsets.UTF_8));
        String[] fields = entries.getOrDefault(key, "").split(SEPARATOR, FIELDS);
        if (fields.length == FIELDS) {
            Stream.of(fields[2].split(SEPARATOR)).map(Path::of).forEach(toolbox.witness()::saw);
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
        try {
            AtomicFile.writeProperties(file, entries);
        } catch (IOException e) {
            return Optional.of(version);
        }
        return Optional.of(version);
    }

    private static String version(Requirement.Program program, ProgramProbe.Trace trace) throws IOException {
        List<String> parts = new ArrayList<>(trace.version().stream().toList());
        List<String> names = names(program);
        TreeSet<String> libraries = new TreeSet<>();
        for (Path path : trace.files()) {
            String name = path.getFileName().toString();
            if (names.stream().anyMatch(library -> name.startsWith("lib" + library + "."))) {
                Path real = path.toRealPath();
                libraries.add(real.getFileName()
                        + (name.endsWith(".a") ? " SHA-256 " + Toolbox.sha256(Files.readAllBytes(real)) : ""));
            }
        }
        parts.addAll(libraries);
        return String.join(", ", parts).replace(SEPARATOR, " ");
    }

    private static List<String> names(Requirement.Program program) {
        return program.libraries().stream()
                .filter(word -> word.startsWith("-l"))
                .map(word -> word.substring(2))
                .toList();
    }

    /** What is not there counts too: it may come. */
    private static String stamp(List<String> files) throws IOException {
        StringBuilder stamps = new StringBuilder();
        for (String name : files) {
            Path path = Path.of(name);
            stamps.append(Files.exists(path) ? ToolCache.stamp(path) : "none").append('\n');
        }
        return Toolbox.sha256(stamps.toString().getBytes(StandardCharsets.UTF_8));
    }
}
