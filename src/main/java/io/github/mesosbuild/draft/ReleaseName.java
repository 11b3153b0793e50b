package io.github.mesosbuild.draft;

import io.github.mesosbuild.files.PathNames;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name and version of a release, by three witnesses: the archive's name, its top directory, and {@code configure}.
 *
 * @param name the name
 * @param version the version
 * @param doubts what the witnesses do not agree on, one sentence each
 */
record ReleaseName(String name, Version version, List<String> doubts) {
    private static final Pattern SUFFIX =
            Pattern.compile("(?i)(\\.orig)?\\.(tar(\\.(gz|bz2|xz|zst))?|tgz|tbz2?|txz|tzst)$");
    private static final Pattern SOURCES = Pattern.compile("(?i)[-.](src|sources?)$");
    /** The name that Debian gives to archives of others (Debian policy, 5.6.1 and C.2). */
    private static final Pattern DEBIAN = Pattern.compile("([a-z0-9][a-z0-9+.-]*)_(\\d[^_]*)\\.orig\\.tar\\.\\w+");

    private static final Pattern SEPARATOR = Pattern.compile("[-_.]?[-_](?=[vVrR]?[-_.]?\\d)");

    /** A dotted number or a date, with a pre-release, a repackaging or a revision behind it. */
    private static final Pattern VERSION = Pattern.compile("\\d+([._]\\d+)*[a-z]?\\d*"
            + "(([-_.+~]?(alpha|beta|rc|pre|dev|git|snapshot|svn|p|b|a|post|stable|final)|[+.~](dfsg|ds|repack))[\\w.+~-]*)?"
            + "|\\d{4}-\\d\\d-\\d\\d|\\d+(\\.\\d+)+-\\d+");
    /** A version with the name of a part of the release behind it, such as {@code 1.0.15-native}. */
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)+)[-_][A-Za-z][\\w-]*");

    private static final Pattern TAG = Pattern.compile("[vVrR]?[-_.]?(\\d.*)");
    private static final Pattern JOINED = Pattern.compile("([A-Za-z][\\w+-]*?[A-Za-z+])(\\d+(\\.\\d+)+[a-z]?)");

    /** What Debian adds to a version whose archive it changed (Debian developer's reference, 6.7.8.2). */
    private static final Pattern REPACKED = Pattern.compile("[+.~](dfsg|ds|repack)[\\w.+~]*$");

    ReleaseName {
        doubts = List.copyOf(doubts);
    }

    /**
     * A name and a version, as far as a witness has them.
     *
     * @param from the witness, for sentences
     */
    record Witness(String from, Optional<String> name, Optional<String> version) {}

    /** Returns what the name of an archive or of its top directory tells. */
    static Witness witness(String from, String text) {
        String stem = SOURCES.matcher(SUFFIX.matcher(text).replaceAll("")).replaceAll("");
        Matcher debian = DEBIAN.matcher(text);
        if (debian.matches()) {
            return new Witness(from, Optional.of(debian.group(1)), version(debian.group(2)));
        }
        Matcher separator = SEPARATOR.matcher(stem);
        while (separator.find()) {
            Optional<String> version = version(stem.substring(separator.end()));
            if (separator.start() > 0 && version.isPresent()) {
                return new Witness(from, Optional.of(stem.substring(0, separator.start())), version);
            }
        }
        Matcher joined = JOINED.matcher(stem);
        if (joined.matches()) {
            return new Witness(from, Optional.of(joined.group(1)), Optional.of(joined.group(2)));
        }
        Optional<String> version = version(stem);
        return new Witness(from, version.isPresent() ? Optional.empty() : Optional.of(stem), version);
    }

    private static Optional<String> version(String text) {
        Matcher tag = TAG.matcher(text);
        if (!tag.matches()) {
            return Optional.empty();
        }
        String plain = REPACKED.matcher(tag.group(1)).replaceAll("");
        if (VERSION.matcher(plain).matches()) {
            return Optional.of(plain);
        }
        Matcher part = PART.matcher(plain);
        return part.matches() ? Optional.of(part.group(1)) : Optional.empty();
    }

    /**
     * Finds the name and the version. If the witnesses differ, the version is that of the majority, or else of the first witness that
     * has one.
     *
     * @param given the version that the user gave
     * @throws DraftException if no witness has a version
     */
    static ReleaseName of(String fileName, Optional<Version> given, List<Witness> witnesses) throws DraftException {
        List<String> doubts = new ArrayList<>();
        String name = witnesses.stream()
                .flatMap(witness -> witness.name().stream())
                .map(ReleaseName::plain)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse("release");
        Map<String, List<String>> names = new LinkedHashMap<>();
        Map<String, List<String>> versions = new LinkedHashMap<>();
        for (Witness witness : witnesses) {
            witness.name().ifPresent(some -> add(names, some, witness.from()));
            witness.version()
                    .filter(ReleaseName::isUsable)
                    .ifPresent(some -> add(versions, some.replace('_', '.'), witness.from()));
        }
        differ("name", names).ifPresent(doubts::add);
        differ("version", versions).ifPresent(doubts::add);
        if (given.isPresent()) {
            return new ReleaseName(name, given.get(), doubts);
        }
        String version = versions.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .findFirst()
                .or(() -> versions.entrySet().stream().findFirst())
                .orElseThrow(() -> DraftException.noVersion(fileName))
                .getKey();
        return new ReleaseName(name, Version.ofRelease(version), doubts);
    }

    private static void add(Map<String, List<String>> witnesses, String value, String from) {
        witnesses.computeIfAbsent(value, any -> new ArrayList<>()).add(from);
    }

    private static Optional<String> differ(String what, Map<String, List<String>> values) {
        if (values.size() < 2) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        values.forEach((value, from) -> parts.add("'" + VisibleText.of(value) + "' (" + String.join(", ", from) + ")"));
        return Optional.of("The " + what + " is not the same everywhere: " + String.join(", ", parts) + ".");
    }

    private static boolean isUsable(String version) {
        try {
            Version.ofRelease(version);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns a text as the name of a recipe, which becomes part of file names; empty if nothing of it is left. */
    private static String plain(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._+~^-]+", "-")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^[^A-Za-z0-9]+|[-.]+$", "");
        String cut = name.substring(0, Math.min(name.length(), 60));
        return PathNames.plain(cut).isPresent() ? "" : cut;
    }
}
