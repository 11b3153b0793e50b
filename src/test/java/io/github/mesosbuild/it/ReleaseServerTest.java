package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.it.ReleaseServer.Request;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseServerTest {
    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private ReleaseServer server;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve("served/sub")).resolve("file"), "0123456789");
        Files.writeString(directory.resolve("secret"), "secret");
        server = ReleaseServer.start(directory.resolve("served"));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void servesWholeFilesAndCountsThem() throws Exception {
        assertThat(get("sub/file").body()).isEqualTo("0123456789");
        assertThat(get("sub").statusCode()).isEqualTo(404);
        assertThat(server.requests())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                .containsExactly(
                        new Request("GET", "/sub/file", "", 200, 10, Instant.EPOCH),
                        new Request("GET", "/sub", "", 404, 0, Instant.EPOCH));
        assertThat(server.requestCount()).isEqualTo(2);
        assertThat(server.bytes()).isEqualTo(10);
    }

    @Test
    void servesRanges() throws Exception {
        HttpResponse<String> middle = get("sub/file", "Range", "bytes=3-5");
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo("345");
        assertThat(middle.headers().firstValue("Content-Range")).contains("bytes 3-5/10");
        assertThat(get("sub/file", "Range", "bytes=7-").body()).isEqualTo("789");
        assertThat(get("sub/file", "Range", "bytes=-2").body()).isEqualTo("89");
        assertThat(get("sub/file", "Range", "bytes=0-99").body()).isEqualTo("0123456789");
        HttpResponse<String> beyond = get("sub/file", "Range", "bytes=10-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */10");
        assertThat(server.requests())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                .contains(new Request("GET", "/sub/file", "bytes=3-5", 206, 3, Instant.EPOCH));
    }

    @Test
    void rangeOfAnotherEntityIsTheWholeFile() throws Exception {
        String tag = get("sub/file").headers().firstValue("ETag").orElseThrow();
        assertThat(get("sub/file", "Range", "bytes=3-", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(get("sub/file", "Range", "bytes=3-", "If-Range", "\"other\"").body())
                .isEqualTo("0123456789");
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        HttpResponse<String> head = client.send(
                HttpRequest.newBuilder(server.uri("sub/file"))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(head.headers().firstValue("Content-Length")).contains("10");
        assertThat(head.body()).isEmpty();
        assertThat(server.bytes()).isZero();
    }

    @Test
    void nothingOutsideTheDirectoryIsServed() throws Exception {
        assertThat(get("sub/%2e%2e/%2e%2e/secret").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
