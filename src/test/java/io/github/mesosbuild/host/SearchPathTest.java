package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.FileObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private Path pyenv;
    private Path work;

    @BeforeEach
    void installAPyenv() throws Exception {
        pyenv = directory.resolve("pyenv");
        work = Files.createDirectories(directory.resolve("project/work"));
        for (String name : new String[] {"python", "python2"}) {
            TestFiles.program(pyenv.resolve("shims").resolve(name), "shim");
        }
        TestFiles.program(pyenv.resolve("versions/2.7.18/bin/python"), "2.7.18");
        TestFiles.program(pyenv.resolve("versions/2.7.18/bin/python2"), "2.7.18");
        TestFiles.program(pyenv.resolve("versions/3.11.7/bin/python"), "3.11.7");
        TestFiles.program(pyenv.resolve("versions/3.11.10/bin/python"), "3.11.10");
        TestFiles.program(directory.resolve("bin/python"), "system");
        environment.put("PATH", pyenv.resolve("shims") + "::" + directory.resolve("bin"));
    }

    private String found(String program) throws Exception {
        Optional<Path> file = new SearchPath(environment, work, FileObserver.NONE).find(program);
        return file.isPresent() ? Files.readString(file.get()) : "none";
    }

    @Test
    void aShimStandsForTheGlobalVersion() throws Exception {
        TestFiles.write(pyenv.resolve("version"), "# mine\n3.11.7\n");

        assertThat(found("python")).isEqualTo("3.11.7");
    }

    @Test
    void aShimWhoseVersionLacksTheProgramIsMissing() throws Exception {
        TestFiles.write(pyenv.resolve("version"), "3.11.7\n");

        assertThat(found("python2")).isEqualTo("none");
    }

    @Test
    void laterVersionsAreSearchedToo() throws Exception {
        TestFiles.write(pyenv.resolve("version"), "3.11.7\n2.7.18\n");

        assertThat(found("python2")).isEqualTo("2.7.18");
    }

    @Test
    void theFileOfADirectoryAboveWinsOverTheGlobalOne() throws Exception {
        TestFiles.write(pyenv.resolve("version"), "3.11.7\n");
        TestFiles.write(directory.resolve("project/.python-version"), "2.7.18\n");

        assertThat(found("python")).isEqualTo("2.7.18");
    }

    @Test
    void theVariableWinsOverFiles() throws Exception {
        TestFiles.write(directory.resolve("project/.python-version"), "2.7.18\n");
        environment.put("PYENV_VERSION", "3.11.7");

        assertThat(found("python")).isEqualTo("3.11.7");
    }

    @Test
    void aShortVersionStandsForItsLatest() throws Exception {
        environment.put("PYENV_VERSION", "3.11");

        assertThat(found("python")).isEqualTo("3.11.10");
    }

    @Test
    void aVersionThatIsNotInstalledIsMissing() throws Exception {
        environment.put("PYENV_VERSION", "3.12:nonsense");

        assertThat(found("python")).isEqualTo("none");
    }

    @Test
    void withoutAChoiceTheSystemsProgramIsUsed() throws Exception {
        assertThat(found("python")).isEqualTo("system");
    }

    @Test
    void aPathIsUsedAsGiven() throws Exception {
        assertThat(found("../../bin/python")).isEqualTo("system");
        assertThat(found(directory.resolve("bin/python").toString())).isEqualTo("system");
        assertThat(found("./python")).isEqualTo("none");
    }
}
