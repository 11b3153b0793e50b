package io.github.mesosbuild.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How two builds were made: what differs in a table, and the rest in a sentence. */
final class ComparedFacts {
    private final Html html;
    private final Comparison comparison;

    ComparedFacts(Html html, Comparison comparison) {
        this.html = html;
        this.comparison = comparison;
    }

    void write() {
        Views.begin(html, "builds", "The builds");
        List<Comparison.Fact> facts = comparison.facts();
        List<Comparison.Fact> differing =
                facts.stream().filter(Comparison.Fact::differs).toList();
        Table table = new Table(html, "What differs", "Fact", "Before", "Now");
        for (Comparison.Fact fact : differing.subList(0, Math.min(differing.size(), Views.MOST_ROWS))) {
            table.row(fact.name()).code(fact.before()).code(fact.now()).end();
        }
        table.close();
        String equal = facts.stream()
                .filter(fact -> !fact.differs())
                .limit(Views.MOST_ROWS)
                .map(fact -> fact.name().toLowerCase(Locale.ROOT) + " (" + Figures.shortened(fact.now(), SHORT) + ")")
                .collect(Collectors.joining(", "));
        if (!equal.isEmpty()) {
            html.element("p", "Equal: " + equal + ".", "class", "note text");
        }
        Views.end(html);
    }

    private static final int SHORT = 60;
}
