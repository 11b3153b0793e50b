package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest.Algorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entries of a checksum file, in any mix of formats.
 *
 * @param entries the recognized entries
 * @param truncated whether the last line looks like the start of an entry for the wanted file
 */
record ChecksumLines(List<Entry> entries, boolean truncated) {
    private static final Pattern BSD =
            Pattern.compile("\\\\?([A-Za-z][A-Za-z0-9/-]{1,14}) ?\\((.+)\\) ?= ?([0-9A-Fa-f]*)");
    private static final Pattern BSD_START = Pattern.compile("\\\\?([A-Za-z][A-Za-z0-9/-]{1,14}) ?\\(.*");
    private static final Pattern GNU = Pattern.compile("\\\\?([0-9A-Fa-f]+)(?: [ *]|[ \\t]+\\*?)(\\S.*)");
    private static final Pattern GPG =
            Pattern.compile("(.+?):[ \\t]*+(?:([A-Z][A-Z0-9-]{1,14}) = )?([0-9A-Fa-f \\t]*)");
    private static final Pattern BARE =
            Pattern.compile("(?:([A-Za-z][A-Za-z0-9-]{1,14})[ \\t]*[:=][ \\t]*)?([0-9A-Fa-f]+)");
    private static final Pattern BYTE_ORDER_MARK = Pattern.compile("\\uFEFF");
    private static final int LONGEST_GROUP = 8;
    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_DIGEST = 1024;

    /**
     * One digest.
     *
     * @param label the algorithm's label; empty if there is none
     * @param name the file's name; empty if there is none
     * @param hex the digits, possibly too few or too many
     */
    record Entry(String label, String name, String hex) {
        boolean isAbout(String fileName) {
            return name.isEmpty() || name.equals(fileName) || lastSegment().equals(fileName);
        }

        private String lastSegment() {
            return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        }
    }

    static Optional<Algorithm> algorithm(String label) {
        return switch (label.toUpperCase(Locale.ROOT).replace("-", "").replace("/", "")) {
            case "MD5" -> Optional.of(Algorithm.MD5);
            case "SHA1" -> Optional.of(Algorithm.SHA1);
            case "SHA256", "SHA2256" -> Optional.of(Algorithm.SHA256);
            case "SHA512", "SHA2512" -> Optional.of(Algorithm.SHA512);
            default -> Optional.empty();
        };
    }

    private static boolean isLabel(String text) {
        return text.toUpperCase(Locale.ROOT).matches("(MD|SHA|RMD|RIPEMD|BLAKE|TIGER|WHIRLPOOL)[0-9A-Z/-]*");
    }

    static ChecksumLines parse(String text, String fileName) {
        Reader reader = new Reader(fileName);
        String last = "";
        boolean recognized = true;
        for (String line : BYTE_ORDER_MARK.matcher(text).replaceAll("").split("\r\n|\n|\r")) {
            recognized = reader.read(line);
            last = line.isBlank() ? last : line.strip();
        }
        reader.flush();
        boolean ended = text.endsWith("\n") || text.endsWith("\r");
        return new ChecksumLines(reader.entries, !ended && isTruncated(last, recognized, fileName, reader.entries));
    }

    private static boolean isTruncated(String last, boolean recognized, String fileName, List<Entry> entries) {
        if (!recognized) {
            Matcher start = BSD_START.matcher(last);
            return fileName.startsWith(last)
                    || last.startsWith(fileName)
                    || isLabel(last)
                    || start.matches() && isLabel(start.group(1));
        }
        if (entries.isEmpty()) {
            return false;
        }
        String name = entries.get(entries.size() - 1).name();
        return name.isEmpty()
                ? entries.stream().anyMatch(entry -> !entry.name().isEmpty())
                : name.equals("*") || !name.equals(fileName) && fileName.startsWith(name);
    }

    private static final class Reader {
        private final List<Entry> entries = new ArrayList<>();
        private final String fileName;
        private Entry open;

        private Reader(String fileName) {
            this.fileName = fileName;
        }

        /** Reads one line and returns whether it was recognized. */
        private boolean read(String line) {
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                flush();
                return true;
            }
            Optional<String> groups = groups(stripped);
            if (groups.isPresent()) {
                Entry before = open == null ? new Entry("", "", "") : open;
                // Whatever is longer is no digest, and joining many short lines would take long.
                String digits = before.hex.length() > LONGEST_DIGEST ? before.hex : before.hex + groups.get();
                open = new Entry(before.label, before.name, digits);
                return true;
            }
            flush();
            if (stripped.length() > LONGEST_LINE || stripped.startsWith("<")) {
                return false;
            }
            return readBsd(stripped) || readBare(stripped) || readGnu(stripped) || readGpg(stripped);
        }

        private void flush() {
            // Without digits, only the wanted file's name makes an entry; anything else is prose that ends in a colon.
            if (open != null && (!open.hex.isEmpty() || open.isAbout(fileName))) {
                entries.add(open);
            }
            open = null;
        }

        private boolean readBsd(String line) {
            Matcher bsd = BSD.matcher(line);
            if (!bsd.matches() || !isLabel(bsd.group(1))) {
                return false;
            }
            entries.add(new Entry(bsd.group(1), unescaped(line, bsd.group(2)), bsd.group(3)));
            return true;
        }

        private boolean readBare(String line) {
            Matcher bare = BARE.matcher(line);
            if (!bare.matches() || bare.group(1) != null && !isLabel(bare.group(1))) {
                return false;
            }
            entries.add(new Entry(bare.group(1) == null ? "" : bare.group(1), "", bare.group(2)));
            return true;
        }

        private boolean readGnu(String line) {
            Matcher gnu = GNU.matcher(line);
            if (!gnu.matches()) {
                return false;
            }
            entries.add(new Entry("", unescaped(line, gnu.group(2)), gnu.group(1)));
            return true;
        }

        private boolean readGpg(String line) {
            Matcher gpg = GPG.matcher(line);
            if (!gpg.matches()) {
                return false;
            }
            String digits = gpg.group(3).strip();
            Optional<String> groups = digits.isEmpty() ? Optional.of("") : groups(digits);
            if (groups.isEmpty() && !digits.matches("[0-9A-Fa-f]+")) {
                return false;
            }
            String label = gpg.group(2) == null ? "" : gpg.group(2);
            boolean onlyLabel = label.isEmpty() && isLabel(gpg.group(1));
            open = new Entry(onlyLabel ? gpg.group(1) : label, onlyLabel ? "" : gpg.group(1), groups.orElse(digits));
            return true;
        }

        /** Returns the digits of a line that consists of groups of digits only. */
        private static Optional<String> groups(String line) {
            StringBuilder digits = new StringBuilder();
            for (String group : line.split("[ \\t]+")) {
                if (group.length() > LONGEST_GROUP
                        || !group.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
                    return Optional.empty();
                }
                digits.append(group);
            }
            return Optional.of(digits.toString());
        }

        // coreutils marks an escaped name with a backslash at the start of the line.
        private static String unescaped(String line, String name) {
            if (!line.startsWith("\\")) {
                return name;
            }
            StringBuilder plain = new StringBuilder();
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c == '\\' && i + 1 < name.length()) {
                    char escaped = name.charAt(++i);
                    plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
                } else {
                    plain.append(c);
                }
            }
            return plain.toString();
        }
    }
}
