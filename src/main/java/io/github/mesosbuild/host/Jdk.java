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
 * A JDK, or what was given as one.
 *
 * @param home its directory
 * @param version its version, by its file {@code release} or its {@code rt.jar}; the 1 of 1.8.0_292 was dropped by JEP 223 and is so here
 * @param identity what tells one build of a JDK from another, as its file {@code release} says it
 * @param architecture as {@code os.arch} has it, in the names of directories of JDK 8, such as {@code amd64}
 * @param lacking what is not there of what native code and its Java classes are compiled with, for people
 */
public record Jdk(Path home, Optional<Version> version, String identity, String architecture, List<String> lacking) {
    private static final String CLASSES_OF_8 = "jre/lib/rt.jar";
    private static final String NO_VERSION = "neither a file 'release' nor a jre/lib/rt.jar that says its version";

    public Jdk {
        lacking = List.copyOf(lacking);
    }

    /**
     * Looks at a directory.
     *
     * @throws IOException if something that is there cannot be read
     */
    public static Jdk at(Path home) throws IOException {
        Properties release = release(home);
        Optional<Version> version =
                Version.firstIn(said(release, "JAVA_VERSION").replaceFirst("^1\\.", ""));
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
                        .map(key -> said(release, key))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" ")),
                architecture(said(release, "OS_ARCH")),
                lacking);
    }

    /** What its file says, or, as Debian's JDK 8 has none, the manifest of its classes. */
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
                Optional<Attributes> said =
                        Optional.ofNullable(jar.getManifest()).map(Manifest::getMainAttributes);
                said.map(main -> main.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                        .ifPresent(version -> release.setProperty("JAVA_VERSION", version));
                said.map(main -> main.getValue(Attributes.Name.IMPLEMENTATION_VENDOR))
                        .ifPresent(vendor -> release.setProperty("IMPLEMENTOR", vendor));
            }
        }
        return release;
    }

    /** The files by which {@link #at} goes, in current JDKs and in those of version 8; not all of them are in any. */
    static List<Path> files(Path home) {
        return Stream.of("release", CLASSES_OF_8, "bin/javac", "include/jni.h", "lib/server", "jre/lib")
                .map(home::resolve)
                .toList();
    }

    /** The version of a JDK that has a compiler. */
    static Optional<Version> versionAt(Path home) throws IOException {
        return hasCompiler(home) ? at(home).version() : Optional.empty();
    }

    /** The directory of the virtual machine's library. */
    public Optional<Path> virtualMachine() throws IOException {
        return virtualMachine(home);
    }

    /** Whether native code and its Java classes can be compiled with it. */
    public boolean complete() {
        return lacking.isEmpty();
    }

    /** The same without what only Java classes are compiled by: the version. */
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

    private static String said(Properties release, String key) {
        return release.getProperty(key, "").replace("\"", "");
    }

    private static String architecture(String said) {
        return switch (said) {
            case "x86_64", "" -> "amd64";
            case "x86", "i586", "i686" -> "i386";
            default -> said;
        };
    }
}
