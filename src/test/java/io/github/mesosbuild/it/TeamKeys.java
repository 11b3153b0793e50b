package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes keys of GnuPG with the commands of the page about sharing a build, for invoker projects. */
public final class TeamKeys {
    private TeamKeys() {}

    /**
     * Writes the public key {@code NAME.asc} and the secret key {@code NAME-secret.asc}, which has no passphrase.
     *
     * @param project the directory to write to
     * @throws IOException if a file cannot be written
     * @throws InterruptedException if this thread is interrupted
     */
    public static void write(File project, String name) throws IOException, InterruptedException {
        // The socket of gpg's agent needs a short path.
        Path home = Files.createTempDirectory("gpg");
        String address = name + "@example.com";
        try {
            gpg(home, "--passphrase", "", "--quick-generate-key", name + " <" + address + ">", "ed25519", "sign", "2y");
            Files.write(project.toPath().resolve(name + ".asc"), gpg(home, "--armor", "--export", address));
            Files.write(
                    project.toPath().resolve(name + "-secret.asc"),
                    gpg(home, "--armor", "--export-secret-keys", address));
        } finally {
            new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all")
                    .start()
                    .waitFor();
            Trees.delete(home);
        }
    }

    private static byte[] gpg(Path home, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("gpg", "--homedir", home.toString(), "--batch", "--quiet"), Stream.of(arguments))
                .toList();
        Path errors = home.resolve("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor())
                .as(Files.readString(errors, StandardCharsets.UTF_8))
                .isZero();
        return output;
    }
}
