package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.steps.BuildOptionsBuilder;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are right in every way, but whose program does not run, or that would overwrite files of the user. */
@Tag("long")
@Timeout(120)
class UnprovedBundlesTest {
    private static final String PROGRAM = HostileBundle.TOP + "bin/sample-cli";
    private static final String SILENT = "#!/bin/sh\nexit 0\n";

    @TempDir
    static Path shared;

    private static SharedSample sample;
    private static int machines;

    @BeforeAll
    static void build() throws Exception {
        sample = SharedSample.in(shared);
    }

    private static SharedSample.Machine offered(SharedSample.Machine machine, HostileBundle bundle) throws Exception {
        return machine.with(
                sample.packed.description(), bundle.write(shared.resolve("unproved-" + machines++ + ".tar.gz")));
    }

    private static String refusal(HostileBundle bundle) throws Exception {
        SharedSample.Machine machine = offered(sample.new Machine("unproved-" + machines++), bundle);
        return machine.refusal().replace(machine.home.toString(), "HOME").replaceAll("\\.[^ ]*\\.staging", "STAGING");
    }

    private static HostileBundle program(String script) throws IOException {
        return HostileBundle.of(sample.packed).with(PROGRAM, script);
    }

    @Test
    void aProgramThatDoesNotRunIsNotInstalled() throws Exception {
        String start = "The bundle does not run here: ";
        String installed = start + "The installed HOME/installations/STAGING/bin/sample-cli --version printed ";
        assertThat(refusal(program(SILENT))).isEqualTo(installed + "'' instead of 'sample 1.0.0'.");
        assertThat(refusal(program("#!/bin/sh\nprintf 'evil\\033[2J'\n")))
                .isEqualTo(installed + "'evil\\u{1b}[2J' instead of 'sample 1.0.0'.");
        assertThat(refusal(program("#!/no/such/shell\n"))).startsWith(start).contains("its interpreter");
        assertThat(refusal(program("\u007fELF but not really")))
                .startsWith(start)
                .contains("STAGING/bin/sample-cli");
        assertThat(refusal(HostileBundle.of(sample.packed).without(PROGRAM)))
                .startsWith(start)
                .contains("STAGING/bin/sample-cli");
    }

    @Test
    void aScriptIsProvedBeforeItIsInstalledAlthoughItContainsItsDirectory() throws Exception {
        String script = "#!/bin/sh\n. " + InstallationSurvey.PLACEHOLDER + "/etc/version.sh\necho $VERSION\n";
        HostileBundle bundle = program(script)
                .add(tar -> tar.file(HostileBundle.TOP + "etc/version.sh", "VERSION='sample 1.0.0'\n"))
                .texts(sample.packed.description(), "bin/sample-cli");
        SharedSample.Machine machine = offered(sample.new Machine("script"), bundle);
        Installation taken = machine.take().orElseThrow();
        assertThat(taken.prefix().resolve("bin/sample-cli"))
                .hasContent(script.replace(
                        InstallationSurvey.PLACEHOLDER, taken.prefix().toString()));
        assertThat(taken.prefix().resolve("bin/sample-cli")).isExecutable();
    }

    /** Returns the content and time of every file. */
    private static SortedMap<String, String> state(Path directory) throws IOException {
        SortedMap<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                state.put(
                        directory.relativize(file).toString(),
                        Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                + (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                        ? java.util.Arrays.hashCode(Files.readAllBytes(file)) + ""
                                        : ""));
            }
        }
        return state;
    }

    /** Installs the good bundle into a directory of the user, who adds a file, and then wants other options. */
    private static SharedSample.Machine withEarlier(String name, Path chosen) throws Exception {
        SharedSample.Machine machine = sample.new Machine(name);
        machine.options = BuildOptionsBuilder.options(options -> {
            options.skipTests = true;
            options.installDirectory = Optional.of(chosen);
        });
        offer(machine, HostileBundle.of(sample.packed));
        assertThat(machine.take()).isPresent();
        Files.writeString(chosen.resolve("mine.txt"), "mine");
        machine.options = BuildOptionsBuilder.options(options -> {
            options.skipTests = true;
            options.installDirectory = Optional.of(chosen);
            options.environment = Map.of("OTHER", "1");
        });
        return machine;
    }

    /** Offers a bundle whose description is what the machine wants. */
    private static void offer(SharedSample.Machine machine, HostileBundle bundle) throws Exception {
        var identity = machine.build().plan().identity();
        byte[] json = HostileBundle.description(sample.packed.description(), changed -> {
            changed.put("inputs", identity.build().values());
            changed.put("choices", identity.choices().values());
        });
        machine.with(
                BundleDescription.read(json),
                bundle.described(json).write(shared.resolve("offered-" + machines++ + ".tar.gz")));
    }

    @Test
    void anEarlierInstallationStaysAsItIs() throws Exception {
        Path chosen = shared.resolve("chosen/sample");
        Files.createDirectories(chosen);
        SharedSample.Machine machine = withEarlier("earlier", chosen);
        SortedMap<String, String> before = state(chosen);

        offer(machine, program(SILENT));
        assertThat(machine.refusal()).startsWith("The bundle does not run here: ");
        assertThat(state(chosen)).isEqualTo(before);

        offer(machine, HostileBundle.of(sample.packed).add(tar -> tar.symbolicLink(HostileBundle.TOP + "up", "../x")));
        assertThat(machine.refusal()).contains("points outside");
        assertThat(state(chosen)).isEqualTo(before);

        offer(machine, HostileBundle.of(sample.packed).add(tar -> tar.file(HostileBundle.TOP + "mine.txt", "yours")));
        BuildRefusedException refused = Assertions.catchThrowableOfType(BuildRefusedException.class, machine::take);
        assertThat(refused).hasMessageContaining("mine.txt");
        assertThat(state(chosen)).isEqualTo(before);

        offer(machine, HostileBundle.of(sample.packed));
        assertThat(machine.take()).isPresent();
        assertThat(chosen.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void aDirectoryThatTextsCannotContainIsRefused() throws Exception {
        for (String name : new String[] {"with blank", "with$variable", "with&and", "with\\backslash", "with\"quote"}) {
            Path chosen = shared.resolve("names/" + name);
            Files.createDirectories(chosen.getParent());
            SharedSample.Machine machine = sample.new Machine("named-" + machines++);
            machine.options = BuildOptionsBuilder.options(options -> {
                options.skipTests = true;
                options.installDirectory = Optional.of(chosen);
            });
            offer(machine, HostileBundle.of(sample.packed));
            assertThat(Assertions.catchThrowableOfType(BuildRefusedException.class, machine::take))
                    .as(name)
                    .hasMessageContaining(name);
            assertThat(chosen).doesNotExist();
        }
    }

    @Test
    void aSecondNameOfAFileDoesNotChangeWithTheFirst() throws Exception {
        String text = "in " + InstallationSurvey.PLACEHOLDER + "\n";
        HostileBundle bundle = HostileBundle.of(sample.packed)
                .texts(sample.packed.description(), "etc/one")
                .add(tar -> tar.file(HostileBundle.TOP + "etc/one", text)
                        .hardLink(HostileBundle.TOP + "etc/two", HostileBundle.TOP + "etc/one"));
        Installation taken =
                offered(sample.new Machine("hard-link"), bundle).take().orElseThrow();
        assertThat(taken.prefix().resolve("etc/one")).hasContent("in " + taken.prefix());
        assertThat(taken.prefix().resolve("etc/two")).hasContent(text.strip());
    }

    @Test
    void programsAreNotInstalledWithRightsOfTheirOwner() throws Exception {
        HostileBundle bundle =
                HostileBundle.of(sample.packed).add(tar -> tar.header(HostileBundle.TOP + "root", '0', 0, "", 06777));
        Installation taken =
                offered(sample.new Machine("setuid"), bundle).take().orElseThrow();
        assertThat((Integer) Files.getAttribute(taken.prefix().resolve("root"), "unix:mode") & 07777)
                .isEqualTo(0755);
    }

    @Test
    void aPlaceholderInTwoPartsOfALargeTextIsReplaced() throws Exception {
        Path tree = Files.createDirectories(shared.resolve("tree"));
        for (int shift = 0; shift < 60; shift++) {
            String before = "x".repeat((1 << 16) - shift);
            Path file = Files.writeString(
                    tree.resolve("text"),
                    before + InstallationSurvey.PLACEHOLDER + "/y" + InstallationSurvey.PLACEHOLDER);
            Relocation.place(tree, java.util.List.of("text"), InstallationSurvey.PLACEHOLDER, Path.of("/opt/$1&\\1"));
            assertThat(Files.readString(file)).isEqualTo(before + "/opt/$1&\\1/y/opt/$1&\\1");
        }
    }
}
