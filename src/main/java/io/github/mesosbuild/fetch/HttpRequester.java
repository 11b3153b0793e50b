package io.github.mesosbuild.fetch;

import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** Asks servers: redirects, credentials and proxies by our rules, and failures in our terms. */
final class HttpRequester {
    private static final int MAXIMUM_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> ANSWERS = Set.of(200, 206, 412, 416);

    private final OkHttpClient client;
    private final HttpSettings settings;
    private volatile boolean proxyRefused;

    /** How far a call came; decides what a failure means. */
    private static final class Phase extends EventListener {
        private volatile boolean connected;

        @Override
        public void connectionAcquired(Call call, Connection connection) {
            connected = true;
        }
    }

    /**
     * Whom to ask, and what is at stake.
     *
     * @param stronglyPinned whether the answer is proved by a digest that somebody vouched for, however it travels
     */
    record Target(Source.Remote source, boolean stronglyPinned, Deadline deadline) {}

    HttpRequester(OkHttpClient base, HttpSettings settings) {
        this.settings = settings;
        this.client = base.newBuilder()
                .dispatcher(new Dispatcher())
                .retryOnConnectionFailure(false) // okhttp would repeat 408 and 503 too, without a wait
                // A server of HTTP/1.0 closes each connection without saying so, and okhttp would use it once more.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1)) // ranges on one HTTP/2 connection would not be faster
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .proxySelector(new SettingsProxies())
                .proxyAuthenticator(this::answerProxy)
                .eventListenerFactory(call -> call.request().tag(Phase.class))
                .build();
    }

    private final class SettingsProxies extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(settings.proxyFor(uri)
                    .map(proxy ->
                            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                    .orElse(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }

    private Request answerProxy(Route route, Response response) {
        Optional<HttpSettings.Credentials> credentials =
                settings.proxyFor(response.request().url().uri()).flatMap(HttpSettings.ProxyServer::credentials);
        if (credentials.isEmpty() || response.request().header("Proxy-Authorization") != null) {
            proxyRefused = true;
            return null;
        }
        String basic =
                Credentials.basic(credentials.get().user(), credentials.get().password());
        return response.request()
                .newBuilder()
                .header("Proxy-Authorization", basic)
                .build();
    }

    /**
     * Asks for a file. Answers with status 200, 206, 412 and 416 come back; every other one is thrown.
     *
     * @param headers name and value in turn, sent beside our own
     */
    HttpReply get(Target target, URI url, String... headers) throws FetchException, InterruptedException {
        URI at = url;
        Set<URI> seen = new HashSet<>();
        while (seen.add(at)) {
            HttpReply reply = once(target, at, headers);
            int status = reply.status();
            if (!REDIRECTS.contains(status)) {
                if (ANSWERS.contains(status)) {
                    return reply;
                }
                reply.close();
                throw failed(target, at, reply);
            }
            reply.close();
            if (seen.size() > MAXIMUM_REDIRECTS) {
                throw redirect(target, at, "redirects more than " + MAXIMUM_REDIRECTS + " times");
            }
            at = next(target, at, reply.header("Location"));
        }
        throw redirect(target, at, "redirects in a circle through " + Source.withoutUserInfo(at));
    }

    private URI next(Target target, URI from, String location) throws FetchException {
        HttpUrl base = HttpUrl.get(from);
        HttpUrl to = base == null || location == null ? null : base.resolve(location);
        if (to == null) {
            throw redirect(target, from, "redirects to '" + location + "', where nothing can be fetched");
        }
        if (base.isHttps() && !to.isHttps()) {
            throw new FetchException(
                            FetchException.Kind.INSECURE,
                            target.source(),
                            target.source() + " redirects from HTTPS to plain HTTP, to "
                                    + Source.withoutUserInfo(to.uri()))
                    .at(to.uri());
        }
        return to.uri();
    }

    private static FetchException redirect(Target target, URI at, String what) {
        return new FetchException(FetchException.Kind.REDIRECT, target.source(), target.source() + " " + what).at(at);
    }

    private HttpReply once(Target target, URI url, String... headers) throws FetchException, InterruptedException {
        HttpUrl parsed = HttpUrl.get(url);
        if (parsed == null) {
            throw new FetchException(
                            FetchException.Kind.NOT_FOUND, target.source(), target.source() + " is not an HTTP address")
                    .at(url);
        }
        if (!parsed.isHttps() && !target.stronglyPinned()) {
            throw new FetchException(
                            FetchException.Kind.INSECURE,
                            target.source(),
                            Source.withoutUserInfo(url)
                                    + " is plain HTTP, on which anybody can change the archive, and no SHA-256 or SHA-512"
                                    + " is pinned")
                    .at(url);
        }
        Phase phase = new Phase();
        Request.Builder request = new Request.Builder()
                .url(parsed)
                .tag(Phase.class, phase)
                .header("User-Agent", settings.userAgent())
                .header("Accept-Encoding", "identity");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        credentials(target.source(), parsed).ifPresent(basic -> request.header("Authorization", basic));
        Call call = client.newCall(request.build());
        long left = Math.max(1, target.deadline().remaining().toMillis());
        call.timeout().timeout(left, TimeUnit.MILLISECONDS);
        try {
            return new HttpReply(this, target, url, call, call.execute());
        } catch (IOException e) {
            throw failed(target, url, call, e, false);
        }
    }

    /** Only for the place that the user named them for, so never after a redirect to another. */
    private Optional<String> credentials(Source.Remote source, HttpUrl url) {
        HttpUrl own = HttpUrl.get(source.url());
        boolean isOwn = own != null
                && own.scheme().equals(url.scheme())
                && own.host().equals(url.host())
                && own.port() == url.port();
        return source.serverId()
                .filter(id -> isOwn)
                .map(settings.credentials()::get)
                .map(known -> Credentials.basic(known.user(), known.password()));
    }

    private FetchException failed(Target target, URI url, HttpReply reply) {
        int status = reply.status();
        FetchException.Kind kind = switch (status) {
            case 401, 403, 407 -> FetchException.Kind.REFUSED;
            case 404, 410 -> FetchException.Kind.NOT_FOUND;
            default -> FetchException.Kind.HTTP_STATUS;
        };
        String sentence = status == 407
                ? "The proxy for " + url.getHost() + " refuses to fetch " + Source.withoutUserInfo(url)
                        + " (status 407)"
                : Source.withoutUserInfo(url) + " answers with status " + status
                        + (reply.reason().isBlank() ? "" : " (" + reply.reason() + ")");
        return new FetchException(kind, target.source(), sentence)
                .at(url)
                .answered(
                        status,
                        BackOff.parseRetryAfter(
                                reply.header("Retry-After"), target.deadline().clock()));
    }

    /**
     * Says in our terms what a failed call means.
     *
     * @param answered whether the server had begun to answer
     */
    FetchException failed(Target target, URI url, Call call, IOException e, boolean answered)
            throws InterruptedException {
        Phase phase = call.request().tag(Phase.class);
        boolean connected = phase != null && phase.connected;
        String where = Source.withoutUserInfo(url);
        FetchException.Kind kind;
        String sentence;
        if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            kind = FetchException.Kind.TIME_OUT;
            sentence = where + " could not be fetched within "
                    + Quantities.duration(target.deadline().total());
        } else if (!connected && proxyRefused && settings.proxyFor(url).isPresent()) {
            kind = FetchException.Kind.REFUSED;
            sentence = "The proxy for " + url.getHost() + " refuses to connect to it (status 407)";
        } else if (e instanceof UnknownHostException) {
            kind = FetchException.Kind.DNS;
            sentence = "No address is known for a host on the way to " + where + ": " + e.getMessage();
        } else if (e instanceof SSLException && !answered && !connected) {
            kind = FetchException.Kind.TLS;
            sentence = "No trusted TLS connection to " + where + ": " + e.getMessage();
        } else if (!connected) {
            kind = FetchException.Kind.CONNECT;
            sentence = "No connection to " + where + ": " + e.getMessage();
        } else if (e instanceof SocketTimeoutException) {
            kind = FetchException.Kind.STALLED;
            sentence = where + " sent nothing for " + Quantities.duration(settings.readTimeout());
        } else {
            kind = FetchException.Kind.CUT;
            sentence = where + (answered ? " ended before the file did: " : " did not answer: ") + e.getMessage();
        }
        FetchException failure = new FetchException(kind, target.source(), sentence, e).at(url);
        return kind == FetchException.Kind.REFUSED ? failure.answered(407, null) : failure;
    }

    /** Gives up all calls that wait for an answer; those that have one are given up by {@link HttpReply#cancel}. */
    void cancelAll() {
        client.dispatcher().cancelAll();
    }
}
