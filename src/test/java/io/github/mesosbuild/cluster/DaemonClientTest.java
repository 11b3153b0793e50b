package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asks a server that answers in every wrong way. */
@Timeout(60)
class DaemonClientTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
    private static final String PATH = "/master/state.json";

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private ServerSocket server;
    private ClusterNode.Address address;

    private interface Script {
        void run(OutputStream out) throws Exception;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        address = new ClusterNode.Address("127.0.0.1", server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void answers(Script script) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                StringBuilder head = new StringBuilder();
                while (!head.toString().endsWith("\n\n") && !head.toString().equals("srvr")) {
                    int c = reader.read();
                    if (c != '\r') {
                        head.append((char) c);
                    }
                }
                asked.set(head.toString());
                script.run(socket.getOutputStream());
            } catch (Exception closed) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void trickle(OutputStream out, String start) throws Exception {
        write(out, start);
        while (true) {
            write(out, "1");
            Thread.sleep(100);
        }
    }

    private Answer<MasterState> master() {
        return new DaemonClient(PATIENCE).master(address, PATH);
    }

    private void assertNone() {
        assertThat(master()).isEqualTo(Answer.none());
        assertThat(master().problem()).isEqualTo("does not answer");
    }

    @Test
    void aGoodAnswerIsRead() {
        answers(out -> write(
                out, OK + "\r\n{\"pid\":\"master@1.2.3.4:5\",\"leader\":\"master@1.2.3.4:5\",\"elected_time\":1.5}"));
        assertThat(master().value().filter(MasterState::leads)).isPresent();
        assertThat(asked.get())
                .startsWith("GET /master/state.json HTTP/1.1\n")
                .contains("User-Agent: mesos-maven-plugin\n")
                .doesNotContain("Authorization", "HTTP2");
    }

    @Test
    void aBodyOfOneByteAtATimeHasTheSameDeadlineAsEveryOther() {
        answers(out -> trickle(out, OK + "\r\n["));
        assertNone();
    }

    @Test
    void neitherAHeaderNorAChunkThatNeverEndsIsWaitedFor() {
        answers(out -> trickle(out, "HTTP/1.1 200 OK\r\nX-Y: "));
        assertNone();
        answers(out -> trickle(out, OK + "Transfer-Encoding: chunked\r\n\r\n"));
        assertNone();
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        String chunk = "[1],".repeat(100_000);
        answers(out -> {
            write(out, OK + "\r\n[");
            while (true) {
                write(out, chunk);
            }
        });
        Answer<MasterState> answer = new DaemonClient(Duration.ofSeconds(30)).master(address, PATH);
        assertThat(answer.problem()).isEqualTo("answers with more than 16 MiB");
    }

    @Test
    void anAnswerThatIsTooDeepIsNone() {
        String deep = "[".repeat(200_000) + "]".repeat(200_000);
        answers(out -> write(out, OK + "\r\n" + deep));
        Answer<MasterState> answer = new DaemonClient(Duration.ofSeconds(30)).master(address, PATH);
        assertThat(answer.problem()).isEqualTo("does not answer like a daemon of Mesos");
    }

    @Test
    void aRequestForCredentialsIsNamedAndTheyCanBeGiven() {
        String refusal = "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        answers(out -> write(out, refusal));
        assertThat(master()).isEqualTo(Answer.bad(Answer.Kind.CREDENTIALS, "asks for credentials"));
        assertThat(asked.get()).doesNotContain("Authorization");

        answers(out -> write(out, refusal));
        DaemonClient known = new DaemonClient(PATIENCE, Optional.of(new Login("user", "p\u00e4ss")));
        assertThat(known.get(address, PATH).problem()).isEqualTo("refuses the credentials");
        assertThat(asked.get()).contains("Authorization: Basic dXNlcjpww6Rzcw==\n");
    }

    @Test
    void anotherStatusIsNamed() {
        answers(out ->
                write(out, "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        assertThat(master().problem()).isEqualTo("answers with status 503");
        assertThat(master().isGiven()).isFalse();
    }

    @Test
    void aMasterThatDoesNotLeadNamesTheLeader() {
        String head = "HTTP/1.1 307 Temporary Redirect\r\nConnection: close\r\nContent-Length: 0\r\n";
        answers(out -> write(out, head + "Location: //10.0.0.9:5050/master/state\r\n\r\n"));
        assertThat(master().value()).contains(MasterState.follower(address.toString(), Optional.of("10.0.0.9:5050")));

        answers(out -> write(out, head + "\r\n"));
        assertThat(master().problem()).isEqualTo("answers with status 307");
        answers(out -> write(out, head + "Location: /here\r\n\r\n"));
        assertThat(master().problem()).isEqualTo("answers with status 307");
        answers(out -> write(out, head + "Location: //[:\r\n\r\n"));
        assertThat(master().problem()).isEqualTo("answers with status 307");
    }

    @Test
    void aMasterThatKnowsNoLeaderAnswersToo() {
        answers(
                out -> write(
                        out,
                        "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 17\r\n\r\nNo leader elected"));
        assertThat(master().value()).contains(MasterState.follower(address.toString(), Optional.empty()));
    }

    @Test
    void flagsAreRead() {
        answers(out -> write(out, OK + "\r\n{\"flags\":{\"quorum\":\"2\",\"port\":5050}}"));
        DaemonClient client = new DaemonClient(PATIENCE);
        assertThat(client.flags(address, "/master/flags").value()).contains(Map.of("quorum", "2", "port", "5050"));
        answers(out -> write(out, OK + "\r\nno JSON"));
        assertThat(client.flags(address, "/master/flags").problem())
                .isEqualTo("does not answer like a daemon of Mesos");
    }

    @Test
    void zooKeeperHasADeadlineAndALimitToo() {
        answers(out -> trickle(out, "Mode: leader\n"));
        assertThat(new DaemonClient(PATIENCE).fourLetters(address, "srvr")).isEmpty();
        String line = "Mode: leader\n".repeat(1000);
        answers(out -> {
            while (true) {
                write(out, line);
            }
        });
        assertThat(new DaemonClient(Duration.ofSeconds(30)).fourLetters(address, "srvr"))
                .hasValueSatisfying(answer -> assertThat(answer).hasSizeLessThan(70_000));
    }
}
