package io.github.mesosbuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the test command leaves out is what the profile "long" runs. */
class LongProfileTest {
    private static List<String> projects(String element, String pom) {
        return Pattern.compile("<" + element + ">([^<]*)/pom.xml</" + element + ">")
                .matcher(pom)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void everyExcludedProjectIsInTheProfile() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        int profile = pom.indexOf("<id>long</id>");
        List<String> excluded = projects("pomExclude", pom);
        assertThat(excluded).hasSizeGreaterThan(10);
        assertThat(projects("pomInclude", pom.substring(profile, pom.indexOf("</profile>", profile))))
                .containsExactlyElementsOf(excluded);
        for (String project : excluded) {
            assertThat(Stream.of("src/it/projects", "examples"))
                    .as(project)
                    .anyMatch(directory -> Files.isRegularFile(Path.of(directory, project, "pom.xml")));
        }
    }
}
