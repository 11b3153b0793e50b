package io.github.mesosbuild.release;

import io.github.mesosbuild.files.FileObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page of the quirks in the bundled recipes. */
final class QuirksPage {
    private final MarkdownPage page = new MarkdownPage();

    private QuirksPage() {}

    static String ofBundledRecipes() throws RecipeException {
        QuirksPage page = new QuirksPage();
        page.page.heading(1, "Quirks");
        page.page.paragraph(
                "This is where the releases clash with today's machines, and how the plugin fixes each clash. The page is generated from the",
                "bundled recipes. *Measured* names the machines on which a fix was seen to work. *Derived* names the documentation that it",
                "follows elsewhere. [Compatibility](compatibility.md) lists the machines on which each release was built.");
        for (String name : RecipeReader.BUNDLED) {
            page.recipe(new RecipeReader(FileObserver.NONE).read(name, Path.of("/")));
        }
        return page.page.toString();
    }

    private void recipe(Recipe recipe) throws RecipeException {
        Release release = recipe.release(recipe.defaultVersion(), Path.of("JDK"));
        page.heading(2, release.title());
        if (release.quirks().isEmpty()) {
            page.paragraph("No quirks.");
        }
        for (Quirk quirk : release.quirks()) {
            quirk(quirk);
        }
    }

    private void quirk(Quirk quirk) {
        page.heading(3, quirk.name());
        page.paragraph("Because " + MarkdownPage.text(quirk.because()));
        page.table("", "");
        page.row("applies to", MarkdownPage.text(quirk.when().toString()));
        if (!quirk.configureArguments().isEmpty()) {
            page.row("arguments of `configure`", MarkdownPage.code(quirk.configureArguments()));
        }
        new TreeMap<>(quirk.flags())
                .forEach((variable, words) -> page.row("`" + variable + "`", MarkdownPage.code(words)));
        new TreeMap<>(quirk.environment())
                .forEach((name, value) -> page.row("environment", MarkdownPage.code(List.of(name + "=" + value))));
        for (Quirk.Edit edit : quirk.edits()) {
            page.row(
                    "edit of `" + edit.file() + "`",
                    isLong(edit) ? "see below" : "`" + edit.find() + "` becomes `" + edit.replace() + "`");
        }
        if (!quirk.excludedTests().isEmpty()) {
            page.row("skipped tests", MarkdownPage.code(quirk.excludedTests()));
        }
        quirk.jdkLayout()
                .ifPresent(version -> page.row("JDK", "the layout of JDK " + version + ", made from the selected JDK"));
        for (Map.Entry<String, String> evidence :
                List.of(Map.entry("measured", quirk.measured()), Map.entry("derived", quirk.derived()))) {
            if (!evidence.getValue().isEmpty()) {
                page.row(evidence.getKey(), MarkdownPage.text(evidence.getValue()));
            }
        }
        quirk.edits().stream().filter(QuirksPage::isLong).forEach(edit -> {
            page.paragraph("In `" + edit.file() + "`, this:");
            page.verbatim(edit.find());
            page.paragraph("becomes this:");
            page.verbatim(edit.replace());
        });
    }

    private static boolean isLong(Quirk.Edit edit) {
        return edit.find().indexOf('\n') >= 0 || edit.replace().indexOf('\n') >= 0;
    }
}
