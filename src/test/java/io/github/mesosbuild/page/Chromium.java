package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Chromium without a window, driven by the <a href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>. */
final class Chromium implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final List<ConfigNode> events = new ArrayList<>();
    private final WebSocket socket;
    private int last;

    Chromium(Path directory) throws Exception {
        Path profile = Files.createDirectories(directory.resolve("profile"));
        ProcessBuilder builder = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("chromium.log").toFile());
        builder.environment().put("TMPDIR", directory.toString());
        process = builder.start();
        try {
            socket = http.newWebSocketBuilder()
                    .buildAsync(page(profile), new Listener())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            for (String domain : List.of("Page", "Runtime", "Log", "Network", "Accessibility")) {
                call(domain + ".enable", "");
            }
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private URI page(Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
                String port = Files.readAllLines(file).get(0);
                String list = http.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                for (ConfigNode target : Documents.json(list).list()) {
                    if (target.get("type").textOrEmpty().equals("page")) {
                        return URI.create(target.get("webSocketDebuggerUrl").textOrEmpty());
                    }
                }
            }
            Thread.sleep(100);
        }
        throw new IOException("Chromium offers no page to debug; see chromium.log");
    }

    /** Calls a method and returns its result. */
    ConfigNode call(String method, String parameters) throws Exception {
        int id = ++last;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + parameters + "}}", true)
                .join();
        while (true) {
            ConfigNode message = next(method);
            if (message.get("id").textOrEmpty().equals(String.valueOf(id))) {
                if (message.get("error").isPresent()) {
                    throw new IOException(
                            method + ": " + message.get("error").get("message").textOrEmpty());
                }
                return message.get("result");
            }
            events.add(message);
        }
    }

    private ConfigNode next(String waitingFor) throws InterruptedException, ConfigException, IOException {
        String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new IOException("Chromium does not answer: " + waitingFor);
        }
        return Documents.json(message);
    }

    /** Opens a page and waits until it is loaded. */
    void open(Path page) throws Exception {
        events.clear();
        call("Page.navigate", "\"url\":\"" + page.toUri() + "\"");
        while (events("Page.loadEventFired").isEmpty()) {
            events.add(next("load"));
        }
    }

    List<ConfigNode> events(String method) {
        return events.stream()
                .filter(event -> event.get("method").textOrEmpty().equals(method))
                .toList();
    }

    /** Evaluates an expression in the page and returns its value as text. */
    String evaluate(String expression) throws Exception {
        String quoted = expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        ConfigNode result = call(
                "Runtime.evaluate", "\"expression\":\"" + quoted + "\",\"returnByValue\":true,\"awaitPromise\":true");
        if (result.get("exceptionDetails").isPresent()) {
            throw new IOException(result.get("exceptionDetails")
                    .get("exception")
                    .get("description")
                    .textOrEmpty());
        }
        return result.get("result").get("value").textOrEmpty();
    }

    void scheme(String scheme) throws Exception {
        call(
                "Emulation.setEmulatedMedia",
                "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]");
    }

    void width(int pixels) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                "\"width\":" + pixels + ",\"height\":800,\"deviceScaleFactor\":1,\"mobile\":" + (pixels < 500));
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            part.append(data);
            if (isLast) {
                messages.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
