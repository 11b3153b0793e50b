package io.github.mesosbuild.draft;

import io.github.mesosbuild.draft.MesonCalls.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the {@code meson.build} files of a release tell. None is run, so what an expression computes is unknown. */
final class MesonFacts {
    /** The file in the top directory. */
    static final String FILE = "meson.build";

    private static final Set<String> CALLS = Set.of(
            "project", "add_languages", "subdir", "dependency", "find_library", "find_program", "executable", "test");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,60}");

    /** Versions of Meson, such as {@code >= 1.4} (mesonbuild.com/Reference-manual_functions.html, "project"). */
    private static final Pattern VERSIONS = Pattern.compile("[<>=! ]{0,4}\\d[0-9. ]{0,20}");

    /** The names of languages (mesonbuild.com/Reference-tables.html), and the compilers that the table knows. */
    private static final Map<String, String> COMPILERS = Map.of("c", "cc", "cpp", "c++", "fortran", "gfortran");

    /** Dependencies that come with the compiler or the C library (mesonbuild.com/Dependencies.html). */
    private static final Set<String> BUILT_IN = Set.of("threads", "openmp");

    private final SourceFiles files;
    private final List<Call> calls;

    private MesonFacts(SourceFiles files, List<Call> calls) {
        this.files = files;
        this.calls = List.copyOf(calls);
    }

    /** Returns whether Meson builds a release: it has meson.build, but neither configure nor its input. */
    static boolean appliesTo(SourceFiles files) {
        return files.has(FILE)
                && Stream.of("configure", "configure.ac", "configure.in").noneMatch(files::has);
    }

    /**
     * Reads all meson.build files, except those of subprojects, which are other releases.
     *
     * @throws IOException if a file cannot be read
     */
    static MesonFacts of(SourceFiles files) throws IOException {
        List<Call> calls = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        MesonCalls reader = new MesonCalls(CALLS);
        read(reader, files, "", false, seen, calls);
        for (String file : files.named(FILE)) {
            String directory = file.substring(0, file.length() - FILE.length());
            if (!directory.startsWith("subprojects/")) {
                read(reader, files, directory, true, seen, calls);
            }
        }
        return new MesonFacts(files, calls);
    }

    /** Returns the name of the project, if it can be one of a release. */
    Optional<String> name() {
        return project()
                .flatMap(call -> call.texts().stream().findFirst())
                .filter(text -> WORD.matcher(text).matches());
    }

    /** Returns the version of the project, if that is a literal text. */
    Optional<String> version() {
        return project().flatMap(call -> call.keyword("version"));
    }

    private Optional<Call> project() {
        return calls.stream().filter(call -> call.name().equals("project")).findFirst();
    }

    /**
     * Returns what the build needs, and what it can use.
     *
     * @param release the name of the release, for sentences
     */
    FoundNeeds needs(KnownNeeds known, String release) {
        Survey survey = new Survey(files, known);
        survey.languages(calls);
        Optional<String> versions = project()
                .flatMap(call -> call.keyword("meson_version"))
                .filter(text -> VERSIONS.matcher(text).matches());
        survey.tools(release, versions);
        calls.forEach(survey::look);
        return survey.needs.found();
    }

    /** Reads the file of a directory and those that it includes with {@code subdir}. */
    private static void read(
            MesonCalls reader,
            SourceFiles files,
            String directory,
            boolean conditional,
            Set<String> seen,
            List<Call> calls)
            throws IOException {
        if (!seen.add(directory)) {
            return;
        }
        for (Call call : reader.in(files.text(directory + FILE))) {
            boolean uncertain = conditional || call.conditional();
            calls.add(new Call(call.name(), call.texts(), call.keywords(), uncertain));
            if (call.name().equals("subdir") && call.texts().size() == 1) {
                read(reader, files, directory + call.texts().get(0) + "/", uncertain, seen, calls);
            }
        }
    }

    /** Returns what runs the tests, and the programs that are installed. */
    TestFacts tests() {
        boolean none = calls.stream().noneMatch(call -> call.name().equals("test"));
        TreeSet<String> programs = new TreeSet<>();
        calls.stream()
                .filter(call -> call.name().equals("executable") && call.is("install", true))
                .flatMap(call -> call.texts().stream().limit(1))
                .filter(text -> WORD.matcher(text).matches())
                .forEach(programs::add);
        return new TestFacts(
                none ? Optional.empty() : Optional.of("check"),
                none,
                none ? List.of() : List.of("'make check' runs 'meson test'."),
                Optional.empty(),
                false,
                List.copyOf(programs),
                false);
    }

    /** Collects what the build needs. A call in a condition is not certain, and neither is one whose {@code required} is not true. */
    private static final class Survey {
        private final Set<String> fileNames = new HashSet<>();
        private final KnownNeeds known;
        private final FoundNeeds.Collector needs = new FoundNeeds.Collector();

        Survey(SourceFiles files, KnownNeeds known) {
            this.known = known;
            files.names().forEach(file -> fileNames.add(file.substring(file.lastIndexOf('/') + 1)));
        }

        void languages(List<Call> calls) {
            for (Call call : calls) {
                List<String> texts = call.texts();
                boolean project = call.name().equals("project");
                texts.stream()
                        .skip(project ? 1 : 0)
                        .filter(text -> project || call.name().equals("add_languages"))
                        .filter(text -> WORD.matcher(text).matches())
                        .forEach(language -> {
                            String compiler = COMPILERS.getOrDefault(language, language);
                            needs.add(
                                    known.tool(compiler),
                                    isCertain(call),
                                    "meson.build names the language " + language + ".",
                                    compiler);
                        });
            }
        }

        void tools(String release, Optional<String> versions) {
            needs.add(known.tool("make"), true, "make calls Ninja and Meson.", "");
            String asked = versions.map(text -> ", which asks for Meson " + text.strip())
                    .orElse("");
            needs.add(known.tool("meson"), true, "Meson configures " + release + asked + ".", "");
            needs.add(known.tool("ninja"), true, "Ninja builds " + release + ".", "");
        }

        void look(Call call) {
            boolean needed = isCertain(call);
            List<String> names = call.texts().stream()
                    .filter(text -> WORD.matcher(text).matches())
                    .toList();
            switch (call.name()) {
                case "dependency" -> dependency(names, needed);
                case "find_library" ->
                    names.stream()
                            .filter(text -> !known.isSystem(text))
                            .forEach(text -> needs.add(
                                    known.link(text), needed, "meson.build has find_library('" + text + "').", text));
                case "find_program" ->
                    names.stream()
                            .limit(1)
                            .filter(this::isForeign)
                            .forEach(text -> needs.add(
                                    known.tool(text), needed, "meson.build has find_program('" + text + "').", text));
                default -> {}
            }
        }

        /** Meson takes the first name that it finds, so only one is needed (mesonbuild.com/Dependencies.html). */
        private void dependency(List<String> names, boolean needed) {
            Optional<String> first = names.stream()
                    .filter(text -> isBuiltIn(text) || known.module(text).isPresent())
                    .findFirst();
            for (String text : names) {
                boolean certain = needed && first.orElse(text).equals(text);
                if (!isBuiltIn(text)) {
                    needs.add(known.module(text), certain, "meson.build has dependency('" + text + "').", text);
                    needs.add(known.tool("pkg-config"), needed, "Meson asks pkg-config for libraries.", "");
                }
            }
        }

        private boolean isBuiltIn(String dependency) {
            return BUILT_IN.contains(dependency) || known.isSystem(dependency);
        }

        /** Returns whether a program is not a script of the release itself. */
        private boolean isForeign(String program) {
            return !fileNames.contains(program);
        }

        private static boolean isCertain(Call call) {
            return !call.conditional() && (!call.keywords().containsKey("required") || call.is("required", true));
        }
    }
}
