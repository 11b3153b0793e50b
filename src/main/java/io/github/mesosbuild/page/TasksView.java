package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.Quantities;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tasks that the leading master knew before the cluster was stopped. */
final class TasksView {
    private static final int MOST_TASKS = 200;
    private static final int LONGEST_NAME = 90;
    private static final String PREFIX = "TASK_";

    private final Html html;
    private final ConfigNode tasks;

    TasksView(Html html, ConfigNode tasks) {
        this.html = html;
        this.tasks = tasks;
    }

    /** Returns how many tasks of the list did not end as they should. */
    static long bad(ConfigNode tasks) {
        return tasks.get("list").list().stream()
                .filter(task -> task.get("bad").flag())
                .count();
    }

    /** Returns the numbers by state: {@code 3 running, 1 failed}. */
    static String states(ConfigNode tasks) {
        return tasks.get("states").map().entrySet().stream()
                .limit(Views.MOST_ROWS)
                .flatMap(entry -> Fields.count(tasks.get("states"), entry.getKey()).stream()
                        .map(number -> Figures.number(number) + " " + word(entry.getKey())))
                .collect(Collectors.joining(", "));
    }

    private static String word(String state) {
        return state.startsWith(PREFIX)
                ? state.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', ' ')
                : state;
    }

    void write() {
        Views.begin(html, "tasks", "Tasks");
        Optional<String> unknown = Fields.text(tasks, "unknown");
        List<ConfigNode> list = tasks.get("list").list();
        if (unknown.isPresent()) {
            html.element("p", "Unknown: " + unknown.get() + ".", "class", "missing");
        } else if (Fields.count(tasks, "total").isEmpty()) {
            Views.missing(html, "the tasks");
        } else if (list.isEmpty()) {
            html.element("p", "The leading master knew no tasks.");
        } else {
            html.element("p", "What the leading master knew before the stop: " + states(tasks) + ".");
            table(list);
        }
        Views.end(html);
    }

    private void table(List<ConfigNode> list) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Tasks, scrolls sideways");
        Table table = new Table(
                html,
                "Failed and lost tasks first, then by their last change",
                "Task",
                "Framework",
                "Node",
                "State",
                "Since");
        for (ConfigNode task : list.subList(0, Math.min(list.size(), MOST_TASKS))) {
            String name = Fields.textOr(task, "name", "unnamed");
            String id = Fields.textOr(task, "id", "-");
            html.open("tr").open("th", "scope", "row").text(Figures.shortened(name, LONGEST_NAME));
            if (!id.equals(name)) {
                html.text(" ").element("small", Figures.shortened(id, LONGEST_NAME));
            }
            html.close();
            String state = word(Fields.textOr(task, "state", "-"));
            table.text(Fields.textOr(task, "framework", "-")).name(Fields.textOr(task, "agent", "-"));
            if (task.get("bad").flag()) {
                table.bad(state);
            } else {
                table.text(state);
            }
            table.text(Fields.instant(task, "at").map(Quantities::time).orElse("-"))
                    .end();
        }
        table.close();
        html.close();
        long total = Fields.count(tasks, "total").orElse(0L);
        long more = Math.max(total, list.size()) - Math.min(list.size(), MOST_TASKS);
        if (more > 0) {
            html.element("p", Figures.count(more, "more task") + ".", "class", "note");
        }
    }
}
