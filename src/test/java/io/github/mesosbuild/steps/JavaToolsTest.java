package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.text.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs with the JDK of the tests, and with a JDK 25 if the system property {@code it.jdk25} is its home. */
class JavaToolsTest {
    private static final int CLASS_FILES_OF_8 = 52;

    @TempDir
    Path directory;

    private Workspace workspace;

    static Stream<Path> jdks() {
        return Stream.of("java.home", "it.jdk25")
                .map(System::getProperty)
                .filter(home -> home != null && !home.isBlank())
                .map(Path::of);
    }

    @BeforeEach
    void writeSources() throws Exception {
        workspace = new Workspace(directory.resolve("work"));
        Path sources = Files.createDirectories(workspace.source().resolve("java/org/sample"));
        Files.writeString(sources.resolve("Log.java"), """
                package org.sample;
                public class Log extends Plain {
                  native int size();
                  public static class Reader { native long read(Log log, byte[] bytes); }
                }
                """);
        Files.writeString(sources.resolve("Plain.java"), "package org.sample;\npublic class Plain { Object o; }\n");
    }

    /** Removes the links, so that the cleanup cannot follow one out of the directory. */
    @AfterEach
    void removeLinks() throws Exception {
        Trees.delete(workspace.root());
    }

    private JavaTools tools(Path home) throws Exception {
        Jdk jdk = Jdk.at(home);
        assumeTrue(jdk.complete(), () -> home + ": " + jdk.lacking());
        return new JavaTools(jdk, workspace, "java", true);
    }

    private CapturedOutput run(Object... argv) throws Exception {
        List<String> words = Stream.of(argv).map(Object::toString).toList();
        Map<String, String> environment = new HashMap<>(SampleWorld.environment());
        environment.put(
                "TMPDIR", Files.createDirectories(directory.resolve("tmp")).toString());
        return new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE)
                .capture(words, directory, environment, Duration.ofMinutes(1));
    }

    private static int classFileVersion(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        return bytes[6] << 8 | bytes[7];
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theLayoutIsThatOfAJdk8(Path home) throws Exception {
        JavaTools tools = tools(home);
        tools.write(Optional.empty());
        Path layout = tools.home();
        assertThat(layout.resolve("jre/lib").resolve(tools.jdk().architecture()).resolve("server/libjvm.so"))
                .exists();
        assertThat(layout.resolve("include/jni.h")).exists();
        assertThat(layout.resolve("include/linux/jni_md.h")).exists();
        assertThat(run(layout.resolve("bin/java"), "-version").exitCode()).isZero();
        assertThat(run(layout.resolve("bin/jar"), "--version").exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void javacAcceptsOldSourceLevels(Path home) throws Exception {
        JavaTools tools = tools(home);
        tools.write(Optional.empty());
        Path source = workspace.source().resolve("java/org/sample/Plain.java");
        Path classes = Files.createDirectories(directory.resolve("classes of 1.6"));
        CapturedOutput compiled =
                run(tools.home().resolve("bin/javac"), "-source", "1.6", "-target", "1.6", "-d", classes, source);
        assertThat(compiled.exitCode()).as(compiled.output()).isZero();
        assertThat(classFileVersion(classes.resolve("org/sample/Plain.class"))).isEqualTo(CLASS_FILES_OF_8);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void javacAcceptsOldSourceLevelsInArgumentFiles(Path home) throws Exception {
        JavaTools tools = tools(home);
        tools.write(Optional.empty());
        Path source = workspace.source().resolve("java/org/sample/Plain.java");
        for (String text : List.of(
                "\"-d\"\n\"%s\"\n\"%s\"\n\"-target\"\n\"1.6\"\n\"-source\"\n\"1.5\"\n",
                "-d %s %s -source 1.6 -target 1.6\n", "-d\n%s\n%s\n--release\n7\n-nowarn\n")) {
            Path classes = Files.createDirectories(directory.resolve("c" + text.hashCode()));
            Path arguments = directory.resolve("arguments");
            Files.writeString(arguments, text.formatted(classes, source));
            CapturedOutput compiled = run(tools.home().resolve("bin/javac"), "-nowarn", "@" + arguments);
            assertThat(compiled.exitCode()).as(compiled.output()).isZero();
            assertThat(classFileVersion(classes.resolve("org/sample/Plain.class")))
                    .isEqualTo(CLASS_FILES_OF_8);
        }
        assertThat(directory.resolve("tmp")).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void javacKeepsTheExitStatus(Path home) throws Exception {
        JavaTools tools = tools(home);
        tools.write(Optional.empty());
        CapturedOutput failed =
                run(tools.home().resolve("bin/javac"), "-source", "1.6", directory.resolve("Nothing.java"));
        assertThat(failed.exitCode()).isNotZero();
        assertThat(failed.output()).contains("Nothing.java");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void javahWritesTheHeadersOfClassesWithAndWithoutNativeMethods(Path home) throws Exception {
        JavaTools tools = tools(home);
        tools.write(Optional.empty());
        Path headers = Files.createDirectories(directory.resolve("headers"));
        Files.writeString(headers.resolve("org_sample_Log.h"), "old");
        Path javah = tools.home().resolve("bin/javah");
        CapturedOutput made = run(javah, "-d", headers, "-classpath", directory, "org.sample.Log", "org.sample.Plain");
        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(headers.resolve("org_sample_Log.h")).content().contains("Java_org_sample_Log_size");
        assertThat(headers.resolve("org_sample_Log_Reader.h")).content().contains("Reader_read");
        assertThat(headers.resolve("org_sample_Plain.h")).exists();
        assertThat(directory.resolve("tmp")).isEmptyDirectory();

        assertThat(run(javah, "-d", headers, "org.sample.None").exitCode()).isNotZero();
        assertThat(run(javah, "-d", headers).output()).contains("no class is named");
        assertThat(run(javah, "-stubs", "org.sample.Log").output()).contains("-stubs");
    }

    private NestedMaven call(boolean offline) throws Exception {
        return call(offline, "-Xmx1g -Da='b c'");
    }

    private NestedMaven call(boolean offline, String options) throws Exception {
        Path program = directory.resolve("my mvn");
        Files.writeString(program, "#!/bin/sh\nenv\nfor word; do echo \"<$word>\"; done\nexit 3\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new NestedMaven(
                program.toString(),
                Path.of("/opt/java's"),
                Optional.of(directory.resolve("settings.xml")),
                Optional.empty(),
                directory.resolve("my repository"),
                offline,
                options);
    }

    @Test
    void mavenIsTheOneThatRunsTheBuild() throws Exception {
        JavaTools tools = new JavaTools(
                new Jdk(directory.resolve("jdk"), Optional.empty(), "", "amd64", List.of()), workspace, "java", false);
        tools.write(Optional.of(call(true)));
        CapturedOutput said = run(tools.maven(), "-f", "mesos.pom", "clean package");
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.output().lines())
                .contains(
                        "JAVA_HOME=/opt/java's",
                        "MAVEN_OPTS=-XX:TieredStopAtLevel=1 -Xmx1g -Da='b c'",
                        "MAVEN_BASEDIR=" + workspace.tools(),
                        "<-s>",
                        "<" + directory.resolve("settings.xml") + ">",
                        "<-o>",
                        "<-Dmaven.repo.local=" + directory.resolve("my repository") + ">",
                        "<-Dmaven.compiler.fork=true>",
                        "<-Dmaven.compiler.executable=" + directory.resolve("jdk/bin/javac") + ">",
                        "<mesos.pom>",
                        "<clean package>")
                .doesNotContain("<-gs>");
        assertThat(workspace.jdk()).doesNotExist();

        tools.write(Optional.of(call(false)));
        assertThat(run(tools.maven()).output()).doesNotContain("<-o>");
        assertThat(Files.getPosixFilePermissions(tools.maven()))
                .as("there may be passwords in the options")
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void unchangedFilesAreNotWrittenAgain() throws Exception {
        JavaTools tools = tools(Path.of(System.getProperty("java.home")));
        tools.write(Optional.of(call(true)));
        FileTime old = FileTime.from(Instant.EPOCH);
        List<Path> scripts = List.of(tools.maven(), tools.home().resolve("bin/javac"));
        for (Path script : scripts) {
            Files.setLastModifiedTime(script, old);
        }
        Files.delete(tools.home().resolve("include"));
        tools.write(Optional.of(call(true)));
        for (Path script : scripts) {
            assertThat(Files.getLastModifiedTime(script)).isEqualTo(old);
        }
        assertThat(tools.home().resolve("include/jni.h")).exists();
    }

    @Test
    void theLinesOfADryRunWriteTheSameFiles() throws Exception {
        JavaTools tools = tools(Path.of(System.getProperty("java.home")));
        tools.write(Optional.of(call(true)));
        Map<Path, String> written = listing();
        Trees.delete(workspace.jdk());
        Trees.delete(workspace.tools());
        CapturedOutput run = run("sh", "-c", String.join("\n", tools.shellLines(Optional.of(call(true)))));
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(listing()).isEqualTo(written);
    }

    @Test
    void passwordsInMavensOptionsAreNotShown() throws Exception {
        JavaTools tools = tools(Path.of(System.getProperty("java.home")));
        for (String options :
                List.of("-Djavax.net.ssl.trustStorePassword=s3cret", "-Xmx1g -Dhttp.password='s3cret x'")) {
            Optional<NestedMaven> call = Optional.of(call(true, options));
            tools.write(call);
            String written = Files.readString(tools.maven());
            Trees.delete(workspace.tools());
            String lines = String.join("\n", tools.shellLines(call));
            assertThat(lines).doesNotContain("s3cret");
            CapturedOutput run = run("sh", "-c", "MAVEN_OPTS=" + ShellWords.quoted(options) + "\n" + lines);
            assertThat(run.exitCode()).as(run.output()).isZero();
            if (!options.contains("'")) {
                assertThat(Files.readString(tools.maven()).replace("'", "")).isEqualTo(written.replace("'", ""));
            }
        }
    }

    private Map<Path, String> listing() throws Exception {
        Map<Path, String> listing = new TreeMap<>();
        List<Path> all = new ArrayList<>();
        for (Path root : List.of(workspace.jdk(), workspace.tools())) {
            try (Stream<Path> tree = Files.walk(root)) {
                tree.forEach(all::add);
            }
        }
        for (Path path : all) {
            String what = Files.isSymbolicLink(path)
                    ? "-> " + Files.readSymbolicLink(path)
                    : Files.isDirectory(path) ? "directory" : Files.isExecutable(path) + Files.readString(path);
            listing.put(path, what);
        }
        return listing;
    }
}
