package com.example;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A framework that runs one command by the scheduler HTTP API, which Mesos has since 0.24: one connection for events, others for calls. A
 * framework in production would use a JSON parser.
 */
public final class HttpFramework {
    private static final List<String> RUNNING = List.of("TASK_STARTING", "TASK_RUNNING");

    private final URI api;
    /** The master of 0.24 loses the body of a request that asks for an upgrade to HTTP/2. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param master the address of the leading master, such as {@code http://127.0.0.1:5050}
     */
    public HttpFramework(String master) {
        this.api = URI.create(master + "/api/v1/scheduler");
    }

    /** Runs a command as a user, and returns the states of its task, of which the last is its end. */
    public List<String> run(String command, String user) throws IOException, InterruptedException {
        HttpResponse<InputStream> events = client.send(
                call("""
                        {"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"%s","name":"http"}}}""".formatted(user))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        check(events, 200);
        // Calls of 1.0 and later name the connection that they belong to.
        Optional<String> connection = events.headers().firstValue("Mesos-Stream-Id");
        try (InputStream stream = events.body()) {
            String framework = value(next(stream, "SUBSCRIBED"), "framework_id");
            String offers = next(stream, "OFFERS");
            send(connection, """
                    {"framework_id":{"value":"%s"},"type":"ACCEPT","accept":{"offer_ids":[{"value":"%s"}],
                     "operations":[{"type":"LAUNCH","launch":{"task_infos":[{"name":"task","task_id":{"value":"1"},
                      "agent_id":{"value":"%s"},"command":{"value":"%s"},
                      "resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},
                                   {"name":"mem","type":"SCALAR","scalar":{"value":32}}]}]}}]}}"""
                    .formatted(framework, value(offers, "id"), value(offers, "agent_id"), command));
            List<String> states = new ArrayList<>();
            do {
                String update = next(stream, "UPDATE");
                states.add(text(update, "state"));
                send(connection, """
                        {"framework_id":{"value":"%s"},"type":"ACKNOWLEDGE","acknowledge":{"agent_id":{"value":"%s"},
                         "task_id":{"value":"1"},"uuid":"%s"}}"""
                        .formatted(framework, value(update, "agent_id"), text(update, "uuid")));
            } while (RUNNING.contains(states.get(states.size() - 1)));
            send(connection, """
                    {"framework_id":{"value":"%s"},"type":"TEARDOWN"}""".formatted(framework));
            return states;
        }
    }

    private HttpRequest.Builder call(String json) {
        return HttpRequest.newBuilder(api)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private void send(Optional<String> connection, String json) throws IOException, InterruptedException {
        HttpRequest.Builder call = call(json);
        connection.ifPresent(id -> call.header("Mesos-Stream-Id", id));
        check(client.send(call.build(), HttpResponse.BodyHandlers.ofString()), 202);
    }

    private static void check(HttpResponse<?> answer, int status) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException("The master answers " + answer.statusCode());
        }
    }

    /** The next event of a type; each is preceded by its length and a line end. */
    private static String next(InputStream stream, String type) throws IOException {
        while (true) {
            ByteArrayOutputStream length = new ByteArrayOutputStream();
            for (int b = stream.read(); b != '\n'; b = stream.read()) {
                if (b < 0) {
                    throw new IOException("The master ended the connection.");
                }
                length.write(b);
            }
            int bytes = Integer.parseInt(length.toString(StandardCharsets.US_ASCII).strip());
            String event = new String(stream.readNBytes(bytes), StandardCharsets.UTF_8);
            if (event.contains("\"type\":\"" + type + "\"")) {
                return event;
            }
        }
    }

    private static String value(String json, String name) throws IOException {
        return found(json, "\"" + name + "\":\\{\"value\":\"([^\"]*)\"");
    }

    private static String text(String json, String name) throws IOException {
        return found(json, "\"" + name + "\":\"([^\"]*)\"").replace("\\/", "/");
    }

    private static String found(String json, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        if (!matcher.find()) {
            throw new IOException(pattern + " is not in " + json);
        }
        return matcher.group(1);
    }
}
