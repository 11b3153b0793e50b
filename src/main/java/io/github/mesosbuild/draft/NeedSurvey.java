package io.github.mesosbuild.draft;

import io.github.mesosbuild.draft.MacroCalls.Call;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what a release needs of the machine. Something is certain if configure ends without it, or a file of the release cannot be made
 * without it; what configure only looks for is optional.
 */
final class NeedSurvey {
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,60}");
    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,80}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./+-]{0,80}\\.h(pp)?");
    private static final Pattern SOURCES = Pattern.compile("(?m)^\\w+_SOURCES[ \\t]*\\+?=(.*)$");
    /** DejaGnu in a Makefile, or what makes Automake use it (Automake manual, "DejaGnu Tests"). */
    private static final Pattern RUNTEST = Pattern.compile(
            "\\bruntest\\b|^AUTOMAKE_OPTIONS[ \\t]*\\+?=.*\\bdejagnu\\b|^(?:DEJATOOL|RUNTESTDEFAULTFLAGS)[ \\t]*\\+?=",
            Pattern.MULTILINE);

    private static final Pattern OBJECT = Pattern.compile("([\\w.-]{1,80}\\.o)\\b");
    private static final String[] CXX = {".cc", ".cpp", ".cxx", ".C", ".c++"};
    private static final String[] FORTRAN = {".f", ".f90", ".F", ".F90", ".for"};

    private final ConfigureFacts facts;
    private final SourceFiles files;
    private final KnownNeeds known;
    private final String release;
    private final FoundNeeds.Collector needs = new FoundNeeds.Collector();

    /** @param release the name of the release, for sentences */
    NeedSurvey(ConfigureFacts facts, SourceFiles files, KnownNeeds known, String release) {
        this.facts = facts;
        this.files = files;
        this.known = known;
        this.release = release;
    }

    /** Looks at everything. */
    FoundNeeds run() throws IOException {
        languages();
        tool("make", "make builds " + release + ".");
        generators();
        if (uses(RUNTEST) || facts.calls("AM_INIT_AUTOMAKE").stream().anyMatch(NeedSurvey::asksForDejaGnu)) {
            tool("runtest", "The tests of " + release + " run with DejaGnu.");
        }
        facts.calls("AM_PATH_PYTHON").stream()
                .filter(call -> !call.conditional() && call.argument(2).isEmpty())
                .findFirst()
                .ifPresent(call -> tool("python3", "configure looks for Python."));
        modules();
        libraries();
        programs();
        if (facts.input().isEmpty()) {
            facts.linkedByScript().forEach((link, symbol) -> library(link, symbol, false));
        }
        return needs.found();
    }

    private void languages() {
        boolean cxxSources = !files.ending(CXX).isEmpty();
        boolean byHand = !facts.isAutoconf();
        boolean c = facts.calls().stream().anyMatch(call -> call.name().startsWith("AC_PROG_CC"))
                || facts.script().contains("ac_cv_c_compiler_gnu")
                || facts.script().contains("ac_cv_prog_gcc")
                || byHand && !files.ending(".c").isEmpty();
        boolean asksCxx = byHand || facts.uses("AC_PROG_CXX") || facts.script().contains("ac_cv_cxx_compiler_gnu");
        if (c) {
            tool("cc", release + " is written in C.");
        }
        if (cxxSources && asksCxx) {
            tool("c++", release + " has sources in C++.");
        }
        if (facts.uses("AC_PROG_FC", "AC_PROG_F77") && !files.ending(FORTRAN).isEmpty()) {
            tool("gfortran", release + " has sources in Fortran.");
        }
    }

    /** Releases usually have what Bison, flex and makeinfo make of their inputs; exports of a repository do not. */
    private void generators() throws IOException {
        if (facts.uses("AC_PROG_YACC", "AC_PROG_BISON", "gl_BISON") || mentions("bison")) {
            missing(".y").ifPresent(file -> tool("bison", "Bison makes a parser of " + file + "."));
        }
        if (facts.uses("AC_PROG_LEX", "AM_PROG_LEX") || mentions("flex")) {
            missing(".l").ifPresent(file -> tool("flex", "flex makes a scanner of " + file + "."));
        }
        if (files.ending(".info", ".info-1").isEmpty()) {
            for (String makefile : files.named("Makefile.am")) {
                if (files.text(makefile).contains("info_TEXINFOS")) {
                    tool("makeinfo", "makeinfo makes the manual that " + makefile + " names.");
                }
            }
        }
    }

    private boolean mentions(String program) {
        return facts.calls("AC_CHECK_PROG", "AC_CHECK_PROGS", "AC_PATH_PROG", "AC_PATH_PROGS").stream()
                .anyMatch(call -> !call.conditional()
                        && ConfigureFacts.words(call.argument(1)).contains(program));
    }

    /** Returns a source with this suffix that the Makefiles compile, if the archive lacks the file that a tool generates from it. */
    private Optional<String> missing(String suffix) throws IOException {
        Set<String> compiled = compiled();
        for (String file : files.ending(suffix)) {
            int slash = file.lastIndexOf('/');
            String name = file.substring(slash + 1);
            String stem = name.substring(0, name.length() - suffix.length());
            Pattern made = Pattern.compile(
                    "(.*[-_])?(" + Pattern.quote(stem) + "|y\\.tab|lex\\.yy)(\\.tab|\\.yy)?\\.(c|cc|cpp|cxx|h)");
            List<String> beside = files.in(slash < 0 ? "" : file.substring(0, slash));
            if ((compiled.contains(name) || compiled.contains(stem + ".o"))
                    && beside.stream()
                            .noneMatch(other -> made.matcher(other.substring(other.lastIndexOf('/') + 1))
                                    .matches())) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Returns the names of sources in the inputs of Automake; without these, the objects in other Makefiles. */
    private Set<String> compiled() throws IOException {
        Set<String> names = new HashSet<>();
        List<String> inputs = files.named("Makefile.am");
        for (String input : inputs.isEmpty() ? files.named("Makefile.in", "makefile.in") : inputs) {
            String text = files.text(input).replace("\\\n", " ");
            (inputs.isEmpty() ? OBJECT.matcher(text) : SOURCES.matcher(text))
                    .results()
                    .flatMap(found -> ConfigureFacts.words(found.group(1)).stream())
                    .forEach(word -> names.add(word.substring(word.lastIndexOf('/') + 1)));
        }
        return names;
    }

    private static boolean asksForDejaGnu(Call call) {
        return ConfigureFacts.words(call.argument(0)).contains("dejagnu");
    }

    private boolean uses(Pattern pattern) throws IOException {
        for (String makefile : files.named("Makefile.in", "Makefile.am")) {
            if (pattern.matcher(files.text(makefile).replace("\\\n", " ")).find()) {
                return true;
            }
        }
        return false;
    }

    /** PKG_CHECK_MODULES ends configure unless it has a fourth argument (pkg.m4). */
    private void modules() {
        for (Call call : facts.calls("PKG_CHECK_MODULES")) {
            boolean needed = !call.conditional() && (call.argument(3).isEmpty() || call.failsIn(3));
            for (String word : ConfigureFacts.words(call.argument(1))) {
                if (PROGRAM.matcher(word).matches() && !word.matches("\\d.*")) {
                    needs.add(
                            known.module(word),
                            needed,
                            "configure looks for the pkg-config module " + word + ".",
                            word);
                }
            }
            if (needed || !facts.hasScript()) {
                tool("pkg-config", "configure asks pkg-config for libraries.");
            }
        }
        if (!facts.hasScript() && facts.uses("PKG_PROG_PKG_CONFIG", "PKG_CHECK_EXISTS", "PKG_INSTALLDIR")) {
            tool("pkg-config", "configure is made with macros of pkg-config.");
        }
    }

    private void libraries() {
        for (Call call : facts.calls("AC_CHECK_LIB")) {
            library(call.argument(0), call.argument(1), !call.conditional() && call.failsIn(3));
        }
        for (Call call : facts.calls("AC_SEARCH_LIBS")) {
            List<String> links = ConfigureFacts.words(call.argument(1));
            boolean needed = !call.conditional() && call.failsIn(3) && links.size() == 1;
            links.forEach(link -> library(link, call.argument(0), needed));
        }
        for (Call call : facts.calls("AC_CHECK_HEADER", "AC_CHECK_HEADERS")) {
            boolean needed = !call.conditional() && call.failsIn(2);
            for (String header : ConfigureFacts.words(call.argument(0))) {
                if (HEADER.matcher(header).matches()) {
                    needs.add(
                            known.header(header), needed, "configure looks for " + header + ".", needed ? header : "");
                }
            }
        }
    }

    private void library(String link, String symbol, boolean needed) {
        if (!PROGRAM.matcher(link).matches() || known.isSystem(link)) {
            return;
        }
        String because = "configure looks for the library " + link + ".";
        Optional<Need> need = known.link(link);
        if (need.isEmpty() && needed && SYMBOL.matcher(symbol).matches()) {
            need = Optional.of(new Need(
                    "lib" + link,
                    because,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(link),
                    Optional.of(symbol),
                    Map.of()));
        }
        needs.add(need, needed, because, link);
    }

    private void programs() {
        for (Call call : facts.calls(
                "AC_CHECK_PROG",
                "AC_CHECK_PROGS",
                "AC_PATH_PROG",
                "AC_PATH_PROGS",
                "AC_CHECK_TOOL",
                "AC_PATH_TOOL",
                "AM_MISSING_PROG")) {
            for (String program : ConfigureFacts.words(call.argument(1))) {
                if (PROGRAM.matcher(program).matches()) {
                    needs.add(known.tool(program), false, "configure looks for " + program + ".", "");
                }
            }
        }
    }

    private void tool(String program, String because) {
        needs.add(known.tool(program), true, because, program);
    }
}
