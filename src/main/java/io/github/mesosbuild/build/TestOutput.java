package io.github.mesosbuild.build;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the output of gtest programs (googletest 1.7, PrettyUnitTestResultPrinter). */
final class TestOutput {
    private static final Pattern PASSED = Pattern.compile("\\[       OK \\] \\S+.*");
    private static final Pattern FAILED = Pattern.compile("\\[  FAILED  \\] (\\w[^\\s,]*/?\\S*\\.[^\\s,]+).*");

    private int passed;
    private final Set<String> failed = new LinkedHashSet<>();

    void line(String line) {
        if (PASSED.matcher(line).matches()) {
            passed++;
        } else {
            Matcher matcher = FAILED.matcher(line);
            if (matcher.matches()) {
                failed.add(matcher.group(1));
            }
        }
    }

    TestReport report() {
        return new TestReport(passed, List.copyOf(failed));
    }
}
