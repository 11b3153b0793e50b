package io.github.mesosbuild.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the text of {@code configure} and {@code configure.ac} tells about a release. Neither is run.
 *
 * @param directory their directory, relative to the top; empty for the top
 * @param others other directories with a configure script of their own
 * @param script the text of {@code configure}; empty if the archive does not have it
 * @param input the path of {@code configure.ac} or {@code configure.in}, if there is one
 * @param calls the calls of macros in that file
 */
record ConfigureFacts(
        String directory, List<String> others, String script, Optional<String> input, List<MacroCalls.Call> calls) {
    private static final List<String> INPUTS = List.of("configure.ac", "configure.in");
    private static final Pattern LITERAL = Pattern.compile("[^\\[\\]$`(){}\\\\\"']{1,100}");
    private static final Pattern COMPUTED = Pattern.compile("\\w*_\\w*");

    /** The files of other build systems, by the name of the system; the first one counts. */
    private static final Map<String, List<String>> OTHER_SYSTEMS = new LinkedHashMap<>();

    static {
        OTHER_SYSTEMS.put("CMake", List.of("CMakeLists.txt"));
        OTHER_SYSTEMS.put("Bazel", List.of("MODULE.bazel", "WORKSPACE", "BUILD.bazel"));
        OTHER_SYSTEMS.put("Cargo", List.of("Cargo.toml"));
        OTHER_SYSTEMS.put("Go", List.of("go.mod"));
        OTHER_SYSTEMS.put("Maven", List.of("pom.xml"));
        OTHER_SYSTEMS.put("Gradle", List.of("build.gradle", "build.gradle.kts"));
        OTHER_SYSTEMS.put("SCons", List.of("SConstruct"));
        OTHER_SYSTEMS.put("Waf", List.of("wscript"));
        OTHER_SYSTEMS.put("Python's setuptools", List.of("setup.py", "pyproject.toml"));
        OTHER_SYSTEMS.put("a Makefile alone", List.of("GNUmakefile", "makefile", "Makefile"));
    }

    /**
     * Finds configure in the top directory, or else in one of its subdirectories.
     *
     * @param fileName the archive's name, for messages
     * @throws DraftException if there is none
     * @throws IOException if a file cannot be read
     */
    static ConfigureFacts of(String fileName, SourceFiles files) throws DraftException, IOException {
        List<String> directories = files.names().stream()
                .filter(name -> name.matches("([^/]+/)?configure(\\.ac|\\.in)?"))
                .map(name -> name.substring(0, Math.max(0, name.indexOf('/'))))
                .distinct()
                .toList();
        boolean top = directories.contains("");
        if (!top) {
            for (Map.Entry<String, List<String>> system : OTHER_SYSTEMS.entrySet()) {
                Optional<String> file =
                        system.getValue().stream().filter(files::has).findFirst();
                if (file.isPresent()) {
                    throw DraftException.otherBuildSystem(fileName, system.getKey(), file.get());
                }
            }
        }
        if (directories.isEmpty()) {
            throw DraftException.noBuildSystem(fileName);
        }
        String directory = top ? "" : directories.get(0);
        String prefix = directory.isEmpty() ? "" : directory + "/";
        Optional<String> input =
                INPUTS.stream().map(prefix::concat).filter(files::has).findFirst();
        return new ConfigureFacts(
                directory,
                top ? List.of() : directories.subList(1, directories.size()),
                files.text(prefix + "configure"),
                input,
                input.isPresent() ? calls(prefix, input.get(), files) : List.of());
    }

    /** Returns the calls in configure.ac, and then those in the files of the directories that it always configures too. */
    private static List<MacroCalls.Call> calls(String prefix, String input, SourceFiles files) throws IOException {
        List<MacroCalls.Call> calls = new ArrayList<>(MacroCalls.in(files.text(input)));
        for (MacroCalls.Call call : List.copyOf(calls)) {
            if (call.name().equals("AC_CONFIG_SUBDIRS") && !call.conditional()) {
                for (String directory : words(call.argument(0))) {
                    calls.addAll(MacroCalls.in(files.text(prefix + directory + "/configure.ac")));
                }
            }
        }
        return calls;
    }

    /** Returns whether the archive has {@code configure}. */
    boolean hasScript() {
        return !script.isEmpty();
    }

    /** Returns whether Autoconf made {@code configure}, or will. */
    boolean isAutoconf() {
        return !hasScript()
                || script.contains("enerated by GNU Autoconf")
                || script.contains("enerated automatically using autoconf");
    }

    /** Returns the path of a file beside configure. */
    String beside(String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** Returns the calls of some macros. */
    List<MacroCalls.Call> calls(String... names) {
        List<String> wanted = List.of(names);
        return calls.stream().filter(call -> wanted.contains(call.name())).toList();
    }

    /** Returns whether a macro is called. */
    boolean uses(String... names) {
        return !calls(names).isEmpty();
    }

    /** Returns the name that configure prints, such as {@code GNU hello}. */
    Optional<String> title() {
        return value("PACKAGE_NAME", 0);
    }

    /** Returns the name of the archive without its version. */
    Optional<String> tarName() {
        return value("PACKAGE_TARNAME", 3)
                .or(() -> assigned("PACKAGE"))
                .or(() -> title().map(title -> title.replaceFirst("^GNU ", "")));
    }

    /** Returns the version. */
    Optional<String> version() {
        return value("PACKAGE_VERSION", 1).or(() -> assigned("VERSION"));
    }

    /** Returns the home page. */
    Optional<String> homePage() {
        return value("PACKAGE_URL", 4).filter(url -> url.matches("https?://[!-~]{4,200}"));
    }

    /** Returns a variable of configure, or the argument of AC_INIT that sets it (Autoconf manual, 4.1), unless it is computed. */
    private Optional<String> value(String variable, int argument) {
        return assigned(variable)
                .or(() -> calls("AC_INIT").stream()
                        .filter(call -> call.arguments().size() > 1)
                        .map(call -> call.argument(argument).strip())
                        .filter(text -> LITERAL.matcher(text).matches()
                                && !COMPUTED.matcher(text).matches())
                        .findFirst());
    }

    private Optional<String> assigned(String variable) {
        Matcher matcher = Pattern.compile("(?m)^ *" + variable + "=(?:'([^'\n]{1,100})'|\"?([\\w.+~-]{1,100})\"?)$")
                .matcher(script);
        return matcher.find()
                ? Stream.of(1, 2)
                        .map(matcher::group)
                        .filter(some -> some != null)
                        .findFirst()
                : Optional.empty();
    }

    /** Returns the libraries that a configure script without its source looks for, each with a function in it. */
    Map<String, String> linkedByScript() {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher matcher =
                Pattern.compile("for (\\w{1,80}) in -l([\\w.+-]{1,80})").matcher(script);
        while (matcher.find()) {
            found.putIfAbsent(matcher.group(2), matcher.group(1));
        }
        return found;
    }

    /** Returns the words of an argument that names several things. */
    static List<String> words(String argument) {
        List<String> words = new ArrayList<>();
        for (String word : argument.split("[\\s,\\[\\]]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
