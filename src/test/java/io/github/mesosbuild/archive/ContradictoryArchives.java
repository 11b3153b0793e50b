package io.github.mesosbuild.archive;

import static io.github.mesosbuild.archive.HostileArchives.ascii;
import static io.github.mesosbuild.archive.TarBuilder.base256;
import static io.github.mesosbuild.archive.TarBuilder.put;

import io.github.mesosbuild.archive.UnpackException.Kind;

/** Archives with invalid or contradictory headers. */
final class ContradictoryArchives {
    private final HostileArchives corpus;

    ContradictoryArchives(HostileArchives corpus) {
        this.corpus = corpus;
    }

    void addAll() {
        numbers();
        contradictions();
    }

    private void numbers() {
        Kind kind = Kind.CORRUPT;
        corpus.add(
                kind,
                "negative size",
                t -> t.header(
                        h -> base256(h, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 254, 0),
                        "top/x",
                        '0',
                        0,
                        "",
                        0644));
        corpus.add(
                kind,
                "size beyond 64 bits",
                t -> t.header(h -> base256(h, 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "top/x", '0', 0, "", 0644));
        corpus.add(
                kind,
                "size that is no number",
                t -> t.header(h -> put(h, 124, 12, "-0000000001\0"), "top/x", '0', 0, "", 0644));
        corpus.add(kind, "blank size", t -> t.header(h -> put(h, 124, 12, " ".repeat(12)), "top/x", '0', 0, "", 0644));
        corpus.add(
                kind,
                "mode that is no number",
                t -> t.header(h -> put(h, 100, 8, "rwxr-xr-"), "top/x", '0', 0, "", 0644));
    }

    private void contradictions() {
        Kind kind = Kind.CORRUPT;
        corpus.add(kind, "two sizes", t -> t.pax("size=0").file("top/x", "x"));
        corpus.add(kind, "negative size in pax", t -> t.pax("size=-1").file("top/x", "x"));
        corpus.add(
                kind, "impossible time in pax", t -> t.pax("mtime=1e999999999").file("top/x", "x"));
        corpus.add(
                kind, "two names in pax", t -> t.pax("path=top/a", "path=top/b").file("top/x", "x"));
        corpus.add(
                kind,
                "two extended names",
                t -> t.pax("path=top/a").longName("top/b").file("top/x", "x"));
        corpus.add(
                kind,
                "two extended links",
                t -> t.pax("linkpath=a").longLink("b").symbolicLink("top/x", "x"));
        corpus.add(
                kind,
                "two long names",
                t -> t.longName("top/a").longName("top/b").file("top/x", "x"));
        corpus.add(
                kind,
                "two pax headers",
                t -> t.pax("path=top/a").pax("path=top/b").file("top/x", "x"));
        corpus.add(kind, "one name for all", t -> t.global("path=top/a").file("top/x", "x"));
        corpus.add(kind, "one link for all", t -> t.global("linkpath=top/a").file("top/x", "x"));
        corpus.add(kind, "one size for all", t -> t.global("size=1").file("top/x", "x"));
        corpus.add(
                kind,
                "pax length too large",
                t -> t.extended('x', ascii("99 path=top/a\n")).file("top/x", "x"));
        corpus.add(
                kind,
                "pax length too small",
                t -> t.extended('x', ascii("5 path=top/a\n")).file("top/x", "x"));
        corpus.add(
                kind,
                "pax length huge",
                t -> t.extended('x', ascii("99999999999999999999 path=a\n")).file("top/x", "x"));
        corpus.add(
                kind,
                "pax length missing",
                t -> t.extended('x', ascii("path=top/a\n")).file("top/x", "x"));
        corpus.add(
                kind,
                "pax without equals",
                t -> t.extended('x', ascii("10 path-a\n")).file("top/x", "x"));
        corpus.add(
                kind,
                "pax without newline",
                t -> t.extended('x', ascii("10 path=aa")).file("top/x", "x"));
        corpus.add(kind, "pax without an entry", t -> t.pax("path=top/a"));
        corpus.add(
                kind,
                "huge extended header",
                t -> t.extended('x', new byte[(1 << 20) + 1]).file("top/x", "x"));
        corpus.add(kind, "huge long name", t -> t.longName("n".repeat(1 << 20)).file("top/x", "x"));
        corpus.add(
                kind,
                "directory with a size",
                t -> t.header("top/d", '5', 512, "", 0755).body(new byte[512]));
        corpus.add(kind, "file that is a directory with a size", t -> t.file("top/d/", "x"));
        corpus.add(
                kind,
                "symbolic link with a size",
                t -> t.header("top/l", '2', 1, "x", 0777).body(new byte[1]));
        corpus.add(
                kind,
                "hard link with a size",
                t -> t.file("top/x", "x").header("top/l", '1', 1, "top/x", 0644).body(new byte[1]));
    }
}
