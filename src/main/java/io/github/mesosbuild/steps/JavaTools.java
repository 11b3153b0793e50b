package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stand-ins for a JDK and for Maven in a build of Java bindings.
 *
 * <p>For a release that expects the layout of JDK 8, the JDK is a directory of links to the real one: {@code
 * jre/lib/ARCH/server}, a {@code javah} that calls {@code javac -h}, and a {@code javac} that accepts the source levels
 * of that time. {@code mvn} is a script that runs the Maven of this build.
 *
 * @param jdk the real JDK
 * @param workspace the workspace of the build
 * @param sources the directory of the Java sources in the source tree
 * @param oldLayout whether to create the layout of JDK 8
 */
public record JavaTools(Jdk jdk, Workspace workspace, String sources, boolean oldLayout) {
    private static final List<String> OWN = List.of("javac", "javah");

    /** A single quote inside a word in single quotes. */
    private static final String QUOTE = "'\\''";

    /** Returns the same tools with or without the layout of JDK 8. */
    JavaTools with(boolean layout) {
        return new JavaTools(jdk, workspace, sources, layout);
    }

    /** Returns the home of the JDK that the build sees. */
    public Path home() {
        return oldLayout ? workspace.jdk() : jdk.home();
    }

    /** Returns the program that runs Maven. */
    public Path maven() {
        return workspace.tools().resolve("mvn");
    }

    /** Returns a value that changes whenever the scripts change. */
    static String version() {
        String texts =
                Stream.of("javac", "javah", "mvn").map(JavaTools::resource).collect(Collectors.joining());
        return UUID.nameUUIDFromBytes(texts.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * Writes every link and script that is missing or different.
     *
     * @throws IOException if a file cannot be written
     */
    void write(Optional<NestedMaven> call) throws IOException {
        for (Map.Entry<Path, Path> link : links().entrySet()) {
            Path place = link.getKey();
            if (!Files.isSymbolicLink(place) || !Files.readSymbolicLink(place).equals(link.getValue())) {
                Files.createDirectories(place.getParent());
                Files.deleteIfExists(place);
                Files.createSymbolicLink(place, link.getValue());
            }
        }
        for (Map.Entry<Path, String> script : scripts(call).entrySet()) {
            Path file = script.getKey();
            if (!Files.isExecutable(file) || !Files.readString(file).equals(script.getValue())) {
                // Maven's options may contain passwords. The user of the tests needs the JDK too.
                AtomicFile.write(
                        file,
                        script.getValue().getBytes(StandardCharsets.UTF_8),
                        file.equals(maven()) ? "rwx------" : "rwxr-xr-x");
            }
        }
    }

    /** Returns lines for a shell that write the same files. */
    List<String> shellLines(Optional<NestedMaven> call) throws IOException {
        List<String> lines = new ArrayList<>();
        links().forEach((place, target) -> lines.add("mkdir -p " + ShellWords.quoted(place.getParent()) + " && ln -sfn "
                + ShellWords.quoted(target) + " " + ShellWords.quoted(place)));
        String options = call.map(NestedMaven::options).orElse("");
        // The options are a quoted word in the script, and the script is quoted again.
        String there = ShellWords.quoted(options).replace("'", QUOTE);
        String shown = Redactor.hasCredentials(options) ? QUOTE + "'\"$MAVEN_OPTS\"'" + QUOTE : there;
        scripts(call)
                .forEach((file, text) -> lines.add("mkdir -p " + ShellWords.quoted(file.getParent()) + " && printf %s "
                        + ShellWords.quoted(text).replace(there, shown) + " > " + ShellWords.quoted(file)
                        + " && chmod +x "
                        + ShellWords.quoted(file)));
        return lines;
    }

    private Map<Path, Path> links() throws IOException {
        Map<Path, Path> links = new TreeMap<>();
        if (!oldLayout) {
            return links;
        }
        for (Path program : children(jdk.home().resolve("bin"))) {
            if (!OWN.contains(program.getFileName().toString())) {
                links.put(home().resolve("bin").resolve(program.getFileName()), program);
            }
        }
        for (Path child : children(jdk.home())) {
            if (!List.of("bin", "jre").contains(child.getFileName().toString())) {
                links.put(home().resolve(child.getFileName()), child);
            }
        }
        Optional<Path> server = jdk.virtualMachine();
        if (server.isPresent()) {
            links.put(home().resolve("jre/lib").resolve(jdk.architecture()).resolve("server"), server.get());
        }
        return links;
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }

    private Map<Path, String> scripts(Optional<NestedMaven> call) {
        Map<Path, String> scripts = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("@JDK@", ShellWords.quoted(jdk.home()));
        values.put("@SOURCES@", ShellWords.quoted(workspace.source().resolve(sources)));
        if (oldLayout) {
            for (String tool : OWN) {
                scripts.put(home().resolve("bin").resolve(tool), filled(tool, values));
            }
        }
        call.ifPresent(maven -> {
            values.put("@JAVA@", ShellWords.quoted(maven.java()));
            values.put("@OPTIONS@", ShellWords.quoted(maven.options()));
            values.put("@DIRECTORY@", ShellWords.quoted(workspace.tools()));
            values.put("@PROGRAM@", ShellWords.quoted(maven.program()));
            values.put(
                    "@ARGUMENTS@",
                    maven.arguments(home().resolve("bin/javac")).stream()
                            .map(ShellWords::quoted)
                            .collect(Collectors.joining(" ")));
            scripts.put(maven(), filled("mvn", values));
        });
        return scripts;
    }

    private static String filled(String tool, Map<String, String> values) {
        String text = resource(tool);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text;
    }

    private static String resource(String tool) {
        try (InputStream in = JavaTools.class.getResourceAsStream(tool + ".sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
