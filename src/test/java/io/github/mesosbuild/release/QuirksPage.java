package io.github.mesosbuild.release;

import io.github.mesosbuild.files.FileObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the bundled recipes know of machines and cure on them, as a page in Markdown. */
final class QuirksPage {
    private static final Path ROOT = Path.of("/");

    private final StringBuilder page = new StringBuilder();

    private QuirksPage() {}

    static String ofBundledRecipes() throws RecipeException {
        QuirksPage page = new QuirksPage();
        page.line("# Quirks");
        page.line("");
        page.line(
                "In what the releases and today's machines do not fit together, and what the plugin does about it. This page is");
        page.line(
                "generated from the [recipes](../../main/resources/io/github/mesosbuild/release): a test fails if it is not what they");
        page.line(
                "say. *Measured* names where the cure was seen to work, *derived* from which documentation it follows for the rest.");
        for (String name : RecipeReader.BUNDLED) {
            page.recipe(new RecipeReader(FileObserver.NONE).read(name, ROOT));
        }
        return page.page.toString();
    }

    private void recipe(Recipe recipe) throws RecipeException {
        Release release = recipe.release(recipe.defaultVersion(), Path.of("JDK"));
        line("");
        line("## " + release.title());
        line("");
        line("Releases: " + versions(recipe) + ".");
        if (!release.toolchains().isEmpty()) {
            line("");
            line("| machine | status | where, or from what |");
            line("| --- | --- | --- |");
            for (KnownToolchain toolchain : release.toolchains()) {
                row(
                        text(toolchain.when().toString()),
                        toolchain.measured() ? "measured" : "derived",
                        text(toolchain.source()));
            }
        }
        if (release.quirks().isEmpty()) {
            line("");
            line("No quirks.");
        }
        for (Quirk quirk : release.quirks()) {
            line("");
            quirk(quirk);
        }
    }

    private static String versions(Recipe recipe) throws RecipeException {
        List<String> versions = new ArrayList<>();
        for (Version version : recipe.versions()) {
            Release.Source source = recipe.release(version, ROOT).source();
            versions.add(version
                    + (source.pins().isEmpty() && source.keys().isEmpty() ? " (needs a digest or keys of yours)" : ""));
        }
        return String.join(", ", versions);
    }

    private void quirk(Quirk quirk) {
        line("### " + quirk.name());
        line("");
        line("Because " + text(quirk.because()));
        line("");
        line("| | |");
        line("| --- | --- |");
        row("when", text(quirk.when().toString()));
        if (!quirk.configureArguments().isEmpty()) {
            row("arguments of `configure`", code(quirk.configureArguments()));
        }
        new TreeMap<>(quirk.flags()).forEach((variable, words) -> row("`" + variable + "`", code(words)));
        new TreeMap<>(quirk.environment())
                .forEach((name, value) -> row("environment", code(List.of(name + "=" + value))));
        for (Quirk.Edit edit : quirk.edits()) {
            row("edit of `" + edit.file() + "`", "`" + edit.find() + "` becomes `" + edit.replace() + "`");
        }
        if (!quirk.excludedTests().isEmpty()) {
            row("tests that are left out", code(quirk.excludedTests()));
        }
        for (Map.Entry<String, String> evidence :
                List.of(Map.entry("measured", quirk.measured()), Map.entry("derived", quirk.derived()))) {
            if (!evidence.getValue().isEmpty()) {
                row(evidence.getKey(), text(evidence.getValue()));
            }
        }
    }

    /** Markdown would take what stands between angle brackets for HTML, and stars for emphasis. */
    private static String text(String plain) {
        return plain.replace("<", "&lt;").replace(">", "&gt;").replace("*", "\\*");
    }

    private static String code(List<String> words) {
        return "`" + String.join(" ", words) + "`";
    }

    private void row(String... cells) {
        List<String> escaped = new ArrayList<>();
        for (String cell : cells) {
            escaped.add(cell.replace("|", "\\|"));
        }
        line("| " + String.join(" | ", escaped) + " |");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
