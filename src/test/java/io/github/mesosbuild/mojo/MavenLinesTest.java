package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.text.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.Test;

class MavenLinesTest {
    private final List<String> logged = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Log log(boolean info) {
        return (Log)
                Proxy.newProxyInstance(Log.class.getClassLoader(), new Class<?>[] {Log.class}, (any, method, given) -> {
                    if (method.getName().equals("isInfoEnabled")) {
                        return info;
                    }
                    logged.add(method.getName() + " " + given[0]);
                    return null;
                });
    }

    private String print(boolean info, boolean question) {
        logged.clear();
        printed.reset();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        MavenLines lines = new MavenLines(log(info), question ? Optional.of(out) : Optional.empty(), Redactor.BY_FORM);
        lines.info("answer");
        lines.warn("warning");
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aQuietMavenPrintsTheAnswerToAQuestionAndNothingElse() {
        assertThat(print(false, true)).isEqualTo("answer" + System.lineSeparator());
        assertThat(logged).containsExactly("warn warning");
        assertThat(print(true, true)).isEmpty();
        assertThat(logged).containsExactly("info answer", "warn warning");
        assertThat(print(false, false)).isEmpty();
        assertThat(logged).containsExactly("info answer", "warn warning");
    }

    @Test
    void theGoalsThatAskAreQuestions() {
        assertThat(List.of(
                        new StatusMojo(),
                        new ExplainMojo(),
                        new ReleasesMojo(),
                        new CheckDependenciesMojo(),
                        new NodeCheckMojo()))
                .allMatch(AbstractMesosMojo::isQuestion);
        assertThat(new StartMojo().isQuestion()).isFalse();
    }
}
