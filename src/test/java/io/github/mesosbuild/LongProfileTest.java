package io.github.mesosbuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the test command leaves out is what the profile "long" runs. */
class LongProfileTest {
    @Test
    void everyExcludedProjectIsInTheProfile() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> excluded = Pattern.compile("<pomExclude>([^<]*)/pom.xml</pomExclude>")
                .matcher(pom)
                .results()
                .map(MatchResult::group)
                .map(element -> element.replaceAll("<[^>]*>|/pom.xml", ""))
                .toList();
        String list = Pattern.compile("<invoker.test>([^<]*)</invoker.test>")
                .matcher(pom)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(list.split(",")).containsExactlyElementsOf(excluded);
        for (String project : excluded) {
            assertThat(Path.of("src/it/projects", project, "pom.xml")).isRegularFile();
        }
    }
}
