package io.github.mesosbuild.steps.log;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The lines of a log, without terminal escape sequences, cut at a length that no compiler command reaches in practice.
 */
final class LogLines implements Closeable {
    /** How many characters of a line are kept; the rest is skipped. */
    static final int LONGEST = 32 * 1024;

    /** ECMA-48, 5.4: control sequences; 5.6: command strings, as gcc and clang write links into terminals. */
    private static final Pattern ESCAPES = Pattern.compile(
            "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)|\u001B[@-Z\\\\-_]");

    private final BufferedReader reader;
    private final StringBuilder line = new StringBuilder();
    private boolean afterReturn;

    LogLines(InputStream stream) {
        reader = new BufferedReader(
                new InputStreamReader(new BufferedInputStream(stream, 1 << 16), StandardCharsets.UTF_8), 1 << 16);
    }

    /** Returns the next line, or null at the end. */
    String next() throws IOException {
        line.setLength(0);
        boolean any = false;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = c == '\r';
            if (c == '\n' || c == '\r') {
                return plain(line.toString());
            }
            any = true;
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
        }
        return any ? plain(line.toString()) : null;
    }

    static String plain(String line) {
        return line.indexOf('\u001B') < 0 ? line : ESCAPES.matcher(line).replaceAll("");
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
