package io.github.mesosbuild.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The last lines of a daemon's log. */
final class DaemonLogTail {
    private static final int LINES = 30;
    private static final int BYTES = 256 * 1024;

    /** Mesos logs every request (src/master/http.cpp at tag 0.24.0). */
    private static final String OWN_REQUEST = "User-Agent='" + DaemonClient.USER_AGENT + "'";

    /** The lines that follow a request, from 1.0 on, if the master does not lead (Http::redirect in src/master/http.cpp at tag 1.11.0). */
    private static final Pattern REDIRECT =
            Pattern.compile("Redirecting request for |Failed to redirect the request url: ");

    private DaemonLogTail() {}

    /** Returns the last lines after an offset, without those about the plugin's own requests and about redirects; empty if the log cannot be read. */
    static List<String> of(Path log, long from) {
        List<String> lines = all(log, from);
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    /** Returns the same lines, as many as are in the last 256 KiB. */
    static List<String> all(Path log, long from) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(from, file.length() - BYTES);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .filter(line -> !line.contains(OWN_REQUEST)
                            && !REDIRECT.matcher(line).find())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns a sentence followed by these lines, indented. */
    static String appended(String sentence, Path log, long from) {
        List<String> lines = of(log, from);
        return lines.isEmpty()
                ? sentence + " It wrote nothing to " + log + "."
                : lines.stream()
                        .collect(Collectors.joining("\n    ", sentence + " The last lines of " + log + ":\n    ", ""));
    }
}
