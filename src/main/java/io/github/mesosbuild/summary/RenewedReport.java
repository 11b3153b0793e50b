package io.github.mesosbuild.summary;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.page.Comparison;
import io.github.mesosbuild.page.ComparisonPage;
import io.github.mesosbuild.page.ReportFile;
import io.github.mesosbuild.page.ReportPage;
import io.github.mesosbuild.recording.EventFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The report of a build, regenerated from its recording, and compared with that of another build. */
public final class RenewedReport {
    private final Path directory;
    private final Clock clock;

    /**
     * Creates a report; nothing is read or written yet.
     *
     * @param directory the directory of the report, which has the recording
     */
    public RenewedReport(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Returns whether a recording exists that has an event.
     *
     * @throws IOException if it cannot be read
     */
    public boolean isRecorded() throws IOException {
        return EventFile.hasEvent(BuildReport.recording(directory));
    }

    /**
     * Writes {@code report.json}, {@code trace.json} and the page.
     *
     * @return how many lines of the recording are damaged; empty if it has no event, and then nothing is written
     * @throws IOException if the recording cannot be read, or a file cannot be written
     */
    public OptionalInt write() throws IOException {
        OptionalInt damaged = BuildReport.write(directory, clock);
        if (damaged.isPresent()) {
            ReportPage.write(directory);
        }
        return damaged;
    }

    /** Returns the page. */
    public Path page() {
        return directory.resolve(ReportPage.FILE);
    }

    /**
     * Returns the values of {@code report.json}.
     *
     * @throws ReportFile.UnusableException if it cannot be read
     */
    public ConfigNode values() throws ReportFile.UnusableException {
        return ReportFile.read(directory.resolve(BuildReport.REPORT));
    }

    /**
     * Returns the {@code report.json} that a path means: itself, or the one in it, in its {@code report}, or in the report of the same
     * release.
     *
     * @param given a file, a directory of a report, of a release, or a work directory
     * @return empty if there is none
     */
    public Optional<Path> other(Path given) {
        Path release = directory.getParent().getFileName();
        return Stream.of(
                        given,
                        given.resolve(BuildReport.REPORT),
                        given.resolve("report").resolve(BuildReport.REPORT),
                        given.resolve(release).resolve("report").resolve(BuildReport.REPORT))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Returns whether a file is the {@code report.json} of this report itself.
     *
     * @throws IOException if one of the files cannot be examined
     */
    public boolean isOwn(Path file) throws IOException {
        Path own = directory.resolve(BuildReport.REPORT);
        return Files.exists(own) && Files.isSameFile(own, file);
    }

    /**
     * Writes the page that compares this build with another one.
     *
     * @throws IOException if the page cannot be written
     */
    public Path compare(Comparison comparison, Path with) throws IOException {
        return ComparisonPage.write(directory, comparison, with);
    }

    /**
     * Returns the names of the releases with a recording in a work directory.
     *
     * @throws IOException if the directory cannot be listed
     */
    public static List<String> recordedIn(Path workDirectory) throws IOException {
        if (!Files.isDirectory(workDirectory)) {
            return List.of();
        }
        List<String> recorded = new ArrayList<>();
        try (Stream<Path> children = Files.list(workDirectory)) {
            for (Path child : children.sorted().toList()) {
                if (EventFile.hasEvent(BuildReport.recording(child.resolve("report")))) {
                    recorded.add(child.getFileName().toString());
                }
            }
        }
        return recorded;
    }
}
