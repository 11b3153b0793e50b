package io.github.mesosbuild.release;

import io.github.mesosbuild.files.FileObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The page of releases, machines and packages in the bundled recipes. */
final class CompatibilityPage {
    private static final List<String> FAMILIES = List.of("debian", "rhel", "suse", "alpine", "arch");

    private final MarkdownPage page = new MarkdownPage();

    private CompatibilityPage() {}

    static String ofBundledRecipes() throws RecipeException {
        CompatibilityPage page = new CompatibilityPage();
        page.page.heading(1, "Compatibility");
        page.page.paragraph(
                "This page is generated from the bundled recipes. *Measured* means that the plugin built the release there, from the archive",
                "to the installation. *Derived* means that the named documentation or build suggests that it can. `mesos:check-dependencies`",
                "prints which of them applies to your machine, and `mesos:releases` prints the list of releases, also as JSON.");
        for (String name : RecipeReader.BUNDLED) {
            page.recipe(new RecipeReader(FileObserver.NONE).read(name, Path.of("/")));
        }
        return page.page.toString();
    }

    private void recipe(Recipe recipe) throws RecipeException {
        Release release = recipe.release(recipe.defaultVersion(), Path.of("JDK"));
        page.heading(2, release.title());
        page.paragraph("Recipe: `" + release.recipe() + "`; default version: " + release.version() + ".");
        page.table("release", "archive is proved by", "measured on");
        for (Version version : recipe.versions()) {
            version(recipe.release(version, Path.of("JDK")));
        }
        if (!release.toolchains().isEmpty()) {
            page.heading(3, "Toolchains");
            page.table("machine", "status", "evidence");
            for (KnownToolchain toolchain : release.toolchains()) {
                page.row(
                        MarkdownPage.text(toolchain.when().toString()),
                        toolchain.measured() ? "measured" : "derived",
                        MarkdownPage.text(toolchain.source()));
            }
        }
        if (!release.requirements().isEmpty()) {
            page.heading(3, "Requirements");
            page.table("requirement", "Debian, Ubuntu", "RHEL and its kin", "SUSE", "Alpine", "Arch");
            release.requirements().forEach(this::requirement);
        }
    }

    private void version(Release release) {
        String pins = release.source().pins().stream()
                .map(pin -> "pinned " + pin.digest().algorithm().jcaName())
                .collect(Collectors.joining(", "));
        String keys = release.source().keys().isPresent() ? "a signature by the recipe's keys" : "";
        String proof = pins.isEmpty() && keys.isEmpty() ? "nothing: give a digest or keys of yours" : pins + keys;
        List<String> measured = release.toolchains().stream()
                .filter(KnownToolchain::measured)
                .filter(toolchain -> toolchain.when().admits(Release.OWN_VERSION, release.version()))
                .map(toolchain -> MarkdownPage.text(toolchain.source()))
                .toList();
        if (measured.isEmpty()) {
            page.row(release.version().text(), proof, "derived only");
        }
        for (int i = 0; i < measured.size(); i++) {
            page.row(i == 0 ? release.version().text() : "", i == 0 ? proof : "", measured.get(i));
        }
    }

    private void requirement(Requirement requirement) {
        String[] cells = new String[FAMILIES.size() + 1];
        cells[0] = MarkdownPage.text(requirement.name())
                + (requirement.when().equals(Condition.ALWAYS)
                        ? ""
                        : " (with " + MarkdownPage.text(requirement.when().toString()) + ")");
        for (int i = 0; i < FAMILIES.size(); i++) {
            cells[i + 1] = requirement.packages().getOrDefault(FAMILIES.get(i), List.of()).stream()
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(" "));
        }
        page.row(cells);
    }
}
