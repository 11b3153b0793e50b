package io.github.mesosbuild.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers commands by the beginning of their command line, and remembers them. */
final class FakeRunner implements CommandRunner {
    final List<List<String>> commands = Collections.synchronizedList(new ArrayList<>());
    final List<Map<String, String>> environments = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Result> answers = new LinkedHashMap<>();

    FakeRunner answer(String start, int exitCode, String output) {
        answers.put(start, new Result(exitCode, output, false));
        return this;
    }

    FakeRunner timeOut(String start) {
        answers.put(start, new Result(143, "", true));
        return this;
    }

    @Override
    public Result run(List<String> argv, Path directory, Map<String, String> environment, Duration limit)
            throws IOException {
        commands.add(argv);
        environments.add(environment);
        String line = String.join(" ", argv);
        return answers.entrySet().stream()
                .filter(answer -> line.startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IOException("cannot start " + line));
    }
}
