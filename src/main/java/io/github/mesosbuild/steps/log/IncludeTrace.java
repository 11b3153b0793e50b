package io.github.mesosbuild.steps.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that was being compiled when a header caused an error. GCC prints the inclusions from the inside out, clang
 * from the outside in, and both only when they change.
 */
final class IncludeTrace {
    private static final Pattern INCLUDED = Pattern.compile("^In file included from (.+?):\\d+(?::\\d+)?[:,]$");
    private static final Pattern FROM = Pattern.compile("^ +from (.+?):\\d+(?::\\d+)?[:,]$");
    private static final Pattern REQUIRED = Pattern.compile("^(.+?):\\d+:\\d+: +required from here$");
    private static final Pattern SOURCE = Pattern.compile(".*\\.(?:c|cc|cpp|cxx|C|c\\+\\+|s|S|m|mm|java|proto)");
    private static final int HEADERS = 500;
    private static final int STILL_VALID = 300;

    private final Map<String, String> unitOfHeader = new LinkedHashMap<>();
    private String unit = "";
    private long unitAt = -STILL_VALID;
    private long includedAt;

    void accept(String line, long number) {
        Matcher included = INCLUDED.matcher(line);
        if (line.startsWith("In file included from ") && included.find()) {
            if (includedAt != number - 1) {
                set(included.group(1), number);
            }
            includedAt = number;
            return;
        }
        if (line.startsWith("  ")) {
            Matcher from = FROM.matcher(line);
            if (from.find()) {
                set(from.group(1), number);
            }
        } else if (line.endsWith("required from here")) {
            Matcher required = REQUIRED.matcher(line);
            if (required.find()) {
                set(required.group(1), number);
            }
        }
    }

    private void set(String file, long number) {
        unit = file;
        unitAt = number;
    }

    Optional<String> unit(String file, long number) {
        if (SOURCE.matcher(file).matches()) {
            return Optional.of(file);
        }
        if (number - unitAt <= STILL_VALID && SOURCE.matcher(unit).matches()) {
            unitOfHeader.put(file, unit);
            if (unitOfHeader.size() > HEADERS) {
                unitOfHeader.remove(unitOfHeader.keySet().iterator().next());
            }
        }
        return Optional.ofNullable(unitOfHeader.get(file));
    }
}
