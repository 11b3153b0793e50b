package io.github.mesosbuild.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Creates directories on a WebDAV server (RFC 4918, 9.3). Maven's own clients do that since 3.9; Wagon, which Maven 3.8 and the Maven of
 * Debian use, does not.
 */
public final class WebDavDirectories {
    private static final int CREATED = 201;

    /** RFC 4918, 9.3.1: something with that name exists. */
    private static final int EXISTS = 405;

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    private final String base;
    private final Optional<String> authorization;
    private final Optional<InetSocketAddress> proxy;

    /**
     * Creates a client.
     *
     * @param base the URL of a directory that exists
     * @param authorization the header of that name (RFC 9110, 11.6.2)
     * @param proxy the HTTP proxy
     */
    public WebDavDirectories(String base, Optional<String> authorization, Optional<InetSocketAddress> proxy) {
        this.base = base.replaceFirst("/+$", "");
        this.authorization = authorization;
        this.proxy = proxy;
    }

    /**
     * Creates the directories that the server lacks.
     *
     * @param path their names below the base, separated by slashes
     * @return whether a directory was created; false too if the server has no WebDAV, or does not answer
     */
    public boolean create(String path) {
        if (!base.matches("(?i)https?://.*")) {
            return false;
        }
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder().connectTimeout(CONNECTING).callTimeout(ANSWERING);
        proxy.ifPresent(address -> builder.proxy(new Proxy(Proxy.Type.HTTP, address)));
        OkHttpClient client = builder.build();
        boolean created = false;
        StringBuilder url = new StringBuilder(base);
        try {
            for (String name : path.split("/")) {
                url.append('/').append(name);
                Request.Builder request = new Request.Builder().url(url + "/").method("MKCOL", null);
                authorization.ifPresent(value -> request.header("Authorization", value));
                try (Response response = client.newCall(request.build()).execute()) {
                    if (response.code() != CREATED && response.code() != EXISTS) {
                        return created;
                    }
                    created |= response.code() == CREATED;
                }
            }
            return created;
        } catch (IOException | IllegalArgumentException noWebDav) {
            // The upload is tried again all the same, and its own failure tells more.
            return created;
        } finally {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
