package io.github.mesosbuild.testing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code --gtest_list_tests} prints (googletest 1.7 to 1.12, {@code UnitTestImpl::ListTestsMatchingFilter}): a suite
 * with a dot behind it, below it each test behind two blanks, and behind both perhaps {@code # TypeParam = …} or {@code #
 * GetParam() = …}. Whatever else the program prints is passed over.
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
