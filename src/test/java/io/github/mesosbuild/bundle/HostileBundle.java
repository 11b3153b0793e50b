package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.TarBuilder;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A bundle that is taken apart, and put together again with other contents. */
final class HostileBundle {
    /** The top directory of the sample's bundles. */
    static final String TOP = "sample-1.0.0/";

    static final String DESCRIPTION = TOP + BundleDescription.PATH;

    private record Entry(String name, char type, String link, int mode, byte[] content) {}

    private final List<Entry> before = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Consumer<TarBuilder>> after = new ArrayList<>();

    /** Takes a bundle apart. */
    static HostileBundle of(BundlePacker.Packed packed) throws IOException {
        HostileBundle bundle = new HostileBundle();
        try (InputStream file = Files.newInputStream(packed.file());
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                char type = entry.isDirectory() ? '5' : entry.isSymbolicLink() ? '2' : '0';
                bundle.entries.add(new Entry(
                        entry.getName(), type, entry.getLinkName(), entry.getMode() & 07777, tar.readAllBytes()));
            }
        }
        return bundle;
    }

    /** Returns a description with other values. */
    @SuppressWarnings("unchecked")
    static byte[] description(BundleDescription from, Consumer<Map<String, Object>> change) throws Exception {
        String text = new String(from.json(), StandardCharsets.UTF_8);
        Map<String, Object> json =
                new LinkedHashMap<>((Map<String, Object>) Documents.json(text).value());
        change.accept(json);
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }

    /** Replaces a file. */
    HostileBundle with(String name, byte[] content) {
        entries.replaceAll(entry ->
                entry.name().equals(name) ? new Entry(name, entry.type(), entry.link(), entry.mode(), content) : entry);
        return this;
    }

    HostileBundle with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the description. */
    HostileBundle described(byte[] json) {
        return with(DESCRIPTION, json);
    }

    /** Lists other text files. */
    HostileBundle texts(BundleDescription from, Object... texts) throws Exception {
        return described(description(from, json -> json.put("texts", List.of(texts))));
    }

    HostileBundle without(String name) {
        entries.removeIf(entry -> entry.name().equals(name));
        return this;
    }

    /** Renames everything. */
    HostileBundle renamed(String top) {
        entries.replaceAll(entry -> new Entry(
                top + entry.name().substring(TOP.length()), entry.type(), entry.link(), entry.mode(), entry.content()));
        return this;
    }

    HostileBundle first(String name, byte[] content) {
        before.add(new Entry(name, '0', "", 0644, content));
        return this;
    }

    /** Adds what tar programs do not write. */
    HostileBundle add(Consumer<TarBuilder> more) {
        after.add(more);
        return this;
    }

    byte[] gzip() {
        return tar().gzip();
    }

    TarBuilder tar() {
        TarBuilder tar = new TarBuilder();
        List<Entry> all = new ArrayList<>(before);
        all.addAll(entries);
        for (Entry entry : all) {
            if (entry.name().length() >= 100) {
                tar.longName(entry.name());
            }
            if (entry.link().length() >= 100) {
                tar.longLink(entry.link());
            }
            tar.header(entry.name(), entry.type(), entry.content().length, entry.link(), entry.mode())
                    .body(entry.content());
        }
        after.forEach(more -> more.accept(tar));
        return tar;
    }

    Path write(Path file) throws IOException {
        return Files.write(file, gzip());
    }
}
