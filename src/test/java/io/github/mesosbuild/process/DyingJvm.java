package io.github.mesosbuild.process;

import io.github.mesosbuild.files.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The main program of a JVM that is to die while a command runs in it. */
public final class DyingJvm {
    private static final String HEARD = "heard";

    private DyingJvm() {}

    /**
     * Runs a script: directory, value of MARK, grace in ms, script. With a fifth argument, leaves it running and exits; if that is
     * {@code group}, or {@code released}, the script is a daemon of a group.
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 5 && (args[4].equals("group") || args[4].equals("released"))) {
            hold(args);
            return;
        }
        if (args.length == 4) {
            supervise(args);
            return;
        }
        URL[] classes = {
            Supervisor.class.getProtectionDomain().getCodeSource().getLocation(),
            DyingJvm.class.getProtectionDomain().getCodeSource().getLocation()
        };
        URLClassLoader realm = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader());
        Class<?> inRealm = realm.loadClass(DyingJvm.class.getName());
        Thread module = new Thread(() -> {
            try {
                inRealm.getMethod("supervise", String[].class).invoke(null, (Object) args);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
        module.setDaemon(true);
        // It may look for a class of the closed realm before the JVM is gone. What the hook throws is printed all the
        // same.
        module.setUncaughtExceptionHandler((thread, failure) -> {});
        module.start();
        // Once the supervisor hears the command, its hook is in place.
        Marked.awaitText(Path.of(args[0], HEARD), "ready");
        realm.close();
        System.exit(0);
    }

    /** Runs the script in the class loader of this class. */
    public static void supervise(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Supervisor supervisor =
                new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofMillis(Long.parseLong(args[2])));
        supervisor.run(
                new Command(
                        "test",
                        List.of("sh", "-c", args[3]),
                        directory,
                        Map.of("PATH", "/usr/bin:/bin", "MARK", args[1]),
                        directory.resolve("log"),
                        Duration.ZERO,
                        Duration.ZERO),
                line -> hear(directory.resolve(HEARD), line));
    }

    private static void hold(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        DaemonGroup group = DaemonGroup.create(
                directory.resolve("watchdog.log"),
                "/usr/bin:/bin",
                Duration.ofMillis(Long.parseLong(args[2])),
                System::nanoTime,
                Sleeper.REAL);
        group.start(new Command(
                "test",
                List.of("sh", "-c", args[3]),
                directory,
                Map.of("PATH", "/usr/bin:/bin", "MARK", args[1]),
                directory.resolve("log"),
                Duration.ZERO,
                Duration.ZERO));
        Marked.awaitText(directory.resolve("log"), "ready");
        if (args[4].equals("released")) {
            group.release();
            return;
        }
        hear(directory.resolve(HEARD), "ready");
        Thread.sleep(Duration.ofMinutes(5).toMillis());
    }

    private static void hear(Path file, String line) {
        try {
            Files.writeString(file, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
