package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ReleaseBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** A release of one makefile, for what needs no compiler. In it, {@code @prefix@} and {@code @srcdir@} are replaced by configure. */
final class OneMakefile {
    private static final String CONFIGURE = """
            #!/bin/sh
            for word; do case $word in --prefix=*) prefix=${word#*=} ;; esac; done
            sed "s|@prefix@|$prefix|g; s|@srcdir@|$(dirname "$0")|g" "$(dirname "$0")/Makefile.in" >Makefile
            """;

    private final Path directory;
    private final Path archive;
    private final Release release;
    private final Heard heard = new Heard();

    private OneMakefile(Path directory, Path archive, Release release) {
        this.directory = directory;
        this.archive = archive;
        this.release = release;
    }

    /** Packs the release and a file {@code data}. */
    static OneMakefile in(Path directory, String makefile, Consumer<ReleaseBuilder> change) throws IOException {
        Path archive = directory.resolve("sample-1.0.0.tar.gz");
        try (OutputStream file = Files.newOutputStream(archive);
                OutputStream gzip = new GzipCompressorOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            put(tar, "data", "as released\n", 0644);
            put(tar, "configure", CONFIGURE, 0755);
            put(tar, "Makefile.in", makefile, 0644);
        }
        ReleaseBuilder release = new ReleaseBuilder();
        change.accept(release);
        return new OneMakefile(directory, archive, release.build());
    }

    private static void put(TarArchiveOutputStream tar, String name, String text, int mode) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("sample-1.0.0/" + name);
        entry.setSize(bytes.length);
        entry.setMode(0100000 | mode);
        entry.setModTime(Instant.parse("2015-09-01T00:00:00Z").toEpochMilli());
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    PlannedBuild build(Consumer<BuildOptionsBuilder> change) throws Exception {
        BuildOptions options = BuildOptionsBuilder.options(change);
        BuildPlan plan = BuildPlan.of(
                release,
                SampleWorld.sha256(archive),
                SampleWorld.toolchain(),
                options,
                directory.resolve("installations"));
        return new PlannedBuild(plan, archive, new Workspace(directory.resolve("work")), options);
    }

    Heard heard() {
        return heard;
    }

    Builder builder() {
        return SampleWorld.builder(new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE), heard);
    }
}
