package io.github.mesosbuild.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How {@code configure} is made if the archive does not have it.
 *
 * @param commands the commands; empty if the archive has configure
 * @param remarks what a reader should know about them
 * @param tools the programs that they need
 */
record Preparation(List<List<String>> commands, List<String> remarks, List<Need> tools) {
    private static final Preparation NONE = new Preparation(List.of(), List.of(), List.of());
    private static final List<String> SCRIPTS =
            List.of("autogen.sh", "bootstrap", "bootstrap.sh", "buildconf.sh", "buildconf", "autogen");
    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#.*$");

    /** A script that downloads needs a network, and nobody verifies what it gets. */
    private static final Pattern DOWNLOADS = Pattern.compile(
            "\\b(curl|wget|git\\s+(clone|submodule|fetch|pull)|svn\\s+(co|checkout|export)|rsync|gnulib-tool)\\b");

    private static final Pattern CONFIGURES =
            Pattern.compile("(?m)^\\s*(exec\\s+|sh\\s+)?\"?(\\./|\\$\\{?\\w+\\}?/)configure\\b");
    private static final List<String> AUTORECONF = List.of("autoreconf", "--force", "--install");

    /** Looks at configure.ac and at the script that most projects have for this. */
    static Preparation of(ConfigureFacts facts, SourceFiles files, KnownNeeds known) throws IOException {
        if (facts.hasScript()) {
            return NONE;
        }
        List<String> remarks = new ArrayList<>();
        List<List<String>> commands = List.of(AUTORECONF);
        Optional<String> script =
                SCRIPTS.stream().filter(name -> files.has(facts.beside(name))).findFirst();
        if (script.isPresent()) {
            String text = files.text(facts.beside(script.get()));
            String code = COMMENT.matcher(text).replaceAll("");
            Matcher downloads = DOWNLOADS.matcher(code);
            if (downloads.find()) {
                remarks.add(script.get() + " runs '" + downloads.group()
                        + "', which may download something that nobody verifies, so" + " autoreconf makes configure.");
            } else if (CONFIGURES.matcher(code).find() && !code.contains("NOCONFIGURE")) {
                remarks.add(script.get() + " also runs configure, so autoreconf makes configure alone.");
            } else {
                String shell = text.startsWith("#!")
                                && text.lines().findFirst().orElse("").contains("bash")
                        ? "bash"
                        : "sh";
                commands = List.of(List.of("env", "NOCONFIGURE=1", shell, "./" + script.get()));
            }
        }
        Set<String> missing = undefined(facts, files);
        if (!missing.isEmpty()) {
            remarks.add("configure.ac uses " + String.join(", ", missing)
                    + ", which the archive does not define: install autoconf-archive.");
        }
        return new Preparation(commands, remarks, tools(facts, known));
    }

    private static List<Need> tools(ConfigureFacts facts, KnownNeeds known) {
        List<Need> tools = new ArrayList<>();
        Stream.of("autoconf", "m4").forEach(tool -> add(tools, known, tool, "Autoconf makes configure, with M4."));
        if (facts.uses("AM_INIT_AUTOMAKE")) {
            add(tools, known, "automake", "Automake makes the Makefiles.");
        }
        if (facts.uses("LT_INIT", "AC_PROG_LIBTOOL", "AM_PROG_LIBTOOL")) {
            add(tools, known, "libtoolize", "Libtool builds the libraries.");
        }
        if (facts.uses("AM_GNU_GETTEXT", "AM_GNU_GETTEXT_VERSION", "AM_GNU_GETTEXT_REQUIRE_VERSION")) {
            add(tools, known, "autopoint", "Gettext adds its files before configure is made.");
        }
        return tools;
    }

    private static void add(List<Need> tools, KnownNeeds known, String tool, String because) {
        known.tool(tool).map(need -> need.because(because)).ifPresent(tools::add);
    }

    /** Returns the macros of the Autoconf Archive that no file of the release defines. */
    private static Set<String> undefined(ConfigureFacts facts, SourceFiles files) throws IOException {
        Set<String> names = new TreeSet<>();
        facts.calls().stream()
                .map(MacroCalls.Call::name)
                .filter(name -> name.startsWith("AX_"))
                .forEach(names::add);
        if (!names.isEmpty()) {
            for (String file : files.ending(".m4", "configure.ac", "configure.in")) {
                String text = files.text(file);
                names.removeIf(
                        name -> Pattern.compile("(AC_DEFUN|AU_ALIAS|AC_DEFUN_ONCE|m4_define)\\(\\s*\\[?" + name + "\\b")
                                .matcher(text)
                                .find());
            }
        }
        return names;
    }
}
