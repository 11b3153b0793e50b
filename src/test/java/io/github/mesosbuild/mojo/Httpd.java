package io.github.mesosbuild.mojo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Apache httpd on loopback as a Maven repository: WebDAV, with a password for uploads and downloads. */
final class Httpd implements AutoCloseable {
    static final String USER = "builder";
    static final String PASSWORD = "correct-horse-battery";

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    /** Where the repository's files are. */
    final Path files;

    final int port;
    private final boolean tls;
    private final Process process;

    /** Returns whether this machine has the server of Debian's package apache2-bin. */
    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.exists(MODULES.resolve("mod_dav_fs.so"));
    }

    /** @param rules further lines of the configuration of the repository's directory */
    Httpd(Path directory, String... rules) throws Exception {
        this(directory, "", rules);
    }

    /** Starts a server that speaks HTTPS. */
    static Httpd https(Path directory, Path certificate, Path key) throws Exception {
        return new Httpd(directory, """
                LoadModule ssl_module %s
                SSLEngine on
                SSLSessionCache none
                SSLCertificateFile %s
                SSLCertificateKeyFile %s
                """.formatted(MODULES.resolve("mod_ssl.so"), certificate, key), new String[0]);
    }

    private Httpd(Path directory, String tls, String[] rules) throws Exception {
        this.tls = !tls.isEmpty();
        // As root, the server's processes run as another user.
        for (Path open : List.of(directory.getParent(), directory)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        files = Files.createDirectories(directory.resolve("files").resolve("maven"));
        Path state = Files.createDirectory(directory.resolve("state"));
        for (Path open : List.of(files, files.getParent(), state)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(PASSWORD.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                directory.resolve("users"),
                USER + ":{SHA}" + Base64.getEncoder().encodeToString(digest) + "\n");
        Path configuration = Files.writeString(directory.resolve("httpd.conf"), configuration(directory, tls, rules));
        process = new ProcessBuilder(PROGRAM.toString(), "-f", configuration.toString(), "-DFOREGROUND")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        for (int i = 0; !answers(); i++) {
            if (i > 100 || !process.isAlive()) {
                close();
                throw new IOException(
                        Files.readString(directory.resolve("output")) + Files.readString(directory.resolve("errors")));
            }
            Thread.sleep(100);
        }
    }

    private String configuration(Path directory, String tls, String... rules) {
        StringBuilder modules = new StringBuilder();
        for (String module : List.of(
                "mpm_event",
                "authn_core",
                "authn_file",
                "authz_core",
                "authz_user",
                "auth_basic",
                "dav",
                "dav_fs",
                "dav_lock",
                "dir",
                "rewrite",
                "reqtimeout")) {
            modules.append("LoadModule ")
                    .append(module)
                    .append("_module ")
                    .append(MODULES.resolve("mod_" + module + ".so"))
                    .append('\n');
        }
        return modules
                + tls
                + """
                ServerName 127.0.0.1
                Listen 127.0.0.1:%PORT%
                PidFile %DIRECTORY%/pid
                ErrorLog %DIRECTORY%/errors
                DocumentRoot %DIRECTORY%/files
                DavLockDB %DIRECTORY%/state/locks
                User nobody
                Group nogroup
                StartServers 1
                <Directory %DIRECTORY%/files>
                  Dav On
                  AuthType Basic
                  AuthName maven
                  AuthUserFile %DIRECTORY%/users
                  Require valid-user
                  RewriteEngine On
                  %RULES%
                </Directory>
                """.replace("%PORT%", String.valueOf(port))
                        .replace("%DIRECTORY%", directory.toString())
                        .replace("%RULES%", String.join("\n  ", rules));
    }

    String url() {
        return (tls ? "https" : "http") + "://127.0.0.1:" + port + "/maven";
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
