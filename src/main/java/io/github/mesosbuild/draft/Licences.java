package io.github.mesosbuild.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The license of a release, recognized by the text of its license files. The texts are those of the SPDX license list
 * (spdx.org/licenses).
 *
 * @param spdx the SPDX identifier; empty if it is not certain
 * @param sentence why, or what a reader must find out
 */
record Licences(Optional<String> spdx, String sentence) {
    private static final Pattern FILE =
            Pattern.compile("(?i)(.*[-_.])?(licen[cs]e|copying|unlicense)([-_.][^/]*)?(\\.(txt|md|rst))?");
    private static final int TITLE = 400;
    private static final int BODY = 8_000;
    private static final int SOURCES = 60;
    /** Directories that many releases have copies of, such as those of Gnulib, whose notices are not the release's own. */
    private static final Pattern COPIED = Pattern.compile("(^|/)(lib|gl|gnu|gnulib[^/]*|m4|intl|build-aux|libltdl)/");

    private static final Map<String, String> NAMES = Map.of(
            "GPL", "gnu general public license",
            "AGPL", "gnu affero general public license",
            "LGPL", "general public license");
    private static final String LATER = "any later version";

    /** What a license begins with. GNU licenses mention each other in their texts. */
    private static final Map<String, String> TITLES = ordered(
            "AGPL-3.0", "gnu affero general public license version 3",
            "LGPL-3.0", "gnu lesser general public license version 3",
            "LGPL-2.1", "gnu lesser general public license version 2.1",
            "LGPL-2.0", "gnu library general public license version 2",
            "GPL-3.0", "gnu general public license version 3",
            "GPL-2.0", "gnu general public license version 2",
            "Apache-2.0", "apache license version 2.0",
            "MPL-2.0", "mozilla public license version 2.0",
            "BSL-1.0", "boost software license - version 1.0",
            "Unlicense", "this is free and unencumbered software released into the public domain");

    private static final Map<String, String> CLAUSES = ordered(
            "MIT", "permission is hereby granted free of charge to any person obtaining a copy",
            "ISC", "with or without fee is hereby granted provided that the above copyright notice and this permission",
            "Zlib", "not be removed or altered from any source distribution",
            "BSD", "redistribution and use in source and binary forms with or without modification");

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /**
     * Looks at the license files of a release.
     *
     * @param directory the directory of configure, whose license files count too
     * @throws IOException if a file cannot be read
     */
    static Licences of(SourceFiles files, String directory) throws IOException {
        Set<String> candidates = new TreeSet<>(files.in(""));
        candidates.addAll(files.in(directory));
        Map<String, String> found = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String file : candidates) {
            if (FILE.matcher(file.substring(file.lastIndexOf('/') + 1)).matches()) {
                Set<String> ids = recognized(files.text(file));
                ids.forEach(id -> found.putIfAbsent(id, file));
                if (ids.isEmpty()) {
                    unknown.add(file);
                }
            }
        }
        if (found.isEmpty()) {
            return new Licences(
                    Optional.empty(),
                    unknown.isEmpty()
                            ? "the license. No LICENSE or COPYING file was found."
                            : "the license. The text of " + String.join(", ", unknown) + " was not recognized.");
        }
        if (found.size() > 1 || !unknown.isEmpty()) {
            return new Licences(
                    Optional.empty(),
                    "the license. These files were recognized: " + listed(found) + "."
                            + (unknown.isEmpty() ? "" : " These were not: " + String.join(", ", unknown) + "."));
        }
        String id = found.keySet().iterator().next();
        return id.contains("GPL") ? gnu(id, found.get(id), files) : new Licences(Optional.of(id), found.get(id));
    }

    private static String listed(Map<String, String> found) {
        List<String> parts = new ArrayList<>();
        found.forEach((id, file) -> parts.add(file + " (" + id + ")"));
        return String.join(", ", parts);
    }

    /** The text of a GNU license does not tell whether later versions are allowed; the sources do. */
    private static Licences gnu(String id, String file, SourceFiles files) throws IOException {
        List<String> sources = files.ending(".c", ".cc", ".cpp", ".cxx", ".h", ".y", ".l", "configure.ac").stream()
                .sorted(Comparator.comparing(source -> COPIED.matcher(source).find()))
                .limit(SOURCES)
                .toList();
        String version = "version " + id.substring(id.indexOf('-') + 1).replaceFirst("\\.0$", "");
        for (String source : sources) {
            String notice = normal(files.start(source, BODY));
            if (notice.contains(NAMES.get(id.substring(0, id.indexOf('-'))))
                    && notice.contains(version)
                    && notice.contains(LATER)) {
                return new Licences(Optional.of(id + "-or-later"), file + ", and '" + LATER + "' in " + source);
            }
        }
        return new Licences(
                Optional.empty(),
                "the license. " + file + " is that of " + id + ", but the first " + sources.size()
                        + " sources do not tell whether later versions are allowed: " + id + "-only or " + id
                        + "-or-later.");
    }

    /** Returns the identifiers of the licenses in a text. */
    static Set<String> recognized(String text) {
        String normal = normal(text);
        Set<String> ids = new TreeSet<>();
        String title = normal.substring(0, Math.min(TITLE, normal.length()));
        for (Map.Entry<String, String> license : TITLES.entrySet()) {
            if (title.contains(license.getValue())) {
                return Set.of(license.getKey());
            }
        }
        String body = normal.substring(0, Math.min(BODY, normal.length()));
        CLAUSES.forEach((id, clause) -> {
            if (body.contains(clause)) {
                ids.add(id.equals("BSD") ? bsd(body) : id);
            }
        });
        if (!ids.isEmpty() && body.contains("general public license")) {
            ids.add("perhaps a license of GNU");
        }
        return ids;
    }

    private static String bsd(String body) {
        if (body.contains("advertising materials")) {
            return "BSD-4-Clause";
        }
        return body.contains("neither the name") || body.contains("endorse or promote")
                ? "BSD-3-Clause"
                : "BSD-2-Clause";
    }

    /** Returns the text in lower case, without the marks of comments and with single spaces. */
    private static String normal(String text) {
        String start = text.substring(0, Math.min(4 * BODY, text.length()));
        return start.toLowerCase(Locale.ROOT)
                .replaceAll("(?m)^[ \\t]*(?:[*#;]+|//+|dnl)", " ")
                .replaceAll("[\\s,]+", " ");
    }
}
