package io.github.mesosbuild;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Scanner;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Checks the order of packages and the use of libraries that docs/architecture.md describes. */
class ArchitectureTest {
    private static final String ROOT = "io.github.mesosbuild.";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.mesosbuild");

    /** Each room may see those before it. */
    static final List<String> ROOMS = List.of(
            "failure",
            "text",
            "files",
            "config",
            "release",
            "fetch",
            "verify",
            "archive",
            "process",
            "host",
            "launcher",
            "jobs",
            "testing",
            "recording",
            "steps",
            "env",
            "bundle",
            "cluster",
            "node",
            "draft",
            "pipeline",
            "page",
            "summary",
            "report",
            "api",
            "mojo");

    @Test
    void noRoomSeesOneThatComesAfterIt() {
        for (int i = 0; i < ROOMS.size() - 1; i++) {
            List<String> later = new ArrayList<>();
            ROOMS.subList(i + 1, ROOMS.size()).forEach(room -> later.add(ROOT + room + ".."));
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ROOMS.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later.toArray(String[]::new))
                    .check(HOUSE);
        }
    }

    /** The POM packs these rooms, and the YAML parser, into the jar with the classifier {@code api}. */
    @Test
    void theTestApiNeedsNoOtherRoomThanThoseOfItsJar() {
        List<String> packed =
                List.of("failure", "text", "files", "config", "release", "process", "cluster", "page", "api");
        noClasses()
                .that()
                .resideInAnyPackage(
                        packed.stream().map(room -> ROOT + room + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOMS.stream()
                        .filter(room -> !packed.contains(room))
                        .map(room -> ROOT + room + "..")
                        .toArray(String[]::new))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "okhttp3..",
                        "okio..",
                        "org.bouncycastle..",
                        "org.apache..",
                        "org.codehaus..",
                        "org.tukaani..",
                        "io.airlift..")
                .check(HOUSE);
    }

    @Test
    void everyClassIsInARoom() {
        noClasses()
                .should()
                .resideOutsideOfPackages(
                        ROOMS.stream().map(room -> ROOT + room + "..").toArray(String[]::new))
                .check(HOUSE);
    }

    @Test
    void thereIsNoCircle() {
        slices().matching("io.github.mesosbuild.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @Test
    void onlyMojoSeesMaven() {
        onlyRoomThatSees("mojo", "org.apache.maven..", "org.eclipse.aether..", "javax.inject..");
    }

    @Test
    void onlyFetchSeesTheHttpClient() {
        onlyRoomThatSees("fetch", "okhttp3..", "okio..");
    }

    /** The library for tests is without the package fetch, and asks only daemons. */
    @Test
    void onlyClusterSeesTheHttpClientOfTheJdk() {
        onlyRoomThatSees("cluster", "java.net.http..");
    }

    @Test
    void onlyVerifySeesOpenPgp() {
        onlyRoomThatSees("verify", "org.bouncycastle..");
    }

    @Test
    void onlyArchiveSeesTheArchiveLibrary() {
        onlyRoomThatSees("archive", "org.apache.commons.compress..", "org.tukaani..", "io.airlift..");
    }

    @Test
    void onlyNodeSeesTheLibraryOfDifferences() {
        onlyRoomThatSees("node", "com.github.difflib..");
    }

    @Test
    void onlyBundleSeesTheLibraryOfBillsOfMaterials() {
        onlyRoomThatSees("bundle", "org.cyclonedx..", "com.github.packageurl..", "com.fasterxml..");
    }

    @Test
    void onlyConfigSeesTheYamlParser() {
        onlyRoomThatSees("config", "org.snakeyaml..");
    }

    private static void onlyRoomThatSees(String room, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(HOUSE);
    }

    @Test
    void onlyProcessStartsProcesses() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "process..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class, ProcessHandle.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(HOUSE);
    }

    /** A Turkish "I", Arabic digits and an encoding without umlauts are found by nobody who has none of them. */
    @Test
    void nothingDependsOnTheLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(MessageFormat.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callConstructor(String.class, byte[].class)
                .orShould()
                .callMethod(ByteArrayOutputStream.class, "toString")
                .orShould()
                .callConstructor(InputStreamReader.class, InputStream.class)
                .orShould()
                .callConstructor(OutputStreamWriter.class, OutputStream.class)
                .orShould()
                .callConstructor(PrintStream.class, OutputStream.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(FileReader.class, FileWriter.class, PrintWriter.class, Formatter.class, Scanner.class)
                .check(HOUSE);
    }

    /** In the class loader of a Maven plugin, it finds no implementation and throws an exception. */
    @Test
    void nothingAsksForTheDefaultRandomGenerator() {
        noClasses()
                .should()
                .callMethod(RandomGenerator.class, "getDefault")
                .orShould()
                .callMethod(RandomGenerator.class, "of", String.class)
                .check(HOUSE);
    }

    @Test
    void onlyMojoAndApiAskForTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "mojo..", ROOT + "api..")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(HOUSE);
    }
}
