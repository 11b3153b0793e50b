package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesCacheTest {
    @TempDir
    Path directory;

    @Test
    void whatSomebodyElseWroteIsForgotten() throws Exception {
        Path file = directory.resolve("tools.properties");
        new PropertiesCache(file).put("gcc", "12.2.0");
        assertThat(new PropertiesCache(file).get("gcc")).contains("12.2.0");

        assumeTrue(Files.getAttribute(file, "unix:uid").equals(0), "only root can give files away");
        Files.setAttribute(file, "unix:uid", 12345);
        assertThat(new PropertiesCache(file).get("gcc")).isEmpty();
    }
}
