package io.github.mesosbuild.release;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.text.Quantities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The toolchains and quirks of the bundled recipes, as a Markdown page. */
final class QuirksPage {
    private static final Path ROOT = Path.of("/");

    private final StringBuilder page = new StringBuilder();

    private QuirksPage() {}

    static String ofBundledRecipes() throws RecipeException {
        QuirksPage page = new QuirksPage();
        page.line("# Quirks");
        page.line("");
        page.line("Where the releases clash with today's machines, and the fixes that the plugin applies. This page is generated");
        page.line("from the [recipes](../../main/resources/io/github/mesosbuild/release); a test fails if it is out of date.");
        page.line("*Tested on* names the systems where a fix was tested, *based on* the documentation behind it for other systems.");
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
            line("| toolchain | status | tested on, or based on |");
            line("| --- | --- | --- |");
            for (KnownToolchain toolchain : release.toolchains()) {
                row(
                        text(toolchain.when().toString()),
                        toolchain.measured() ? "tested" : "not tested",
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
                    + (source.pins().isEmpty() && source.keys().isEmpty() ? " (needs your own digest or keys)" : ""));
        }
        return String.join(", ", versions);
    }

    private void quirk(Quirk quirk) {
        line("### " + quirk.name());
        line("");
        line(text(Quantities.capitalized(quirk.because())));
        line("");
        line("| | |");
        line("| --- | --- |");
        row("when", text(quirk.when().toString()));
        if (!quirk.configureArguments().isEmpty()) {
            row("`configure` arguments", code(quirk.configureArguments()));
        }
        new TreeMap<>(quirk.flags()).forEach((variable, words) -> row("`" + variable + "`", code(words)));
        new TreeMap<>(quirk.environment())
                .forEach((name, value) -> row("environment", code(List.of(name + "=" + value))));
        for (Quirk.Edit edit : quirk.edits()) {
            row("edit in `" + edit.file() + "`", "`" + edit.find() + "` becomes `" + edit.replace() + "`");
        }
        if (!quirk.excludedTests().isEmpty()) {
            row("excluded tests", code(quirk.excludedTests()));
        }
        for (Map.Entry<String, String> evidence :
                List.of(Map.entry("tested on", quirk.measured()), Map.entry("based on", quirk.derived()))) {
            if (!evidence.getValue().isEmpty()) {
                row(evidence.getKey(), text(evidence.getValue()));
            }
        }
    }

    /** Escapes angle brackets, which Markdown takes for HTML, and stars, which mark emphasis. */
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
