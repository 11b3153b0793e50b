package io.github.mesosbuild.bundle;

import io.github.mesosbuild.files.PrivateFiles;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.process.InheritedEnvironment;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.verify.DetachedSigner;
import io.github.mesosbuild.verify.SigningException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs with the user's own gpg and its keys, of which this class never sees a secret part. Needs GnuPG 2.1 or newer if a passphrase is
 * configured or nobody can be asked for one.
 *
 * <p>A configured passphrase reaches gpg in a file that only the user can read, because the supervised command has no standard input.
 * The file exists while gpg runs. If no agent is running, gpg starts one, which ends with it.
 */
public final class GpgSigner implements DetachedSigner {
    /** A signature has at most some KiB. */
    private static final int LARGEST = 64 * 1024;

    private static final String BEGIN = "-----BEGIN PGP SIGNATURE-----";

    /** What gpg and the agent's question need beside what all commands get (gpg(1), gpg-agent(1), pinentry(1)). */
    private static final List<String> VARIABLES = List.of(
            "GNUPGHOME",
            "GPG_AGENT_INFO",
            "GPG_TTY",
            "TERM",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "XAUTHORITY",
            "XDG_RUNTIME_DIR",
            "DBUS_SESSION_BUS_ADDRESS",
            "PINENTRY_USER_DATA");

    private final CommandRunner runner;
    private final GpgSettings settings;
    private final Optional<char[]> passphrase;
    private final Map<String, String> environment;
    private final Path temporary;
    private boolean closed;

    /**
     * Creates a signer.
     *
     * @param passphrase the key's passphrase, which {@link #close} overwrites; empty to let gpg's agent know it or ask for it
     * @param environment the complete environment of this process
     */
    public GpgSigner(
            Supervisor supervisor, GpgSettings settings, Optional<char[]> passphrase, Map<String, String> environment) {
        this(CommandRunner.of(supervisor), settings, passphrase, environment, Supervisor.temporaryDirectory());
    }

    GpgSigner(
            CommandRunner runner,
            GpgSettings settings,
            Optional<char[]> passphrase,
            Map<String, String> environment,
            Path temporary) {
        this.runner = runner;
        this.settings = settings;
        this.passphrase = passphrase;
        this.environment = gpgEnvironment(environment);
        this.temporary = temporary;
    }

    private static Map<String, String> gpgEnvironment(Map<String, String> environment) {
        Map<String, String> passed = new TreeMap<>(InheritedEnvironment.ofDaemons(environment));
        for (String name : VARIABLES) {
            if (environment.containsKey(name)) {
                passed.put(name, environment.get(name));
            }
        }
        return passed;
    }

    @Override
    public byte[] sign(Path file) throws SigningException, IOException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("This signer is closed.");
        }
        try (InputStream readable = Files.newInputStream(file)) {
            readable.read();
        }
        Path directory = Files.createTempDirectory(temporary, "mesos-maven-plugin");
        // Ctrl-C can end this JVM before the finally clause.
        directory.toFile().deleteOnExit();
        try {
            return sign(file.toAbsolutePath(), directory);
        } finally {
            Trees.delete(directory);
        }
    }

    private byte[] sign(Path file, Path directory) throws SigningException, IOException, InterruptedException {
        Path signature = directory.resolve("signature.asc");
        List<String> argv = new ArrayList<>(List.of(settings.program(), "--batch", "--no-tty", "--yes"));
        argv.addAll(List.of("--status-fd", "1"));
        // A gpg.conf could ask for signatures of texts, or for headers.
        argv.addAll(List.of("--no-textmode", "--no-emit-version", "--no-comments"));
        if (passphrase.isPresent()) {
            argv.addAll(List.of("--pinentry-mode", "loopback", "--passphrase-file"));
            argv.add(passphraseFile(file, directory).toString());
        } else if (!settings.mayAsk()) {
            argv.addAll(List.of("--pinentry-mode", "error"));
        }
        settings.key().ifPresent(key -> argv.addAll(List.of("--local-user", key)));
        argv.addAll(List.of("--armor", "--detach-sign", "--digest-algo", "SHA512"));
        argv.addAll(List.of("--output", signature.toString(), "--", file.toString()));
        CommandRunner.Result result = run(argv, directory);
        if (result.timedOut()) {
            throw SigningException.gpgTimedOut(settings.program(), file, settings.timeout());
        }
        if (!result.ok()) {
            throw GpgFailures.of(settings, file, passphrase.isPresent(), result);
        }
        return signature(file, signature);
    }

    private CommandRunner.Result run(List<String> argv, Path directory)
            throws SigningException, IOException, InterruptedException {
        try {
            return runner.run(argv, directory, environment, settings.timeout());
        } catch (IOException e) {
            if (e.getCause() instanceof ProcessException cause
                    && cause.kind() == ProcessException.Kind.PROGRAM_MISSING) {
                throw SigningException.gpgMissing(cause.getMessage(), cause);
            }
            throw e;
        }
    }

    private byte[] signature(Path file, Path signature) throws SigningException, IOException {
        byte[] content = new byte[0];
        try (InputStream in = Files.newInputStream(signature)) {
            content = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException nothingWritten) {
            // As if it were empty.
        }
        if (content.length > LARGEST || !new String(content, StandardCharsets.ISO_8859_1).startsWith(BEGIN)) {
            throw SigningException.gpgFailed(
                    settings.program(), file, "it exited with status 0 and wrote no signature");
        }
        return content;
    }

    /** Writes the passphrase as gpg reads it: one line, in UTF-8. */
    private Path passphraseFile(Path file, Path directory) throws SigningException, IOException {
        for (char c : passphrase.get()) {
            if (c == '\n' || c == '\r' || c == '\0') {
                throw SigningException.gpgSeveralLines(settings.program(), file);
            }
        }
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase.get()));
        byte[] line = new byte[encoded.remaining()];
        encoded.get(line);
        Path written = directory.resolve("passphrase");
        written.toFile().deleteOnExit();
        try {
            PrivateFiles.append(written, line);
        } finally {
            Arrays.fill(line, (byte) 0);
            Arrays.fill(encoded.array(), (byte) 0);
        }
        return written;
    }

    @Override
    public void close() {
        closed = true;
        passphrase.ifPresent(secret -> Arrays.fill(secret, '\0'));
    }
}
