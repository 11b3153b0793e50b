package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Talks to the cluster that {@code mesos:start} has started, by nothing but HTTP. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ClusterIT {
    private static final String URL = System.getProperty("mesos.url");
    private static final String USER = System.getProperty("user.name");

    /** The master of 0.24 loses the body of a request that asks for an upgrade to HTTP/2. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void bothSlavesAreThere() throws Exception {
        String metrics = client.send(
                        HttpRequest.newBuilder(URI.create(URL + "/metrics/snapshot")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertEquals(2, Double.parseDouble(found(metrics, "\"master\\\\?/slaves_active\":([0-9.]+)")));
    }

    /** The scheduler HTTP API since Mesos 0.24 (docs/scheduler-http-api.md): one connection for events, others for calls. */
    @Test
    void aTaskRunsToItsEnd() throws Exception {
        HttpResponse<InputStream> events = client.send(
                call("""
                        {"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"%s","name":"http"}}}""".formatted(USER)),
                HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, events.statusCode());
        // Calls of 1.0 and later name the connection that they belong to.
        Optional<String> id = events.headers().firstValue("Mesos-Stream-Id");
        try (InputStream stream = events.body()) {
            String framework = value(next(stream, "SUBSCRIBED"), "framework_id");
            String offers = next(stream, "OFFERS");
            String agent = value(offers, "agent_id");
            accept(id, """
                    {"framework_id":{"value":"%1$s"},"type":"ACCEPT","accept":{"offer_ids":[{"value":"%2$s"}],
                     "operations":[{"type":"LAUNCH","launch":{"task_infos":[{"name":"task","task_id":{"value":"1"},
                      "agent_id":{"value":"%3$s"},"command":{"value":"true"},
                      "resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},
                                   {"name":"mem","type":"SCALAR","scalar":{"value":32}}]}]}}]}}"""
                    .formatted(framework, offer(offers), agent));
            String state = "";
            while (!state.equals("TASK_FINISHED")) {
                String update = next(stream, "UPDATE");
                state = text(update, "state");
                assertTrue(List.of("TASK_STARTING", "TASK_RUNNING", "TASK_FINISHED").contains(state), update);
                accept(id, """
                        {"framework_id":{"value":"%s"},"type":"ACKNOWLEDGE","acknowledge":{"agent_id":{"value":"%s"},
                         "task_id":{"value":"1"},"uuid":"%s"}}""".formatted(framework, value(update, "agent_id"), text(update, "uuid")));
            }
            accept(id, """
                    {"framework_id":{"value":"%s"},"type":"TEARDOWN"}""".formatted(framework));
        }
    }

    private static HttpRequest call(String json) {
        return HttpRequest.newBuilder(URI.create(URL + "/api/v1/scheduler"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private void accept(Optional<String> id, String json) throws Exception {
        HttpRequest.Builder call = HttpRequest.newBuilder(call(json), (name, value) -> true);
        id.ifPresent(value -> call.header("Mesos-Stream-Id", value));
        HttpResponse<String> answer = client.send(call.build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
    }

    /** The next event of a type; each is preceded by its length and a line end. */
    private static String next(InputStream stream, String type) throws IOException {
        while (true) {
            ByteArrayOutputStream length = new ByteArrayOutputStream();
            for (int b = stream.read(); b != '\n'; b = stream.read()) {
                assertTrue(b >= 0, "The master ended the connection.");
                length.write(b);
            }
            String event = new String(
                    stream.readNBytes(Integer.parseInt(length.toString(StandardCharsets.US_ASCII).strip())),
                    StandardCharsets.UTF_8);
            if (text(event, "type").equals(type) || event.contains("\"type\":\"" + type + "\"")) {
                return event;
            }
        }
    }

    private static String value(String json, String name) {
        return found(json, "\"" + name + "\":\\{\"value\":\"([^\"]*)\"");
    }

    /** The id of the first offer: the ids of the agent and of the framework have names of their own. */
    private static String offer(String json) {
        return found(json, "\"id\":\\{\"value\":\"([^\"]*)\"");
    }

    private static String text(String json, String name) {
        return found(json, "\"" + name + "\":\"([^\"]*)\"").replace("\\/", "/");
    }

    private static String found(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        assertTrue(matcher.find(), () -> pattern + " is not in " + json);
        return matcher.group(1);
    }
}
