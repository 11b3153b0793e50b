package io.github.mesosbuild.summary;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.process.ProcessIdentity;
import io.github.mesosbuild.recording.EventFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Writes what is known of a build from its recording: {@code report.json}, with all figures, and {@code trace.json}, for programs
 * that show traces.
 */
public final class BuildReport {
    /** The file with all figures. */
    public static final String REPORT = "report.json";

    /** The file in the format of Chrome's traces. */
    public static final String TRACE = "trace.json";

    private static final String RECORDING = "recording.jsonl";

    private BuildReport() {}

    /**
     * Returns the file with the recording.
     *
     * @param directory the directory of the report
     */
    public static Path recording(Path directory) {
        return directory.resolve(RECORDING);
    }

    /** Returns whether a document is a report that this plugin can read. */
    public static boolean isReport(ConfigNode document) {
        return document.get("format")
                .jsonNumber()
                .filter(format -> format == ReportDocument.FORMAT)
                .isPresent();
    }

    /**
     * Writes the files, from whatever was recorded.
     *
     * @param directory the directory of the report, which has the recording
     * @return how many lines of the recording are damaged; empty if nothing was recorded
     * @throws IOException if the recording cannot be read, or a file cannot be written
     */
    public static OptionalInt write(Path directory, Clock clock) throws IOException {
        EventFile.Contents recorded = EventFile.contents(recording(directory));
        BuildingTime time = BuildingTime.of(recorded.events());
        if (time.runs().isEmpty()) {
            return OptionalInt.empty();
        }
        Map<String, Object> report = new ReportDocument(
                        time, recorded.damaged(), directory, clock.instant(), ProcessIdentity::isAlive)
                .values();
        show(directory.resolve(REPORT), report);
        show(directory.resolve(TRACE), TraceDocument.of(report));
        return OptionalInt.of(recorded.damaged());
    }

    private static void show(Path file, Map<String, Object> values) throws IOException {
        AtomicFile.show(file, Json.report(values).getBytes(StandardCharsets.UTF_8));
    }
}
