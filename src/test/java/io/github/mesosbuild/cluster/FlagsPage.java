package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.values.VersionSpan;
import io.github.mesosbuild.release.MarkdownPage;
import io.github.mesosbuild.release.Version;
import java.util.List;

/** The page of the flags in the bundled table. */
final class FlagsPage {
    private final MarkdownPage page = new MarkdownPage();

    private FlagsPage() {}

    static String ofBundledTable() {
        FlagsPage page = new FlagsPage();
        page.page.heading(1, "Flags of the daemons");
        page.page.paragraph(
                "These are the flags of the masters and slaves of Mesos 0.23.0 to 1.11.0 on Linux. The page is generated from the table that the",
                "plugin checks the flags of clusters and machines with, and the table from the tags of Mesos. From 1.0 on, a slave is also called",
                "an agent. Builds without the matching option of `configure`, such as `--enable-port-mapping-isolator`, lack some of the flags.");
        page.page.paragraph(
                "A flag without a default is optional, or its default depends on the machine. A type with a capital letter that is not in this",
                "list is a message, which the flag holds as JSON: `JSON` is any JSON object, `Duration` a number with a unit (`5mins`), `Bytes` a",
                "size (`2GB`), `Path` the path of a file, and `SecurePathOrValue` a text, or `file://` and the path of a file with the text.");
        page.table("Masters", Role.MASTER);
        page.table("Slaves", Role.SLAVE);
        return page.page.toString();
    }

    private void table(String title, Role role) {
        page.heading(2, title);
        page.table("flag", "type", "default", "releases");
        FlagTable.bundled().entries(role).forEach((name, entries) -> entries.forEach(entry -> row(name, entry)));
    }

    private void row(String name, FlagEntry entry) {
        page.row(
                "`" + name + "`"
                        + entry.formerName()
                                .map(former -> ", formerly `" + former + "`")
                                .orElse(""),
                "`" + entry.type() + "`",
                entry.required()
                        ? "required"
                        : entry.defaultValue()
                                .map(value -> value.isEmpty() ? "empty" : MarkdownPage.code(List.of(value)))
                                .orElse(""),
                releases(entry.versions()));
    }

    private static String releases(VersionSpan range) {
        if (range.from().isPresent() && range.below().isPresent()) {
            return range.from().get() + " to before " + range.below().get();
        }
        return range.from()
                .map(from -> from + " and newer")
                .or(() -> range.below().map(Version::toString).map("before "::concat))
                .orElse("all");
    }
}
