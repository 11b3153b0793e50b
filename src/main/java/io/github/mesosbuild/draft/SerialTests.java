package io.github.mesosbuild.draft;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out whether a release says that its tests disturb each other if they run at once. */
final class SerialTests {
    private static final Pattern RULE = Pattern.compile("(?m)^\\.NOTPARALLEL[ \\t]*:");
    private static final Pattern DOCUMENT =
            Pattern.compile("(?i)(tests?/|testsuite/)?(README|HACKING|INSTALL)([-._][-._\\w]*)?");
    private static final Pattern ABOUT_TESTS =
            Pattern.compile("(?i)\\bmake(\\s+-\\S++){0,10}\\s+(check|test)\\b|\\btest\\s?suite\\b|\\btests\\b");
    private static final Pattern SERIAL = Pattern.compile("(?i)\\bmake\\s+-j\\s?1\\s+(check|test)\\b"
            + "|\\bmake\\s+(check|test)\\s+-j\\s?1\\b"
            + "|\\b(cannot|can't|must\\s+not|(do|does)\\s+not\\s+(run|work)|(don't|doesn't)\\s+(run|work))\\b[^.]{0,40}"
            + "\\b(in\\s+parallel|parallel\\s+(make|build|test)\\w*|concurrently|at\\s+once)\\b"
            + "|\\bnot\\s+parallel[- ]safe\\b"
            + "|\\bmust\\b[^.]{0,30}\\b(serially|sequentially|one\\s+at\\s+a\\s+time)\\b");
    private static final int LONGEST = 200;
    private static final int READ = 256 << 10;

    private SerialTests() {}

    /**
     * Where a release tells it.
     *
     * @param sentence what a reader can check
     * @param certain whether it is a rule of make, not a sentence that a person must understand
     */
    record Remark(String sentence, boolean certain) {}

    /**
     * Returns where the release says so.
     *
     * @throws IOException if a file cannot be read
     */
    static Optional<Remark> of(SourceFiles files) throws IOException {
        for (String makefile : files.named("Makefile.am", "Makefile.in", "GNUmakefile", "Makefile")) {
            String text = files.text(makefile);
            if (RULE.matcher(text).find() && TestFacts.namesTests(text)) {
                return Optional.of(new Remark(makefile + " names tests, and has .NOTPARALLEL.", true));
            }
        }
        for (String name : files.names()) {
            Optional<String> sentence =
                    DOCUMENT.matcher(name).matches() ? sentence(files.start(name, READ)) : Optional.empty();
            if (sentence.isPresent()) {
                return Optional.of(new Remark(name + ": \"" + sentence.get() + "\"", false));
            }
        }
        return Optional.empty();
    }

    /** Returns the first sentence about tests that must not run at once. */
    private static Optional<String> sentence(String text) {
        for (String raw : text.split("(?<=[.!?])\\s|\\n\\s*\\n")) {
            String sentence = raw.strip().replaceAll("\\s+", " ");
            Matcher serial = SERIAL.matcher(sentence);
            if (ABOUT_TESTS.matcher(sentence).find() && serial.find()) {
                int from = Math.max(0, Math.min(serial.start(), sentence.length() - LONGEST));
                return Optional.of(
                        sentence.length() <= LONGEST ? sentence : sentence.substring(from, from + LONGEST) + "...");
            }
        }
        return Optional.empty();
    }
}
