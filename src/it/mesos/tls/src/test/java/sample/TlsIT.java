package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Uses a cluster that speaks nothing but TLS. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TlsIT {
    @Test
    void aTaskRunsToItsEnd() throws Exception {
        ProcessBuilder execute = new ProcessBuilder(
                Path.of(System.getProperty("mesos.home"), "bin", "mesos-execute").toString(),
                "--master=" + System.getProperty("mesos.master"),
                "--name=tls",
                "--command=true",
                "--resources=cpus:0.1;mem:32");
        String directory = System.getProperty("user.dir");
        Map<String, String> settings = Map.of(
                "SSL_ENABLED", "true", "SSL_KEY_FILE", directory + "/key.pem", "SSL_CERT_FILE", directory + "/cert.pem");
        settings.forEach((name, value) -> {
            execute.environment().put(name, value);
            execute.environment().put("LIBPROCESS_" + name, value);
        });
        execute.environment().put("LIBPROCESS_IP", "127.0.0.1");
        Path log = Path.of(directory, "target", "execute.log");
        Process process = execute.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(log);
        assertTrue(ended, output);
        assertEquals(0, process.exitValue(), output);
        assertTrue(output.contains("TASK_FINISHED"), output);
    }

    @Test
    void theMasterAnswersNothingWithoutTls() throws Exception {
        URI url = URI.create(System.getProperty("mesos.url"));
        assertEquals("https", url.getScheme());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /master/health HTTP/1.1\r\nHost: master\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals(-1, answer.indexOf("HTTP/"), answer);
        } catch (SocketException reset) {
            assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
        }
    }
}
