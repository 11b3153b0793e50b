package io.github.mesosbuild.it;

import io.github.mesosbuild.process.TestSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The processes of clusters, for a {@code verify.groovy}: by the mark that all of them carry in their environment. */
public final class MarkedProcesses {
    private MarkedProcesses() {}

    /**
     * Those of the clusters in a directory or below it.
     *
     * @return their command lines, by their numbers
     */
    public static Map<Long, String> below(Path directory) {
        Pattern mark = Pattern.compile("(^|\0)MESOS_MAVEN_PLUGIN_CLUSTER="
                + Pattern.quote(directory.toAbsolutePath().normalize().toString()) + "(/[^\0]*)?\0");
        Map<Long, String> found = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : entries) {
                try {
                    if (mark.matcher(text(entry.resolve("environ"))).find()) {
                        String commandLine = text(entry.resolve("cmdline"));
                        found.put(Long.valueOf(entry.getFileName().toString()), commandLine.replace('\0', ' '));
                    }
                } catch (IOException gone) {
                    continue;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Kills those of the clusters in a directory or below it. */
    public static void killBelow(Path directory) throws IOException, InterruptedException {
        for (long pid : below(directory).keySet()) {
            TestSignals.send("KILL", pid);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
