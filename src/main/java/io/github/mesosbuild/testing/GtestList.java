package io.github.mesosbuild.testing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the output of {@code --gtest_list_tests} (googletest 1.7 to 1.12, {@code
 * UnitTestImpl::ListTestsMatchingFilter}): the name of a suite and a dot, then its tests, one a line after two spaces.
 * Either may be followed by {@code # TypeParam = …} or {@code # GetParam() = …}. Other output is ignored.
 */
final class GtestList {
    private static final Pattern SUITE = Pattern.compile("([A-Za-z_][\\w/]*)\\.(?:\\s+# .*)?");
    private static final Pattern TEST = Pattern.compile("  ([\\w/]+)(?:\\s+# .*)?");

    private final String program;
    private final Set<TestCase> tests = new LinkedHashSet<>();
    private String suite = "";

    GtestList(String program) {
        this.program = program;
    }

    void line(String line) {
        Matcher test = TEST.matcher(line);
        if (test.matches()) {
            if (!suite.isEmpty()) {
                tests.add(new TestCase(program, suite, test.group(1)));
            }
            return;
        }
        Matcher header = SUITE.matcher(line);
        suite = header.matches() ? header.group(1) : suite;
    }

    List<TestCase> tests() {
        return new ArrayList<>(tests);
    }
}
