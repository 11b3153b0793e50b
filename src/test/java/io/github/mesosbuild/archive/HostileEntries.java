package io.github.mesosbuild.archive;

import static io.github.mesosbuild.archive.HostileArchives.noise;
import static io.github.mesosbuild.archive.TarBuilder.base256;
import static io.github.mesosbuild.archive.TarBuilder.bzip2;
import static io.github.mesosbuild.archive.TarBuilder.gzip;
import static io.github.mesosbuild.archive.TarBuilder.put;

import io.github.mesosbuild.archive.UnpackException.Kind;

/** Archives with an entry that must not be unpacked. */
final class HostileEntries {
    private final HostileArchives corpus;

    HostileEntries(HostileArchives corpus) {
        this.corpus = corpus;
    }

    void addAll(String outside) {
        namesThatEscape(outside);
        links(outside);
        chainsOfLinks();
        members();
        duplicates();
        names();
        limits();
    }

    private void namesThatEscape(String outside) {
        Kind kind = Kind.ESCAPES;
        corpus.add(kind, "absolute name", t -> t.file(outside, "x"));
        corpus.add(kind, "dots first", t -> t.file("../x", "x"));
        corpus.add(kind, "dots in the middle", t -> t.file("top/../../x", "x"));
        corpus.add(kind, "dots that stay inside", t -> t.file("top/a/../b", "x"));
        corpus.add(kind, "dots last", t -> t.directory("top/.."));
        corpus.add(kind, "dots as a directory", t -> t.directory("../"));
        corpus.add(kind, "absolute in pax", t -> t.pax("path=" + outside).file("top/x", "x"));
        corpus.add(kind, "dots in pax", t -> t.pax("path=top/../../x").file("top/x", "x"));
        corpus.add(kind, "absolute in a long name", t -> t.longName(outside).file("top/x", "x"));
        corpus.add(kind, "dots in a long name", t -> t.longName("top/../../x").file("top/x", "x"));
        corpus.add(kind, "dots in the prefix", t -> t.header(h -> put(h, 345, 155, "top/.."), "x", '0', 0, "", 0644));
        corpus.add(kind, "absolute prefix", t -> t.header(h -> put(h, 345, 155, "/tmp"), "x", '0', 0, "", 0644));
        corpus.add(kind, "absolute below the top", t -> t.file("/top/x", "x"));
        corpus.add(kind, "absolute directory", t -> t.directory("/"));
    }

    private void links(String outside) {
        Kind kind = Kind.LINK;
        corpus.add(kind, "absolute symbolic link", t -> t.symbolicLink("top/l", outside));
        corpus.add(kind, "symbolic link upwards", t -> t.symbolicLink("top/l", "../../x"));
        corpus.add(kind, "symbolic link to the parent of top", t -> t.symbolicLink("top/l", ".."));
        corpus.add(kind, "symbolic link down and up", t -> t.symbolicLink("top/l", "a/b/../../../x"));
        corpus.add(kind, "empty symbolic link", t -> t.symbolicLink("top/l", ""));
        corpus.add(kind, "symbolic link with a newline", t -> t.symbolicLink("top/l", "a\nb"));
        corpus.add(
                kind, "absolute link in pax", t -> t.pax("linkpath=" + outside).symbolicLink("top/l", "x"));
        corpus.add(kind, "long link upwards", t -> t.longLink("../../x").symbolicLink("top/l", "x"));
        corpus.add(
                kind,
                "file behind a link to a directory",
                t -> t.directory("top/d").symbolicLink("top/l", "d").file("top/l/x", "x"));
        corpus.add(
                kind,
                "file behind a link outwards",
                t -> t.symbolicLink("top/l", "../..").file("top/l/x", "x"));
        corpus.add(
                kind,
                "directory behind a link",
                t -> t.symbolicLink("top/l", "../..").directory("top/l/d"));
        corpus.add(kind, "link behind a link", t -> t.symbolicLink("top/l", ".").symbolicLink("top/l/m", "x"));
        corpus.add(kind, "absolute hard link", t -> t.hardLink("top/h", outside));
        corpus.add(kind, "hard link upwards", t -> t.hardLink("top/h", "top/../../x"));
        corpus.add(kind, "hard link to another top", t -> t.hardLink("top/h", "other/x"));
        corpus.add(kind, "hard link to nothing", t -> t.hardLink("top/h", "top/x"));
        corpus.add(kind, "hard link to a directory", t -> t.hardLink("top/h", "top"));
        corpus.add(kind, "hard link to itself", t -> t.hardLink("top/h", "top/h"));
        corpus.add(
                kind,
                "hard link to what comes later",
                t -> t.hardLink("top/h", "top/x").file("top/x", "x"));
        corpus.add(
                kind,
                "hard link to a symbolic link",
                t -> t.symbolicLink("top/l", "x").hardLink("top/h", "top/l"));
        corpus.add(
                kind,
                "hard link through a symbolic link",
                t -> t.file("top/d/x", "x").symbolicLink("top/l", "d").hardLink("top/h", "top/l/x"));
        corpus.add(
                kind,
                "hard link through a link outwards",
                t -> t.symbolicLink("top/l", "../..").hardLink("top/h", "top/l/canary/file"));
        corpus.add(kind, "hard link in pax", t -> t.pax("linkpath=/etc/passwd").hardLink("top/h", "top/x"));
        corpus.add(
                kind,
                "hard link behind a link",
                t -> t.file("top/x", "x").symbolicLink("top/l", ".").hardLink("top/l/h", "top/x"));
    }

    private void chainsOfLinks() {
        Kind kind = Kind.LINK;
        corpus.add(
                kind,
                "chain of links",
                t -> t.directory("top/a/b/").symbolicLink("top/a/b/up", "../..").symbolicLink("top/out", "a/b/up/.."));
        corpus.add(
                kind,
                "chain whose last link comes first",
                t -> t.symbolicLink("top/out", "a/b/../x")
                        .symbolicLink("top/a/b", "../c")
                        .symbolicLink("top/c", "."));
        corpus.add(kind, "circle", t -> t.symbolicLink("top/a", "b").symbolicLink("top/b", "a"));
        corpus.add(kind, "link to itself", t -> t.symbolicLink("top/a", "a"));
        corpus.add(kind, "chain of 60", t -> {
            for (int i = 0; i < 60; i++) {
                t.symbolicLink("top/l" + i, "l" + (i + 1));
            }
            return t;
        });
        corpus.add(kind, "doubling links", t -> {
            for (int i = 0; i < 60; i++) {
                t.symbolicLink("top/l" + i, ("l" + (i + 1) + "/").repeat(12) + ".");
            }
            return t.symbolicLink("top/l60", ".");
        });
        corpus.add(kind, "entangled links", t -> {
            for (int i = 0; i < 400; i++) {
                t.symbolicLink("top/l" + i, "m/".repeat(38));
            }
            return t.longLink("./".repeat(2000)).symbolicLink("top/m", "");
        });
    }

    private void members() {
        corpus.add(Kind.SPECIAL_FILE, "character device", t -> t.header("top/x", '3', 0, "", 0666));
        corpus.add(Kind.SPECIAL_FILE, "block device", t -> t.header("top/x", '4', 0, "", 0666));
        corpus.add(Kind.SPECIAL_FILE, "FIFO", t -> t.header("top/x", '6', 0, "", 0666));
        corpus.add(Kind.UNSUPPORTED, "GNU sparse file", t -> t.header("top/x", 'S', 0, "", 0644));
        corpus.add(
                Kind.UNSUPPORTED,
                "pax sparse file",
                t -> t.pax("GNU.sparse.major=1", "GNU.sparse.minor=0").file("top/x", "x"));
        corpus.add(Kind.UNSUPPORTED, "second volume", t -> t.header("top/x", 'M', 0, "", 0644));
        corpus.add(Kind.UNSUPPORTED, "volume label", t -> t.header("top/x", 'V', 0, "", 0644));
        corpus.add(Kind.UNSUPPORTED, "dumped directory", t -> t.header("top/x", 'D', 0, "", 0755));
        corpus.add(Kind.UNSUPPORTED, "unknown type", t -> t.header("top/x", '\u001b', 0, "", 0644));
    }

    private void duplicates() {
        Kind kind = Kind.DUPLICATE;
        corpus.add(kind, "file twice", t -> t.file("top/x", "1").file("top/x", "2"));
        corpus.add(kind, "file twice with a dot", t -> t.file("top/x", "1").file("top/./x", "2"));
        corpus.add(
                kind, "file twice with two slashes", t -> t.file("top/x", "1").file("top//x", "2"));
        corpus.add(kind, "directory twice", t -> t.directory("top/d").directory("top/d/"));
        corpus.add(kind, "top twice", t -> t.directory("top"));
        corpus.add(kind, "directory becomes a file", t -> t.directory("top/d").file("top/d", "x"));
        corpus.add(kind, "directory becomes a link", t -> t.directory("top/d").symbolicLink("top/d", "."));
        corpus.add(
                kind,
                "implied directory becomes a link",
                t -> t.file("top/d/x", "x").symbolicLink("top/d", "."));
        corpus.add(kind, "file becomes a directory", t -> t.file("top/x", "x").directory("top/x/y"));
        corpus.add(kind, "file becomes a link", t -> t.file("top/x", "x").symbolicLink("top/x", "y"));
        corpus.add(
                kind, "link becomes a file", t -> t.symbolicLink("top/x", "y").file("top/x", "x"));
        corpus.add(kind, "file becomes a hard link", t -> t.file("top/x", "x").hardLink("top/x", "top/x"));
        corpus.limited(
                kind,
                "names that differ in case",
                t -> t.file("top/Makefile", "1").file("top/makefile", "2"));
    }

    private void names() {
        Kind kind = Kind.NAME;
        corpus.add(kind, "empty name", t -> t.file("", "x"));
        corpus.add(kind, "empty name in pax", t -> t.pax("path=").file("top/x", "x"));
        corpus.add(kind, "newline", t -> t.file("top/a\nb", "x"));
        corpus.add(kind, "escape sequence", t -> t.file("top/\u001b[2J", "x"));
        corpus.add(kind, "delete", t -> t.file("top/\u007f", "x"));
        corpus.add(kind, "C1 control", t -> t.file("top/\u009b2J", "x"));
        corpus.add(kind, "NUL in pax", t -> t.pax("path=top/a\0b").file("top/x", "x"));
        corpus.add(kind, "NUL in a long name", t -> t.longName("top/a\0b").file("top/x", "x"));
        corpus.add(Kind.ENCODING, "not UTF-8", t -> t.header(h -> h[4] = (byte) 0xff, "top/x", '0', 0, "", 0644));
        corpus.add(
                Kind.ENCODING,
                "overlong UTF-8",
                t -> t.header(
                        h -> System.arraycopy(new byte[] {(byte) 0xc0, (byte) 0xae}, 0, h, 4, 2),
                        "top/xx",
                        '0',
                        0,
                        "",
                        0644));
        corpus.add(
                kind,
                "component of 256 bytes",
                t -> t.longName("top/" + "n".repeat(256)).file("top/x", "x"));
        corpus.add(
                kind,
                "component of 128 wide characters",
                t -> t.pax("path=top/" + "\u00e9".repeat(128)).file("top/x", "x"));
        corpus.add(kind, "link with a slash", t -> t.symbolicLink("top/l/", "x"));
        corpus.add(kind, "hard link with a slash", t -> t.file("top/x", "x").hardLink("top/l/", "top/x"));
    }

    private void limits() {
        corpus.limited(
                Kind.LIMIT,
                "long path",
                t -> t.longName("top/" + "ab/".repeat(100) + "x").file("top/x", "x"));
        corpus.limited(Kind.LIMIT, "deep path", t -> t.file("top/" + "d/".repeat(8) + "x", "x"));
        corpus.limited(Kind.LIMIT, "many entries", t -> {
            for (int i = 0; i < 50; i++) {
                t.file("top/" + i, "");
            }
            return t;
        });
        corpus.limited(Kind.LIMIT, "many implied directories", t -> {
            for (int i = 0; i < 10; i++) {
                t.file("top/" + i + "/a/b/c/d/x", "");
            }
            return t;
        });
        corpus.limited(Kind.LIMIT, "many bytes", t -> t.file("top/x", noise(1 << 20), 0644));
        corpus.limited(Kind.LIMIT, "bytes claimed", t -> t.header("top/x", '0', (1 << 20) + 1, "", 0644));
        corpus.limited(
                Kind.LIMIT,
                "bytes claimed in pax",
                t -> t.pax("size=999999999999999").header("top/x", '0', 0, "", 0644));
        corpus.limited(
                Kind.LIMIT,
                "bytes claimed in base 256",
                t -> t.header(
                        h -> base256(h, 0x80, 0, 0, 0, 0, 127, 255, 255, 255, 255, 255, 255),
                        "top/x",
                        '0',
                        0,
                        "",
                        0644));
        corpus.bytes(
                Kind.LIMIT,
                "bomb of zeros",
                new TarBuilder().file("top/x", new byte[20 << 20], 0644).gzip());
        corpus.bytes(
                Kind.LIMIT,
                "bomb behind the end",
                gzip(new TarBuilder().file("top/x", "x").raw(new byte[20 << 20]).closed()));
        corpus.bytes(
                Kind.LIMIT,
                "bomb in bzip2",
                bzip2(new TarBuilder().file("top/x", new byte[20 << 20], 0644).closed()));
    }
}
