package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that writes the table of flags, with a repository of the same layout as that of Mesos. */
class FlagTableScriptTest {
    private static final String MASTER = """
            #include "master/flags.hpp"
            master::Flags::Flags()
            {
              add(&Flags::zk, "zk", "URL, \\"quoted\\", with a ) in it");
              // add(&Flags::gone, "gone", "Only a comment");
              add(&Flags::slave_timeout,
                  "slave_timeout",
                  "How long to "
                  "wait.",
                  SLAVE_TIMEOUT);
            #ifdef __WINDOWS__
              add(&Flags::other, "other", "Other", 1);
            #else
              add(&Flags::acls,
                  "acls",
                  "JSON",
                  [](const Option<ACLs>& acls) -> Option<Error> { return None(); });
            #endif // __WINDOWS__
            }
            """;
    private static final String MASTER_HEADER = """
            class Flags : public logging::Flags
            {
            public:
              Flags();
              Option<std::string> zk;
              Duration slave_timeout;
              int other;
              Option<mesos::ACLs> acls;
            };
            """;

    @TempDir
    private Path repository;

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private void file(String name, String text) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private record Ended(int status, String output) {}

    private Ended run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "HOME", repository.toString(),
                        "LC_ALL", "C.UTF-8",
                        "GIT_AUTHOR_NAME", "a",
                        "GIT_AUTHOR_EMAIL", "a@example.com",
                        "GIT_COMMITTER_NAME", "a",
                        "GIT_COMMITTER_EMAIL", "a@example.com"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Ended ended = run(command);
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    private void tag(String version) throws Exception {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", version);
        git("tag", version);
    }

    private Ended script() throws Exception {
        return run(List.of("python3", "src/tools/flags/flag_table.py", repository.toString()));
    }

    @BeforeEach
    void makeRepository() throws Exception {
        for (String program : List.of("git", "python3")) {
            assumeTrue(isThere(program), program + " is not installed");
        }
        git("init", "-q");
        file(
                "3rdparty/libprocess/3rdparty/stout/include/stout/flags/flags.hpp",
                "FlagsBase() { add(&help, \"help\", \"Prints this help message\", false); }\nvoid add(const Flag& flag);\n");
        file("src/logging/flags.cpp", "Flags() { add(&Flags::quiet, \"quiet\", \"Be quiet\", false); }\n");
        file("src/logging/flags.hpp", "  bool quiet;\n");
        file("src/master/flags.cpp", MASTER);
        file("src/master/flags.hpp", MASTER_HEADER);
        file(
                "src/master/main.cpp",
                "int main() {\n  uint16_t port;\n  flags.add(&port, \"port\", \"Port\", MasterInfo().port());\n}\n");
        file("src/master/constants.cpp", "const Duration SLAVE_TIMEOUT = Minutes(10);\n");
        file(
                "src/slave/flags.cpp",
                "Flags() { add(&Flags::work_dir, \"work_dir\", \"Directory\", \"/tmp/mesos\"); }\n");
        file("src/slave/flags.hpp", "  std::string work_dir;\n");
        file("src/slave/main.cpp", "int main() {}\n");
        file("src/common/http.hpp", "\n");
        file("src/messages/flags.proto", "package mesos.internal;\n");
        file("include/mesos/mesos.proto", """
                package mesos;
                message MasterInfo { required uint32 port = 3 [default = 5050]; }
                // Not for everybody.
                message ACLs {
                  message Entity {
                    enum Type { SOME = 0; ANY = 1; }
                    optional Type type = 1;
                  }
                  optional bool permissive = 1 [default = true];
                  repeated Entity entities = 2;
                }
                """);
        tag("0.23.0");
    }

    @Test
    void printsEachFlagWithItsVersions() throws Exception {
        tag("0.24.0-rc1");
        file(
                "src/master/flags.cpp",
                MASTER.replace("&Flags::slave_timeout", "&Flags::agent_timeout")
                        .replace("\"slave_timeout\",", "\"agent_timeout\", flags::DeprecatedName(\"slave_timeout\"),"));
        file("src/master/flags.hpp", MASTER_HEADER.replace("slave_timeout", "agent_timeout"));
        file("src/slave/flags.cpp", "Flags() { add(&Flags::work_dir, \"work_dir\", \"Directory\"); }\n");
        file("include/mesos/mesos.proto", """
                package mesos;
                message MasterInfo { required uint32 port = 3 [default = 5050]; }
                message ACLs {
                  message Entity {
                    enum Type { SOME = 0; ANY = 1; NONE = 2; }
                    optional Type type = 1;
                    map<string, bool> known = 3;
                  }
                  repeated Entity entities = 2;
                }
                """);
        tag("1.0.0");
        file("src/master/flags.cpp", MASTER.replace("SLAVE_TIMEOUT", "computed(1)"));
        file("src/master/flags.hpp", MASTER_HEADER);
        tag("1.0.1");
        Ended ended = script();
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output().lines().filter(line -> !line.startsWith("#")))
                .containsExactly("""
                from: 0.23.0
                below: 1.1.0
                master:
                  acls: [{type: ACLs}]
                  agent_timeout: [{type: Duration, default: 10mins, alias: slave_timeout, from: 1.0.0, below: 1.0.1}]
                  help: [{type: bool, default: false}]
                  port: [{type: uint16_t, default: 5050}]
                  quiet: [{type: bool, default: false}]
                  slave_timeout:
                    - {type: Duration, default: 10mins, below: 1.0.0}
                    - {type: Duration, from: 1.0.1}
                  zk: [{type: string}]
                slave:
                  help: [{type: bool, default: false}]
                  quiet: [{type: bool, default: false}]
                  work_dir:
                    - {type: string, default: /tmp/mesos, below: 1.0.0}
                    - {type: string, required: true, from: 1.0.0}
                messages:
                  ACLs:
                    permissive: bool <1.0.0
                    entities: ACLs.Entity*
                  ACLs.Entity:
                    type: ACLs.Entity.Type
                    known: bool{} >=1.0.0
                  ACLs.Entity.Type: [SOME, ANY, NONE >=1.0.0]
                """.lines().toArray(String[]::new));
    }

    @Test
    void endsAtWhatItDoesNotUnderstand() throws Exception {
        file("src/master/flags.cpp", "#ifdef NEW_FEATURE\n" + MASTER + "#endif\n");
        tag("0.24.0");
        assertThat(script().output()).endsWith("ValueError: unknown macro: #ifdef NEW_FEATURE\n");
        file("src/master/flags.cpp", MASTER.replace("\"zk\",", "NAME,"));
        tag("0.25.0");
        git("tag", "-d", "0.24.0");
        Ended ended = script();
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).endsWith("ValueError: cannot read the name or the type of add(&Flags::zk, NAME)\n");
    }
}
