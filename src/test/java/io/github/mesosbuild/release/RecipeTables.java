package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of keys on the page of recipes, between comments that name the section. */
final class RecipeTables {
    private static final Pattern TABLE =
            Pattern.compile("(<!-- keys of (\\S+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    private static final int LONGEST = 70;

    private RecipeTables() {}

    /** Returns a page with new tables. */
    static String in(String page) {
        Map<String, Section> sections = RecipeSections.all();
        return TABLE.matcher(page)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + table(sections.get(found.group(2))) + found.group(3)));
    }

    /** Returns the names of the sections that a page has tables of. */
    static List<String> names(String page) {
        List<String> names = new ArrayList<>();
        TABLE.matcher(page).results().forEach(found -> names.add(found.group(2)));
        return names;
    }

    private static String shortened(String example) {
        return example.length() > LONGEST ? example.substring(0, LONGEST / 2) + "…" : example;
    }

    private static String table(Section section) {
        MarkdownPage page = new MarkdownPage();
        page.table("key", "value", "default", "meaning", "example");
        for (Key<?> key : section.keys()) {
            page.row(
                    "`" + key.name() + "`",
                    key.kind().name(),
                    key.required() ? "required" : key.absent(),
                    key.meaning(),
                    key.example().isEmpty() ? "" : "`" + shortened(key.example()) + "`");
        }
        return page.toString().stripLeading() + "\n";
    }
}
