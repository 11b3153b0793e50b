package io.github.mesosbuild.bundle;

import static io.github.mesosbuild.bundle.HostileBundle.TOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bundles whose description beside them is right, but whose bytes are not. None leaves anything. */
@Tag("long")
@Timeout(120)
class HostileBundlesTest {
    private static final String TEXT = "etc/hostile.txt";

    @TempDir
    static Path shared;

    private static SharedSample sample;
    private static BundleDescription good;
    private static int machines;

    @BeforeAll
    static void build() throws Exception {
        sample = SharedSample.in(shared);
        good = sample.packed.description();
    }

    private interface Attack {
        HostileBundle on(HostileBundle bundle) throws Exception;
    }

    private static DynamicTest attack(String name, String sentence, Attack attack) {
        return DynamicTest.dynamicTest(name, () -> {
            HostileBundle hostile = attack.on(HostileBundle.of(sample.packed));
            assertThat(refusal(hostile.gzip()))
                    .isEqualTo("The bundle " + SharedSample.coordinates(good) + " " + sentence);
        });
    }

    /** Returns the reason, which is one short line. */
    private static String refusal(byte[] archive) throws Exception {
        int number = machines++;
        Path file = Files.write(shared.resolve("hostile-" + number + ".tar.gz"), archive);
        SharedSample.Machine machine = sample.new Machine("victim-" + number).with(good, file);
        String refusal = machine.refusal();
        assertThat(refusal.lines()).hasSize(1);
        assertThat(refusal).hasSizeLessThan(1500);
        return refusal.replace(file.toString(), "FILE");
    }

    private static Attack described(String key, Object value) {
        return bundle -> bundle.described(HostileBundle.description(good, json -> json.put(key, value)));
    }

    @TestFactory
    List<DynamicTest> descriptionsThatLie() {
        return List.of(
                attack("another release", "is of sample 9.9.9.", described("version", "9.9.9")),
                attack(
                        "another archive",
                        "was built from another archive, with the SHA-256 " + "0".repeat(64) + ".",
                        described("archive", "0".repeat(64))),
                attack(
                        "other inputs",
                        "was built with another archive, arguments, before, environment.LC_ALL, install, layout, make.arguments,"
                                + " plugin.configure, tool.c++.",
                        described("inputs", Map.of("archive", "1"))),
                attack(
                        "another CPU",
                        "was built for linux-pdp11-glibc2.36, here is " + SharedSample.HERE + ".",
                        described("platform", "linux-pdp11-glibc2.36")),
                attack(
                        "a newer C library",
                        "needs glibc 2.99, here is 2.36.",
                        described("platform", "linux-" + SharedSample.HERE.cpu() + "-glibc2.99")),
                attack(
                        "a missing library",
                        "needs libgone.so.1.",
                        described("libraries", List.of(Map.of("name", "libgone.so.1", "versions", List.of())))),
                attack(
                        "a release with control characters",
                        "is of sample 1.0.0\\u{a}\\u{1b}[2J\\u{202e}.",
                        described("version", "1.0.0\n\u001b[2J\u202e")));
    }

    @TestFactory
    List<DynamicTest> descriptionsThatAreNone() {
        String cannot = "cannot be used: ";
        return List.of(
                attack(
                        "no description",
                        cannot + "It does not begin with share/mesos-maven-plugin/bundle.json.",
                        bundle -> bundle.without(HostileBundle.DESCRIPTION)),
                attack(
                        "another file first",
                        cannot + "It does not begin with share/mesos-maven-plugin/bundle.json.",
                        bundle -> bundle.first(TOP + "bin/first", new byte[1])),
                attack(
                        "HTML",
                        cannot + "Expected a JSON object or array.",
                        bundle -> bundle.described("<html>".getBytes(StandardCharsets.UTF_8))),
                attack(
                        "nested deeply",
                        cannot + "The document is nested more than 100 levels deep.",
                        bundle -> bundle.described(("{\"inputs\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}")
                                .getBytes(StandardCharsets.UTF_8))),
                attack(
                        "billion laughs",
                        cannot + "Number of aliases for non-scalar nodes exceeds the specified max=0",
                        bundle -> bundle.described("{\"a\": &a [x,x,x], \"b\": &b [*a,*a,*a], \"c\": [*b,*b,*b]}"
                                .getBytes(StandardCharsets.UTF_8))),
                attack(
                        "too large",
                        cannot + "The description has 5242880 bytes; the limit is 4194304.",
                        bundle -> bundle.described(new byte[5 << 20])),
                attack(
                        "another format",
                        cannot + "format: '0' is not a whole number from 1 to 1000000.",
                        described("format", 0)),
                attack(
                        "a newer format",
                        "was made by a newer version of this plugin, with format 2: update the plugin.",
                        bundle -> bundle.described("{\"format\":2,\"release\":[]}".getBytes(StandardCharsets.UTF_8))),
                attack("no platform", cannot + "platform: 'here' is not a platform.", described("platform", "here")),
                attack(
                        "an endless version",
                        cannot + "platform: 'linux-x86_64-glibc" + "1.".repeat(111) + "...' is not a platform.",
                        described("platform", "linux-x86_64-glibc" + "1.".repeat(500_000) + "1")),
                attack(
                        "a library with a NUL",
                        cannot + "libraries[0].name: 'lib\\u{0}x' is not the name of a library.",
                        described("libraries", List.of(Map.of("name", "lib\u0000x", "versions", List.of())))),
                attack(
                        "a library elsewhere",
                        cannot + "libraries[0].name: '../../tmp/evil.so' is not the name of a library.",
                        described("libraries", List.of(Map.of("name", "../../tmp/evil.so", "versions", List.of())))),
                attack(
                        "a package with a command",
                        cannot + "libraries[0].package: 'x; rm -rf ~' is not the name of a package.",
                        described(
                                "libraries",
                                List.of(Map.of("name", "libx.so", "versions", List.of(), "package", "x; rm -rf ~")))),
                attack(
                        "a package that is an option",
                        cannot + "libraries[0].package: '-oDPkg::Pre-Invoke' is not the name of a package.",
                        described(
                                "libraries",
                                List.of(Map.of(
                                        "name", "libx.so", "versions", List.of(), "package", "-oDPkg::Pre-Invoke")))),
                attack(
                        "30,000 libraries",
                        cannot + "libraries: There are 30000 libraries; the limit is 1000.",
                        described(
                                "libraries",
                                Collections.nCopies(30_000, Map.of("name", "libc.so.6", "versions", List.of())))));
    }

    @Test
    void aLongListOfWhatIsMissingIsCut() throws Exception {
        List<Map<String, Object>> libraries = IntStream.range(0, 900)
                .mapToObj(i -> Map.<String, Object>of("name", "lib" + i + ".so", "versions", List.of()))
                .toList();
        HostileBundle hostile = described("libraries", libraries).on(HostileBundle.of(sample.packed));
        assertThat(refusal(hostile.gzip())).endsWith("lib18.so, lib19.so and 880 more.");
    }

    @TestFactory
    List<DynamicTest> textsThatAreNone() {
        String prepared = "cannot be used: Cannot unpack FILE: the archive could not be prepared for the build: ";
        return List.of(
                attack(
                        "absolute",
                        "cannot be used: texts[0]: '/etc/passwd' is an absolute path.",
                        bundle -> bundle.texts(good, "/etc/passwd")),
                attack(
                        "outside",
                        "cannot be used: texts[0]: '../../x' leaves its directory.",
                        bundle -> bundle.texts(good, "../../x")),
                attack(
                        "with a NUL",
                        "cannot be used: texts[0]: 'a\\u{0}b' contains a control character.",
                        bundle -> bundle.texts(good, "a\u0000b")),
                attack(
                        "a directory",
                        prepared + "'bin' is not a text file of the bundle.",
                        bundle -> bundle.texts(good, "bin")),
                attack(
                        "nothing at all",
                        prepared + "'gone' is not a text file of the bundle.",
                        bundle -> bundle.texts(good, "gone")),
                attack(
                        "a link to another file",
                        prepared + "'etc/link' is not a text file of the bundle.",
                        bundle -> bundle.texts(good, "etc/link")
                                .add(tar -> tar.symbolicLink(TOP + "etc/link", "../bin/sample-cli"))),
                attack(
                        "not UTF-8",
                        prepared + "'" + TEXT + "' is not a text file of the bundle.",
                        bundle -> bundle.texts(good, TEXT)
                                .add(tar -> tar.file(TOP + TEXT, new byte[] {(byte) 0xff, '@', 'x'}, 0644))),
                attack(
                        "the description itself",
                        "cannot be used: texts[0]: '" + BundleDescription.PATH
                                + "' describes the bundle, so it must not be changed.",
                        bundle -> bundle.texts(good, BundleDescription.PATH)),
                attack(
                        "the same one 100,000 times",
                        "cannot be used: texts[1]: '" + TEXT + "' is listed twice.",
                        bundle -> bundle.texts(
                                        good, Collections.nCopies(100_000, TEXT).toArray())
                                .add(tar -> tar.file(TOP + TEXT, new byte[9 << 20], 0644))),
                attack(
                        "100,000 that do not exist",
                        prepared + "'etc/0' is not a text file of the bundle.",
                        bundle -> bundle.texts(
                                good,
                                IntStream.range(0, 100_000)
                                        .mapToObj(i -> "etc/" + i)
                                        .toArray())),
                attack(
                        "100 MB of placeholders",
                        prepared + "the text files of the bundle have more than 256 MiB together.",
                        bundle -> bundle.texts(good, TEXT)
                                .add(HostileBundlesTest::random)
                                .add(tar -> tar.file(
                                        TOP + TEXT, (InstallationSurvey.PLACEHOLDER + "\n").repeat(3_600_000)))));
    }

    /** Adds so much that cannot be compressed that the rest may be compressed well. */
    private static void random(io.github.mesosbuild.archive.TarBuilder tar) {
        byte[] noise = new byte[4 << 20];
        new Random(1).nextBytes(noise);
        tar.file(TOP + "noise", noise, 0644);
    }

    @TestFactory
    List<DynamicTest> archivesThatATarProgramWouldUnpack() {
        String cannot = "cannot be used: Cannot unpack FILE: ";
        return List.of(
                attack(
                        "another top directory",
                        cannot + "entry '../share/mesos-maven-plugin/bundle.json' is not in one top directory.",
                        bundle -> bundle.renamed("../")),
                attack(
                        "a top directory in another",
                        cannot + "entry 'a/b/share/mesos-maven-plugin/bundle.json' is not in one top directory.",
                        bundle -> bundle.renamed("a/b/")),
                attack(
                        "two top directories",
                        cannot + "entry 'x/y' is not in the directory 'sample-1.0.0'.",
                        bundle -> bundle.add(tar -> tar.file("x/y", "x"))),
                attack(
                        "a second description at the beginning",
                        cannot + "entry '" + HostileBundle.DESCRIPTION + "' has the same name as an earlier file.",
                        bundle -> bundle.first(HostileBundle.DESCRIPTION, good.json())),
                attack(
                        "a second description at the end",
                        cannot + "entry '" + HostileBundle.DESCRIPTION + "' has the same name as an earlier file.",
                        bundle -> bundle.add(tar -> tar.file(HostileBundle.DESCRIPTION, "{}"))),
                attack(
                        "100,000 empty files at the beginning",
                        cannot + "the archive begins with more than 100 descriptions.",
                        bundle -> {
                            for (int i = 0; i < 100_000; i++) {
                                bundle.first(TOP + BundleDescription.DIRECTORY + "/" + i, new byte[0]);
                            }
                            return bundle;
                        }),
                attack(
                        "a bomb",
                        cannot + "entry '" + TOP
                                + "zeros' decompresses to more than 200 times its size (mesos.unpack.maximumRatio).",
                        bundle -> bundle.add(tar -> tar.file(TOP + "zeros", new byte[200 << 20], 0644))),
                attack(
                        "a link that leaves",
                        cannot + "entry 'etc/up' is a symbolic link that points outside the top directory.",
                        bundle -> bundle.add(tar -> tar.symbolicLink(TOP + "etc/up", "../../outside"))),
                attack(
                        "an absolute link",
                        cannot + "entry '" + TOP + "etc/p' is a symbolic link with a forbidden target: '/etc/passwd'.",
                        bundle -> bundle.add(tar -> tar.symbolicLink(TOP + "etc/p", "/etc/passwd"))),
                attack(
                        "a file through a link",
                        cannot + "entry '" + TOP + "etc/d/x' is under a symbolic link of the archive.",
                        bundle -> bundle.add(
                                tar -> tar.symbolicLink(TOP + "etc/d", "../bin").file(TOP + "etc/d/x", "x"))),
                attack(
                        "a device",
                        cannot + "entry '" + TOP + "null' is a character device.",
                        bundle -> bundle.add(tar -> tar.header(TOP + "null", '3', 0, "", 0666))),
                attack(
                        "a FIFO",
                        cannot + "entry '" + TOP + "fifo' is a FIFO.",
                        bundle -> bundle.add(tar -> tar.header(TOP + "fifo", '6', 0, "", 0666))),
                attack(
                        "a line feed in a name",
                        cannot + "entry '" + TOP + "a\\u{a}b' has control characters in its name.",
                        bundle -> bundle.add(tar -> tar.file(TOP + "a\nb", "x"))),
                attack(
                        "a parent directory in a name",
                        cannot + "entry '" + TOP + "../../x' has '..' in its name.",
                        bundle -> bundle.add(tar -> tar.file(TOP + "../../x", "x"))));
    }

    @Test
    void oneChangedByteAnywhereIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(sample.packed.file());
        Random random = new Random(42);
        for (int i = 0; i < 40; i++) {
            byte[] changed = bytes.clone();
            // Not the time, flags and system in gzip's header, which mean nothing.
            int at = 10 + random.nextInt(bytes.length - 10);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            // Whatever is found first: the checksum, or a description that makes no sense.
            assertThat(refusal(changed)).startsWith("The bundle " + SharedSample.coordinates(good) + " ");
        }
    }
}
