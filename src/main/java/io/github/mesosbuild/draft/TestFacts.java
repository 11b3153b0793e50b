package io.github.mesosbuild.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the Makefiles tell about the tests, and about the programs that are installed.
 *
 * @param target the target that runs the tests; empty if there is none, or if it cannot be told
 * @param none whether there is certainly none
 * @param remarks what a reader should know
 * @param serial where the release says that its tests must not run at once
 * @param googletest whether the tests use googletest
 * @param programs the names of installed programs
 * @param ignoresDestdir whether no Makefile mentions DESTDIR
 */
record TestFacts(
        Optional<String> target,
        boolean none,
        List<String> remarks,
        Optional<SerialTests.Remark> serial,
        boolean googletest,
        List<String> programs,
        boolean ignoresDestdir) {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^-?include\\s");
    private static final Pattern TESTS = Pattern.compile("\\bTESTS\\b|\\bdejagnu\\b|\\bcheck-local\\b|\\bruntest\\b");
    private static final Pattern PROGRAMS = Pattern.compile("(?m)^(?:bin|sbin)_PROGRAMS[ \\t]*\\+?=(.*)$");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,60}");

    /** Reads the Makefiles beside configure, and the inputs of Automake everywhere. */
    static TestFacts of(ConfigureFacts facts, SourceFiles files) throws IOException {
        List<String> inputs = files.named("Makefile.am");
        boolean automake = files.has(facts.beside("Makefile.am")) || facts.uses("AM_INIT_AUTOMAKE");
        boolean googletest = false;
        TreeSet<String> programs = new TreeSet<>();
        for (String input : inputs) {
            String text = files.text(input).replace("\\\n", " ");
            googletest |= Pattern.compile("-lgtest|\\bgtest[-_]main|GTEST_LIBS")
                    .matcher(text)
                    .find();
            PROGRAMS.matcher(text)
                    .results()
                    .forEach(found -> ConfigureFacts.words(found.group(1)).stream()
                            .filter(word -> NAME.matcher(word).matches())
                            .forEach(programs::add));
        }
        List<String> remarks = new ArrayList<>();
        Optional<SerialTests.Remark> serial = SerialTests.of(files);
        if (automake) {
            boolean none = !namesTests(files);
            if (!none) {
                remarks.add("Automake: 'make check' runs the tests.");
            }
            return new TestFacts(
                    none ? Optional.empty() : Optional.of("check"),
                    none,
                    remarks,
                    none ? Optional.empty() : serial,
                    googletest,
                    List.copyOf(programs),
                    false);
        }
        StringBuilder all = new StringBuilder();
        for (String name :
                List.of("Makefile.in", "makefile.in", "GNUmakefile.in", "Makefile", "GNUmakefile", "makefile")) {
            all.append(files.text(facts.beside(name))).append('\n');
        }
        String text = all.toString();
        boolean readable = !text.isBlank();
        boolean complete = readable && !INCLUDE.matcher(text).find();
        Optional<String> target =
                has(text, "check") ? Optional.of("check") : Optional.of("test").filter(test -> has(text, test));
        boolean ignores = complete && !text.contains("DESTDIR") && !text.contains("SUBDIRS");
        return new TestFacts(
                target, complete && target.isEmpty(), remarks, serial, googletest, List.copyOf(programs), ignores);
    }

    /** Returns whether a Makefile has tests of Automake, of DejaGnu, or a rule of its own for them. */
    private static boolean namesTests(SourceFiles files) throws IOException {
        for (String name : files.ending("Makefile.am", "Makefile.in", ".mk", ".am")) {
            if (namesTests(files.text(name))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a Makefile has tests, or a rule for them. */
    static boolean namesTests(String makefile) {
        return TESTS.matcher(makefile).find();
    }

    /** Returns whether there is a rule for the target that does something. */
    private static boolean has(String makefile, String target) {
        String[] lines = makefile.replace("\\\n", " ").split("\n");
        for (int i = 0; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0
                    && !Character.isWhitespace(lines[i].charAt(0))
                    && !lines[i].startsWith("=", colon + 1)
                    && List.of(lines[i].substring(0, colon).strip().split("\\s+"))
                            .contains(target)
                    && (!lines[i].substring(colon + 1).isBlank()
                            || i + 1 < lines.length && lines[i + 1].startsWith("\t"))) {
                return true;
            }
        }
        return false;
    }
}
