package io.github.mesosbuild.host;

import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the {@link Facts} of this machine. */
public final class FactFinder {
    private static final Pattern GCC =
            Pattern.compile("(\\S*-)?(g\\+\\+|gcc|c\\+\\+|cc)(-[\\d.]+)?\\s.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern GLIBC = Pattern.compile("GNU C Library[^\\n]*?release version (\\d+(?:\\.\\d+)+)");
    private static final Pattern MUSL = Pattern.compile("musl libc.*?Version (\\d+(?:\\.\\d+)+)", Pattern.DOTALL);

    /** The tools whose versions are facts. */
    public static final List<String> TOOLS = List.of("c++", "make", "python", "ccache", "ld");

    private final Toolbox toolbox;
    private final Path root;
    private final String kernel;

    /**
     * Creates a finder.
     *
     * @param root the directory that contains {@code lib} and {@code usr}: {@code /}
     * @param kernel the system property {@code os.version}
     */
    public FactFinder(Toolbox toolbox, Path root, String kernel) {
        this.toolbox = toolbox;
        this.root = root;
        this.kernel = kernel;
    }

    /**
     * Finds all facts.
     *
     * @param jdkHome the JDK that the build will use, if any; a JDK without {@code bin/javac} counts as missing
     * @throws IOException if an existing file cannot be read
     */
    public Facts find(Optional<Path> jdkHome) throws IOException, InterruptedException {
        Map<String, Version> versions = new HashMap<>();
        Optional<String> compiler = toolbox.find("c++").map(ToolIdentity::version);
        compiler.flatMap(FactFinder::implementation)
                .ifPresent(name -> Toolbox.versionIn(compiler.get()).ifPresent(version -> versions.put(name, version)));
        for (String tool : List.of("make", "python", "ccache")) {
            toolbox.find(tool)
                    .flatMap(found -> Toolbox.versionIn(found.version()))
                    .ifPresent(version -> versions.put(tool, version));
        }
        toolbox.find("ld")
                .map(ToolIdentity::version)
                .filter(line -> line.startsWith("GNU ld"))
                .flatMap(Toolbox::versionIn)
                .ifPresent(version -> versions.put("binutils", version));
        if (jdkHome.isPresent()) {
            Jdk.files(jdkHome.get()).forEach(toolbox.observer()::saw);
            Jdk.versionAt(jdkHome.get()).ifPresent(version -> versions.put("jdk", version));
        }
        Version.firstIn(kernel).ifPresent(version -> versions.put("kernel", version));
        putLibc(versions);
        return new Facts(versions);
    }

    /**
     * Finds the version of the C library alone, as {@code glibc} or {@code musl}.
     *
     * @throws IOException if an existing file cannot be read
     */
    public Facts findLibc() throws IOException, InterruptedException {
        Map<String, Version> versions = new HashMap<>();
        putLibc(versions);
        return new Facts(versions);
    }

    /** Returns gcc, clang or apple-clang, by the first line of a compiler's {@code --version}. */
    static Optional<String> implementation(String line) {
        if (line.startsWith("Apple ")) {
            return Optional.of("apple-clang");
        }
        if (line.contains("clang version")) {
            return Optional.of("clang");
        }
        return GCC.matcher(line).matches() ? Optional.of("gcc") : Optional.empty();
    }

    private void putLibc(Map<String, Version> versions) throws IOException, InterruptedException {
        for (Path file : libraries("libc.so.6")) {
            Optional<ToolIdentity> glibc = toolbox.identify("glibc", file, FactFinder::glibcVersion);
            if (glibc.isPresent()) {
                versions.put("glibc", new Version(glibc.get().version()));
                return;
            }
        }
        for (Path file : libraries("ld-musl-*.so.1")) {
            Optional<ToolIdentity> musl = toolbox.identify(
                    "musl", file, loader -> toolbox.greeting(loader).flatMap(text -> group(MUSL, text)));
            if (musl.isPresent()) {
                versions.put("musl", new Version(musl.get().version()));
                return;
            }
        }
    }

    /** Returns the matching files in the library directories of the common distributions. */
    private List<Path> libraries(String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String parent : List.of("lib64", "lib", "usr/lib64", "usr/lib")) {
            Path directory = root.resolve(parent);
            files.addAll(matching(directory, glob));
            for (Path multiarch : matching(directory, "*-linux-gnu*")) {
                files.addAll(matching(multiarch, glob));
            }
        }
        return files;
    }

    private List<Path> matching(Path directory, String glob) throws IOException {
        toolbox.observer().saw(directory);
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
                entries.forEach(found::add);
            }
        }
        return found;
    }

    /** Searches the library for the line that it prints when it is run: "GNU C Library … stable release version 2.36." */
    private static Optional<String> glibcVersion(Path file) throws IOException {
        return group(GLIBC, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
