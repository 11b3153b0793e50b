package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a {@code report.json}, which may come from anywhere. */
public final class ReportFile {
    private static final int LARGEST = 16 * 1024 * 1024;

    private ReportFile() {}

    /** Thrown if a file is not a report. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(Path file, String why, Exception cause) {
            super(file + " cannot be used: " + why, cause);
            this.why = why;
        }

        private final String why;

        /** Returns the reason: what follows a colon. */
        public String why() {
            return why;
        }
    }

    /**
     * Reads a report.
     *
     * @return its document, which is a map
     * @throws UnusableException if the file cannot be read, is larger than 16 MiB, or is not a JSON object in UTF-8
     */
    public static ConfigNode read(Path file) throws UnusableException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new UnusableException(file, "it is larger than " + Quantities.bytes(LARGEST), null);
            }
            return Documents.json(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new UnusableException(file, "it is not UTF-8", e);
        } catch (ConfigException e) {
            throw new UnusableException(file, VisibleText.of(e.getMessage().replaceFirst("[.]$", "")), e);
        } catch (IOException e) {
            throw new UnusableException(
                    file, "it cannot be read: " + VisibleText.of(String.valueOf(e.getMessage())), e);
        }
    }
}
