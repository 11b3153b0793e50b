package io.github.mesosbuild.draft;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a build needs of the machine, or can use.
 *
 * @param name the name in the table of requirements
 * @param because one sentence: why the draft has it
 * @param tool the program; empty for a library
 * @param header the library's header file, if it is known
 * @param links the names of the library after {@code -l}
 * @param symbol a function to link with if no header is known
 * @param packages packages by distribution family
 */
record Need(
        String name,
        String because,
        Optional<String> tool,
        Optional<String> header,
        List<String> links,
        Optional<String> symbol,
        Map<String, List<String>> packages) {
    Need {
        links = List.copyOf(links);
    }

    Need because(String sentence) {
        return new Need(name, sentence, tool, header, links, symbol, packages);
    }

    /** Returns the source of a program that compiles and links only with the library. */
    String source(boolean cxx) {
        String main = "int main(void) { return 0; }";
        if (header.isPresent()) {
            return "#include <stdio.h>\n#include <" + header.get() + ">\n" + main + "\n";
        }
        String function = symbol.orElseThrow();
        return function.equals("main")
                ? main + "\n"
                : (cxx ? "extern \"C\" " : "") + "char " + function + "(void);\nint main(void) { return " + function
                        + "() == 0; }\n";
    }
}
