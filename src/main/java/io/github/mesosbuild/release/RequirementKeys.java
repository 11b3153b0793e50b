package io.github.mesosbuild.release;

import static io.github.mesosbuild.release.Key.optional;
import static io.github.mesosbuild.release.Key.required;

import java.util.List;
import java.util.Map;

/** The keys of an entry in {@code requirements}. */
final class RequirementKeys {
    static final Key<String> NAME = required("name", Kinds.TEXT, "name in the table of requirements", "libcurl");
    static final Key<String> BECAUSE = required(
            "because", Kinds.TEXT, "one sentence: what it is needed for", "The fetcher downloads files with libcurl.");
    static final Key<Condition> WHEN =
            optional("when", Kinds.CONDITION, "condition", "{ java: any }").absent("always");
    static final Key<Map<String, List<String>>> PACKAGES = optional(
            "packages",
            Kinds.TEXTS_BY_NAME,
            "packages by distribution family: `debian`, `rhel`, `alpine`, `suse`, `arch`, `homebrew`",
            "{ debian: [libcurl4-openssl-dev], rhel: [libcurl-devel] }");
    static final Key<String> TOOL = optional(
                    "tool", Kinds.TEXT, "`c++`, `cc`, `make`, `jdk` or the name of a program", "c++")
            .absent("this or `language`");
    static final Key<Map<String, Version>> MINIMUM =
            optional("minimum", Kinds.VERSION_BY_NAME, "oldest version by implementation", "{ gcc: 4.8, clang: 3.5 }");
    static final Key<Map<String, Version>> NEWEST =
            optional("newest", Kinds.VERSION_BY_NAME, "newest version that needs no quirk, likewise", "{ gcc: 4.9 }");
    static final Key<Requirement.Language> LANGUAGE = optional(
                    "language",
                    Kinds.choice("`c` or `c++`", List.of("c", "c++"), node -> {
                        boolean c = node.textOrEmpty().equals("c");
                        if (node.isPresent() && !c && !node.textOrEmpty().equals("c++")) {
                            node.problem(node.textOrEmpty(), "is neither c nor c++");
                        }
                        return c ? Requirement.Language.C : Requirement.Language.CXX;
                    }),
                    "language of a program that must compile and link",
                    "c++")
            .absent("this or `tool`");
    static final Key<String> SOURCE = optional("source", Kinds.TEXT, "the complete program", "int main() { return 0; }")
            .absent("required with `language`");
    static final Key<List<String>> FLAGS =
            optional("flags", Kinds.TEXTS, "arguments of the compiler", "[-I/usr/include/apr-1]");
    static final Key<List<String>> LIBRARIES =
            optional("libraries", Kinds.TEXTS, "arguments of the linker", "[-lcurl]");
    static final Key<Boolean> RUN = optional(
                    "run", Kinds.FLAG, "`true` if the program must also run and exit with 0", "true")
            .fallback(false, "false");
    static final Key<String> VERSION = optional(
            "version", Kinds.TEXT, "a program that prints the version of the library", "int main() { return 0; }");

    static final Section SECTION = Section.of(
                    "requirements",
                    NAME,
                    BECAUSE,
                    WHEN,
                    PACKAGES,
                    TOOL,
                    MINIMUM,
                    NEWEST,
                    LANGUAGE,
                    SOURCE,
                    FLAGS,
                    LIBRARIES,
                    RUN,
                    VERSION)
            .with(new Section.AnyOf(List.of("tool", "language")))
            .with(new Section.Exclusive("tool", "language"))
            .with(new Section.Needs("language", "source"));

    private RequirementKeys() {}
}
