package io.github.mesosbuild.host;

import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JDK, or a directory that was given as one.
 *
 * @param home the directory
 * @param version the version in its file {@code release} or its {@code rt.jar}; 1.8.0_292 counts as 8.0.292 (JEP 223)
 * @param identity the fields of its file {@code release} that distinguish builds of the same version
 * @param architecture the name of the architecture in JDK 8's directories and in {@code os.arch}, such as {@code amd64}
 * @param lacking the parts that are missing for compiling native code and Java classes, such as {@code no bin/javac}
 */
public record Jdk(Path home, Optional<Version> version, String identity, String architecture, List<String> lacking) {
    private static final String CLASSES_OF_8 = "jre/lib/rt.jar";
    private static final String NO_VERSION = "no version in 'release' or jre/lib/rt.jar";

    public Jdk {
        lacking = List.copyOf(lacking);
    }

    /**
     * Examines a directory.
     *
     * @throws IOException if an existing file cannot be read
     */
    public static Jdk at(Path home) throws IOException {
        Properties release = release(home);
        Optional<Version> version =
                Version.firstIn(field(release, "JAVA_VERSION").replaceFirst("^1\\.", ""));
        List<String> lacking = new ArrayList<>();
        if (!hasCompiler(home)) {
            lacking.add("no bin/javac");
        }
        if (!Files.isRegularFile(home.resolve("include/jni.h"))) {
            lacking.add("no include/jni.h");
        }
        if (virtualMachine(home).isEmpty()) {
            lacking.add("no libjvm");
        }
        if (version.isEmpty()) {
            lacking.add(NO_VERSION);
        }
        return new Jdk(
                home,
                version,
                Stream.of("IMPLEMENTOR", "JAVA_VERSION", "JAVA_RUNTIME_VERSION", "OS_ARCH")
                        .map(key -> field(release, key))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" ")),
                architecture(field(release, "OS_ARCH")),
                lacking);
    }

    /** Reads the file {@code release}, or the manifest of {@code rt.jar}: Debian's JDK 8 has no such file. */
    private static Properties release(Path home) throws IOException {
        Properties release = new Properties();
        Path file = home.resolve("release");
        Path classes = home.resolve(CLASSES_OF_8);
        if (Files.isRegularFile(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                release.load(reader);
            }
        } else if (Files.isRegularFile(classes)) {
            try (JarFile jar = new JarFile(classes.toFile())) {
                Optional<Attributes> attributes =
                        Optional.ofNullable(jar.getManifest()).map(Manifest::getMainAttributes);
                attributes
                        .map(main -> main.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                        .ifPresent(version -> release.setProperty("JAVA_VERSION", version));
                attributes
                        .map(main -> main.getValue(Attributes.Name.IMPLEMENTATION_VENDOR))
                        .ifPresent(vendor -> release.setProperty("IMPLEMENTOR", vendor));
            }
        }
        return release;
    }

    /** Returns the files that {@link #at} examines in JDK 8 and later; no JDK has all of them. */
    static List<Path> files(Path home) {
        return Stream.of("release", CLASSES_OF_8, "bin/javac", "include/jni.h", "lib/server", "jre/lib")
                .map(home::resolve)
                .toList();
    }

    /** Returns the version of a JDK; empty if it has no compiler. */
    static Optional<Version> versionAt(Path home) throws IOException {
        return hasCompiler(home) ? at(home).version() : Optional.empty();
    }

    /** Returns the directory of the JVM's shared library. */
    public Optional<Path> virtualMachine() throws IOException {
        return virtualMachine(home);
    }

    /** Returns whether native code and Java classes can be compiled. */
    public boolean complete() {
        return lacking.isEmpty();
    }

    /** Returns the missing parts that native code needs, for which the version need not be known. */
    public List<String> lackingForNativeCode() {
        return lacking.stream().filter(part -> !part.equals(NO_VERSION)).toList();
    }

    private static boolean hasCompiler(Path home) {
        return Files.isExecutable(home.resolve("bin/javac"));
    }

    private static Optional<Path> virtualMachine(Path home) throws IOException {
        List<Path> parents = new ArrayList<>(List.of(home.resolve("lib"), home.resolve("jre/lib")));
        if (Files.isDirectory(home.resolve("jre/lib"))) {
            try (Stream<Path> architectures = Files.list(home.resolve("jre/lib"))) {
                architectures.sorted().forEach(parents::add);
            }
        }
        return parents.stream()
                .map(parent -> parent.resolve("server"))
                .filter(server ->
                        Files.exists(server.resolve("libjvm.so")) || Files.exists(server.resolve("libjvm.dylib")))
                .findFirst();
    }

    private static String field(Properties release, String key) {
        return release.getProperty(key, "").replace("\"", "");
    }

    private static String architecture(String name) {
        return switch (name) {
            case "x86_64", "" -> "amd64";
            case "x86", "i586", "i686" -> "i386";
            default -> name;
        };
    }
}
