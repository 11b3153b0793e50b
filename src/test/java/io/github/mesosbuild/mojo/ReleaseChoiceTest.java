package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.Release;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseChoiceTest {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final String SHA256 = "AB".repeat(32);
    private static final String SHA512 = "c".repeat(128);
    private static final String HOME = "https://archive.apache.org/dist/mesos/0.24.0/mesos-0.24.0.tar.gz";

    @TempDir
    Path directory;

    private final FetchMojo mojo = new FetchMojo();

    @BeforeEach
    void setDefaults() {
        mojo.recipe = "mesos";
        mojo.archive = new ArchiveParameters();
    }

    private ReleaseChoice choice() {
        return new ReleaseChoice(
                mojo.recipe, mojo.version, mojo.archive, mojo.mirrors, mojo.keys, mojo.signers, FileObserver.NONE);
    }

    private Release release() throws Exception {
        return choice().release(HERE, Path.of("/opt/jdk"));
    }

    private List<Source> found() throws Exception {
        return choice().sources(release(), true);
    }

    private List<String> sources() throws Exception {
        return found().stream().map(Source::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/../../../../precious", "1/x", "1..2", "1 2", "1\n2", "1;rm"})
    void aVersionThatIsNoNameIsRefused(String version) {
        mojo.version = version;
        assertThatThrownBy(this::release)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.version is not valid: '" + version.replace("\n", "\\u{a}")
                        + "' is not a version: use letters, digits, '.', '_', '+' and '-', at most 100.");
    }

    @Test
    void withoutParametersItIsTheRecipesOwn() throws Exception {
        assertThat(release().name()).isEqualTo("mesos 0.24.0");
        assertThat(release().source().pins()).extracting(Pin::origin).containsExactly("recipe mesos");
        assertThat(sources()).containsExactly(HOME);
        mojo.version = " ";
        assertThat(release().name()).isEqualTo("mesos 0.24.0");
    }

    @ParameterizedTest
    @CsvSource({
        "1.11, 1.11.0",
        "1.4, 1.4.3",
        "1, 1.11.0",
        "0.24, 0.24.2",
        "0.24.0, 0.24.0",
        "1.1, 1.1.3",
        "2.5, 2.5",
        "1.11.0-rc1, 1.11.0-rc1"
    })
    void theBeginningOfAVersionMeansTheNewestOfThatLine(String version, String release) throws Exception {
        mojo.version = version;
        assertThat(release().version().text()).isEqualTo(release);
        assertThat(release().source().fileName()).isEqualTo("mesos-" + release + ".tar.gz");
    }

    @Test
    void mirrorsAreAskedBeforeTheRecipesAddresses() throws Exception {
        mojo.mirrors = List.of(
                "https://one.example.org/dist/",
                "corp::https://two.example.org/{version}/{file}",
                "http://three.example.org/mesos.tgz");
        assertThat(sources())
                .containsExactly(
                        "https://one.example.org/dist/mesos-0.24.0.tar.gz",
                        "https://two.example.org/0.24.0/mesos-0.24.0.tar.gz",
                        "http://three.example.org/mesos.tgz",
                        HOME);
        assertThat(found())
                .filteredOn(Source.Remote.class::isInstance)
                .extracting(source -> ((Source.Remote) source).serverId().orElse("-"))
                .containsExactly("-", "corp", "-", "-");
    }

    @Test
    void aUrlStandsInThePlaceOfTheRecipesAddresses() throws Exception {
        mojo.mirrors = List.of("https://one.example.org/");
        mojo.archive.url = "http://127.0.0.1:8080/mesos.tar.gz";
        assertThat(sources())
                .containsExactly("https://one.example.org/mesos-0.24.0.tar.gz", "http://127.0.0.1:8080/mesos.tar.gz");
    }

    @Test
    void anArtifactStandsInThePlaceOfTheRecipesAddresses() throws Exception {
        mojo.archive.artifact = "org.example:mesos:tar.gz:0.24.0";
        assertThat(sources()).containsExactly("the artifact org.example:mesos:tar.gz:0.24.0");
    }

    @Test
    void aRecipesArtifactComesLast() throws Exception {
        mojo.recipe = "commons-daemon";
        mojo.mirrors = List.of("https://one.example.org/");
        assertThat(sources())
                .containsExactly(
                        "https://one.example.org/commons-daemon-1.0.15-native-src.tar.gz",
                        "the artifact commons-daemon:commons-daemon:tar.gz:native-src:1.0.15");
    }

    @Test
    void theOrderIsMirrorsAddressesArtifactDirectory() throws Exception {
        mojo.archive.directory = directory.toFile();
        mojo.archive.artifact = "org.example:mesos:tar.gz:0.24.0";
        mojo.archive.url = "https://two.example.org/x.tar.gz";
        mojo.mirrors = List.of("https://one.example.org/");
        assertThat(sources())
                .containsExactly(
                        "https://one.example.org/mesos-0.24.0.tar.gz",
                        "https://two.example.org/x.tar.gz",
                        "the artifact org.example:mesos:tar.gz:0.24.0",
                        directory.resolve("mesos-0.24.0.tar.gz").toString());
    }

    @Test
    void aFileIsTheOnlySource() throws Exception {
        mojo.mirrors = List.of("https://one.example.org/");
        mojo.archive.url = "https://two.example.org/x.tar.gz";
        Path file = Files.createFile(directory.resolve("mesos.tar.gz"));
        mojo.archive.file = file.toFile();
        assertThat(found()).containsExactly(new Source.LocalFile(file));
    }

    @Test
    void aFileOrDirectoryThatDoesNotExistIsRefusedByItsParameter() throws Exception {
        File absent = directory.resolve("absent").toFile();
        mojo.archive.directory = absent;
        assertThatThrownBy(this::sources)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "mesos.archive.directory must be an existing directory, got " + absent + ". Check the path.");
        mojo.archive.file = directory.toFile();
        assertThatThrownBy(this::sources)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.archive.file must be an existing file, got " + directory + ". Check the path.");
        assertThat(choice().sources(release(), false)).hasSize(1);
    }

    @Test
    void digestsOfTheUserReplaceThoseOfTheRecipe() throws Exception {
        mojo.archive.sha512 = SHA512;
        assertThat(release().source().pins())
                .containsExactly(new Pin(new Digest(Digest.Algorithm.SHA512, SHA512), "mesos.archive.sha512"));
        mojo.archive.sha256 = SHA256;
        assertThat(release().source().pins())
                .extracting(Pin::origin)
                .containsExactly("mesos.archive.sha256", "mesos.archive.sha512");
    }

    @Test
    void keysOfTheUserReplaceThoseOfTheRecipeWithTheirSigners() throws Exception {
        mojo.recipe = "commons-daemon";
        assertThat(release().source().keys()).isPresent();
        assertThat(release().source().signers()).hasSize(1);
        mojo.keys = new File("KEYS");
        assertThat(release().source().keys()).isEmpty();
        assertThat(release().source().signers()).isEmpty();
        mojo.signers = List.of("AA".repeat(20));
        assertThat(release().source().signers()).containsExactly(new Fingerprint("AA".repeat(20)));
        mojo.keys = null;
        assertThat(release().source().keys()).isPresent();
        assertThat(release().source().signers()).containsExactly(new Fingerprint("AA".repeat(20)));
    }

    @Test
    void aVersionThatNothingProvesIsKnownByItsName() throws Exception {
        mojo.version = "0.99.0";
        assertThat(release().name()).isEqualTo("mesos 0.99.0");
        assertThat(release().source().pins()).isEmpty();
        mojo.archive.sha256 = SHA256;
        assertThat(sources()).containsExactly("https://archive.apache.org/dist/mesos/0.99.0/mesos-0.99.0.tar.gz");
        ReleaseChoice choice = choice();
        choice.release(HERE, Path.of("/opt/jdk"));
        assertThat(choice.provable()).contains("0.24.0").doesNotContain("0.99.0");
    }

    @Test
    void aWrongValueIsSaidWithItsParameter() {
        mojo.version = "newest";
        assertThatThrownBy(this::release)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("mesos.version is not valid: 'newest' is not a version");
        mojo.version = null;
        mojo.archive.sha256 = SHA512;
        assertThatThrownBy(this::release)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("mesos.archive.sha256 is not valid: ")
                .hasMessageContaining("expected 64 hexadecimal digits, got 128 characters");
        mojo.archive.sha256 = null;
        mojo.signers = List.of("CAFE");
        assertThatThrownBy(this::release)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("mesos.signers is not valid: ");
    }

    @Test
    void anAddressMustBeOneThatCanBeFetched() {
        mojo.archive.url = "ftp://example.org/mesos.tar.gz";
        assertThatThrownBy(this::sources)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.archive.url must be a URL that begins with https:, http: or file:, got"
                        + " 'ftp://example.org/mesos.tar.gz'.");
        mojo.archive.url = "https://example.org/a b.tar.gz";
        assertThatThrownBy(this::sources)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("mesos.archive.url must be a URL, got 'https://example.org/a b.tar.gz': ");
        mojo.archive.url = null;
        mojo.mirrors = List.of("example.org/dist/");
        assertThatThrownBy(this::sources)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith(
                        "mesos.mirrors must be a URL that begins with https:, http: or file:, got 'example.org/dist/mesos-0.24.0.tar.gz'");
    }

    @Test
    void schemesMayBeWrittenInAnyCase() throws Exception {
        mojo.archive.url = "HTTPS://example.org/mesos.tar.gz";
        assertThat(sources()).containsExactly("HTTPS://example.org/mesos.tar.gz");
    }
}
