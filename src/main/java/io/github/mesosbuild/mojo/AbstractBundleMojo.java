package io.github.mesosbuild.mojo;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.bundle.BundleCoordinates;
import io.github.mesosbuild.bundle.BundleFiles;
import io.github.mesosbuild.bundle.BundlePacker;
import io.github.mesosbuild.bundle.GpgSettings;
import io.github.mesosbuild.bundle.GpgSigner;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.report.BundleConsole;
import io.github.mesosbuild.verify.DetachedSigner;
import io.github.mesosbuild.verify.KeyFileSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals that pack an installation for others. */
abstract class AbstractBundleMojo extends AbstractBuildingMojo {
    private static final String GPG = "gpg";
    private static final String KEY_FILE = "keyFile";
    private static final String NONE = "none";
    private static final Duration GPG_LIMIT = Duration.ofMinutes(5);

    /**
     * How the bundle is made: {@code <signer>}, {@code <gpgKey>}, {@code <keyFile>}, {@code <repository>} and others.
     * {@code mesos.bundle.skip} skips the goal {@code bundle}.
     */
    @Parameter
    BundleParameters bundle;

    /** {@code <skip>} ({@code mesos.check.skip}) skips the release's own tests. */
    @Parameter
    SkipParameters check;

    /** Whether the release's own tests are skipped, as everywhere in Maven. */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, "mesos.bundle.directory", bundle.directory);
        return places;
    }

    /** Makes the installation unless it exists, packs and signs it. */
    final BundleFiles pack() throws Exception {
        String signer = signer();
        String group = bundles.group();
        BundlePacker packer = packer();
        packer.requireUsable();
        requireName();
        requireSigner(signer);
        Path directory = bundle.directory == null ? workPath().resolve("bundles") : maven().path(bundle.directory);
        BundlePacker.Packed packed = pipeline(skipTests || check.skipped()).pack(packer, directory);
        try (DetachedSigner signing = signer(signer)) {
            BundleFiles files = BundleFiles.write(group, packed, Optional.ofNullable(signing));
            new BundleConsole(console()::say).packed(files, packed.description());
            return files;
        }
    }

    final BundlePacker packer() throws Exception {
        return factory()
                .packer(cachePath(), execution.getVersion(), format())
                .orElseThrow(() -> new MojoFailureException(
                        "Cannot make a bundle on this machine: its C library is neither glibc nor musl."));
    }

    private ArchiveFormat format() throws MojoFailureException {
        List<String> formats =
                Stream.of(ArchiveFormat.values()).map(ArchiveFormat::extension).toList();
        String format = bundle.format == null ? ArchiveFormat.TAR_GZ.extension() : bundle.format;
        return ArchiveFormat.ofExtension(Check.oneOf(formats, "mesos.bundle.format", format))
                .orElseThrow();
    }

    /** Checks before an hour of compiling that the release has a name that Maven repositories can have. */
    private void requireName() throws Exception {
        try {
            new BundleCoordinates(
                    bundles.group(), release().recipe(), release().version().text(), "any");
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(
                    "No Maven repository can have a bundle of " + release().name() + ": " + e.getMessage(), e);
        }
    }

    /** Signs something small before an hour of compiling, so that a missing program, key or passphrase is noticed. */
    private void requireSigner(String kind) throws Exception {
        Path trial = Files.createTempFile(Supervisor.temporaryDirectory(), "mesos-maven-plugin", ".trial");
        try (DetachedSigner signing = signer(kind)) {
            if (signing != null) {
                signing.sign(trial);
            }
        } finally {
            Files.delete(trial);
        }
    }

    private String signer() throws MojoFailureException {
        String usual = bundle.keyFile != null ? KEY_FILE : bundle.gpgKey != null ? GPG : NONE;
        return Check.oneOf(
                List.of(GPG, KEY_FILE, NONE), "mesos.bundle.signer", bundle.signer == null ? usual : bundle.signer);
    }

    /** Returns the signer; null for none. */
    private DetachedSigner signer(String kind) throws Exception {
        if (kind.equals(NONE)) {
            return null;
        }
        Optional<char[]> passphrase = maven().passphrase("mesos.bundle.server", bundle.server);
        if (kind.equals(KEY_FILE)) {
            if (bundle.keyFile == null) {
                throw new MojoFailureException(
                        "mesos.bundle.keyFile is required if mesos.bundle.signer is keyFile: a file with an OpenPGP secret key.");
            }
            return KeyFileSigner.open(maven().path(bundle.keyFile), passphrase, Optional.empty(), Clock.systemUTC());
        }
        return new GpgSigner(
                new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE),
                new GpgSettings(
                        GpgSettings.PROGRAM,
                        Optional.ofNullable(bundle.gpgKey).map(String::strip),
                        session.getRequest().isInteractiveMode(),
                        GPG_LIMIT),
                passphrase,
                System.getenv());
    }
}
