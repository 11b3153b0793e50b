package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.it.SampleTree.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDaemonsTest {
    private static final Pattern LISTENS = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    static Path directory;

    private static SampleTree tree;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();

    @BeforeAll
    static void install() throws Exception {
        tree = SampleTree.unpack(SampleArchive.read(SampleBuildTest.RELEASE).pack(), directory.resolve("tree"));
        tree.configure();
        Result installed = tree.make("-j2", "install");
        assertThat(installed.status()).as(installed.output()).isZero();
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void masterAndSlaveFindEachOtherAndPart() throws Exception {
        int master = start("sample-master", "--work_dir=" + directory.resolve("master"), "--cluster=test");
        int slave = start(
                "sample-slave",
                "--master=127.0.0.1:" + master,
                "--work_dir=" + directory.resolve("slave"),
                "--resources=cpus:2;mem:64;ports:[1-2]",
                "--attributes=rack:a");

        assertThat(get(master, "/master/health").statusCode()).isEqualTo(200);
        assertThat(get(slave, "/slave(1)/health").statusCode()).isEqualTo(200);
        await(master, "/metrics/snapshot", body -> body.contains("\"master/slaves_active\":1,"));
        await(slave, "/metrics/snapshot", body -> body.contains("\"slave/registered\":1,"));
        assertThat(get(master, "/metrics/snapshot").body()).contains("\"master/elected\":1", "\"master/uptime_secs\":");
        assertThat(get(master, "/master/state.json").body())
                .contains(
                        "\"version\":\"1.0.0\"",
                        "\"leader\":\"master@127.0.0.1:" + master + "\"",
                        "\"activated_slaves\":1",
                        "\"cluster\":\"test\"",
                        "\"pid\":\"slave(1)@127.0.0.1:" + slave + "\"",
                        "\"resources\":{\"cpus\":2,\"mem\":64,\"ports\":\"[1-2]\"}",
                        "\"attributes\":{\"rack\":\"a\"}");
        assertThat(get(slave, "/slave(1)/state.json").body()).contains("-S0\"", "\"version\":\"1.0.0\"");
        assertThat(get(master, "/").body()).contains("<h1>sample 1.0.0</h1>");
        assertThat(get(master, "/state").statusCode()).isEqualTo(404);

        assertThat(ended(processes.get(1))).isZero();
        await(master, "/metrics/snapshot", body -> body.contains("\"master/slaves_active\":0,"));
        assertThat(ended(processes.get(0))).isZero();
    }

    @Test
    void killedSlaveIsReplacedByTheNextAtItsAddress() throws Exception {
        int master = start("sample-master", "--work_dir=" + directory.resolve("replacing"));
        int slave = start("sample-slave", "--master=127.0.0.1:" + master);
        await(master, "/master/slaves", body -> body.contains("-S0\""));
        Process killed = processes.get(1).destroyForcibly();
        assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();

        start("sample-slave", "--master=127.0.0.1:" + master, "--port=" + slave);
        await(master, "/master/slaves", body -> body.contains("-S1\""));
        assertThat(get(master, "/master/slaves").body()).doesNotContain("-S0\"");
    }

    @Test
    void flagsAreReadAsMesosReadsThem() throws Exception {
        assertThat(run(Map.of(), "--port=0", "--frobnicate=1"))
                .startsWith("1 Failed to load unknown flag 'frobnicate'\n\nUsage: sample-master [options]");
        assertThat(run(Map.of("MESOS_WORK_DIR", "/nowhere"), "--work_dir=/elsewhere"))
                .startsWith("1 Duplicate flag 'work_dir' on command line");
        assertThat(run(Map.of(), "--work_dir", "x"))
                .startsWith("1 Failed to load non-boolean flag 'work_dir': Missing value");
        assertThat(run(Map.of("MESOS_UNKNOWN", "1"), "--port=0"))
                .startsWith("1 ")
                .contains("--work_dir needed for replicated log based registry");
        assertThat(run(Map.of(), "--port=0", "--registry=in_memory", "--zk=zk://h:1"))
                .contains("Expecting a (chroot) path for ZooKeeper ('/' is not supported)");
        assertThat(run(Map.of(), "--help")).startsWith("0 Usage: sample-master").contains("--zk=VALUE");
        int port = start("sample-master", "--registry=in_memory", "--no-quiet");
        assertThat(run(Map.of(), "--registry=in_memory", "--port=" + port))
                .startsWith("1 ")
                .contains("Failed to bind on 127.0.0.1:" + port + ": Address already in use");
    }

    private static String run(Map<String, String> environment, String... flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(program("sample-master")));
        command.addAll(List.of(flags));
        Result result = tree.in(directory, environment, command.toArray(String[]::new));
        return result.status() + " " + result.output();
    }

    private static String program(String name) {
        return tree.prefix().resolve("sbin").resolve(name).toString();
    }

    /** The port that the daemon took, which is a free one unless a flag names it. */
    private int start(String name, String... flags) throws IOException, InterruptedException {
        Path log = Files.createTempFile(directory, name, ".log");
        List<String> command = new ArrayList<>(List.of(program(name)));
        command.addAll(List.of(flags));
        if (List.of(flags).stream().noneMatch(flag -> flag.startsWith("--port="))) {
            command.add("--port=0");
        }
        Process process = SampleTree.start(directory, Map.of(), log, command.toArray(String[]::new));
        processes.add(process);
        for (int i = 0; i < 500 && process.isAlive(); i++) {
            Matcher listens = LISTENS.matcher(Files.readString(log));
            if (listens.find()) {
                return Integer.parseInt(listens.group(1));
            }
            Thread.sleep(20);
        }
        throw new AssertionError(name + " does not listen:\n" + Files.readString(log));
    }

    private static int ended(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void await(int port, String path, Predicate<String> condition) throws IOException, InterruptedException {
        String body = "";
        for (int i = 0; i < 400; i++) {
            body = get(port, path).body();
            if (condition.test(body)) {
                return;
            }
            Thread.sleep(25);
        }
        throw new AssertionError(path + " stays " + body);
    }
}
