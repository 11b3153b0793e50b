package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A corpus of archives that must be refused. All have the top directory {@code top}. */
final class HostileArchives {
    /** An archive, what is wrong with it, and the expected kind of refusal. */
    record Hostile(String name, Kind kind, byte[] archive, ArchiveLimits limits) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final ArchiveLimits SMALL = new ArchiveLimits(50, 1 << 20, 200, 8, 300, false);

    private final List<Hostile> all = new ArrayList<>();

    /**
     * Returns the corpus.
     *
     * @param outside a file outside every target, which the archives try to reach
     */
    static List<Hostile> corpus(String outside) {
        HostileArchives archives = new HostileArchives();
        new HostileEntries(archives).addAll(outside);
        new ContradictoryArchives(archives).addAll();
        new DamagedArchives(archives).addAll();
        return archives.all;
    }

    void add(Kind kind, String name, UnaryOperator<TarBuilder> members) {
        bytes(kind, name, members.apply(new TarBuilder().directory("top/")).gzip());
    }

    void bytes(Kind kind, String name, byte[] archive) {
        all.add(new Hostile(name, kind, archive, ArchiveLimits.DEFAULT));
    }

    /** Adds an archive that is refused only because of tight limits. */
    void limited(Kind kind, String name, UnaryOperator<TarBuilder> members) {
        all.add(new Hostile(
                name, kind, members.apply(new TarBuilder().directory("top/")).gzip(), SMALL));
    }

    static TarBuilder good() {
        return new TarBuilder()
                .directory("top/")
                .file("top/a", noise(5000), 0644)
                .file("top/b", "b");
    }

    static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        TarBuilder all = new TarBuilder();
        for (byte[] part : parts) {
            all.raw(part);
        }
        return all.unclosed();
    }
}
