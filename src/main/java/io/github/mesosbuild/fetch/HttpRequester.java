package io.github.mesosbuild.fetch;

import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** Sends requests to servers, applying the rules for redirects, credentials and proxies, and translates failures. */
final class HttpRequester {
    private static final int MAXIMUM_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> ANSWERS = Set.of(200, 206, 412, 416);

    private static final String RETRY_AFTER = "Retry-After";

    private final OkHttpClient client;
    private final HttpSettings settings;
    private final BoundedSockets sockets = new BoundedSockets();
    private volatile boolean proxyRefused;

    /** Records how far a call got, which determines what a failure means. */
    private static final class Phase extends EventListener {
        private volatile boolean connected;

        @Override
        public void connectionAcquired(Call call, Connection connection) {
            connected = true;
        }
    }

    /**
     * The target of requests.
     *
     * @param source the source
     * @param stronglyPinned whether a pinned digest proves the content, so that plain HTTP is safe
     * @param deadline the time limit
     */
    record Target(Source.Remote source, boolean stronglyPinned, Deadline deadline) {}

    HttpRequester(OkHttpClient base, HttpSettings settings) {
        this.settings = settings;
        this.client = base.newBuilder()
                .dispatcher(new Dispatcher())
                .socketFactory(sockets)
                .retryOnConnectionFailure(false) // OkHttp would also repeat 408 and 503 without a wait
                // HTTP/1.0 servers close each connection silently, and OkHttp would try to reuse it.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1)) // ranges over a single HTTP/2 connection are not faster
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .proxySelector(new SettingsProxies())
                .proxyAuthenticator(this::answerProxy)
                .eventListenerFactory(call -> call.request().tag(Phase.class))
                .addNetworkInterceptor(HttpRequester::withReadableRetryAfter)
                .build();
    }

    /** OkHttp reads the header as an int and fails if it is larger. */
    private static Response withReadableRetryAfter(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.header(RETRY_AFTER, "").matches("\\d{9,}")
                ? response.newBuilder().header(RETRY_AFTER, "999999999").build()
                : response;
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
     * Requests a file.
     *
     * @param headers additional headers as alternating names and values
     * @return an answer with status 200, 206, 412 or 416
     * @throws FetchException if the server answers with another status or the request fails
     */
    HttpReply get(Target target, URI url, String... headers) throws FetchException, InterruptedException {
        URI at = url;
        Set<URI> seen = new HashSet<>();
        while (seen.add(at)) {
            HttpReply reply = once(target, "GET", at, headers);
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
                throw redirect(target, at, "redirected more than " + MAXIMUM_REDIRECTS + " times");
            }
            at = next(target, at, reply.header("Location"));
        }
        throw redirect(target, at, "redirected in a loop through " + Redactor.withoutUserInfo(at));
    }

    /** Requests a range of the source, or the complete file if it is no longer the same. */
    HttpReply getRange(Target target, ByteRange range, EntityValidator validator)
            throws FetchException, InterruptedException {
        return get(
                target,
                target.source().url(),
                "Range",
                "bytes=" + range.from() + "-" + (range.to() - 1),
                "If-Range",
                validator.value());
    }

    private URI next(Target target, URI from, String location) throws FetchException {
        HttpUrl base = HttpUrl.get(from);
        HttpUrl to = base == null || location == null ? null : base.resolve(location);
        if (to == null) {
            throw redirect(
                    target,
                    from,
                    "redirected to the unsupported URL '" + VisibleText.of(String.valueOf(location)) + "'");
        }
        if (base.isHttps() && !to.isHttps()) {
            throw new FetchException(
                            FetchException.Kind.INSECURE,
                            target.source(),
                            target.source() + " redirected from HTTPS to plain HTTP: "
                                    + Redactor.withoutUserInfo(to.uri()))
                    .at(to.uri());
        }
        return to.uri();
    }

    private static FetchException redirect(Target target, URI at, String problem) {
        return new FetchException(FetchException.Kind.REDIRECT, target.source(), target.source() + " " + problem)
                .at(at);
    }

    /**
     * Asks only whether a server answers, in whatever way.
     *
     * @throws FetchException if it does not, or if it must not be asked
     */
    void probe(Target target) throws FetchException, InterruptedException {
        once(target, "HEAD", target.source().url()).discard();
    }

    private HttpReply once(Target target, String method, URI url, String... headers)
            throws FetchException, InterruptedException {
        HttpUrl parsed = HttpUrl.get(url);
        if (parsed == null) {
            throw new FetchException(
                            FetchException.Kind.NOT_FOUND,
                            target.source(),
                            target.source() + " is not an HTTP or HTTPS URL")
                    .at(url);
        }
        if (!parsed.isHttps() && !target.stronglyPinned()) {
            throw new FetchException(
                            FetchException.Kind.INSECURE,
                            target.source(),
                            Redactor.withoutUserInfo(url)
                                    + " uses plain HTTP, where anyone can change the archive, and no SHA-256 or SHA-512"
                                    + " is pinned")
                    .at(url);
        }
        Phase phase = new Phase();
        Request.Builder request = new Request.Builder()
                .url(parsed)
                .method(method, null)
                .tag(Phase.class, phase)
                .header("User-Agent", settings.userAgent());
        server(target.source(), parsed).ifPresent(own -> introduce(own, request));
        request.header("Accept-Encoding", "identity");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        sockets.content();
        Call call = client.newCall(request.build());
        long left = Math.max(1, target.deadline().remaining().toMillis());
        call.timeout().timeout(left, TimeUnit.MILLISECONDS);
        return answer(target, url, call);
    }

    /** Waits for the head of an answer. OkHttp limits only the time of each read, which a server renews with every byte. */
    private HttpReply answer(Target target, URI url, Call call) throws FetchException, InterruptedException {
        Duration limit = settings.connectTimeout().plus(settings.readTimeout());
        CompletableFuture<Response> head =
                new CompletableFuture<Response>().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        head.whenComplete((response, late) -> {
            if (late != null) {
                call.cancel();
            }
        });
        try {
            Response response = call.execute();
            if (head.complete(response)) {
                return new HttpReply(this, target, url, call, BrokenAnswers.requireValidLength(target, url, response));
            }
            response.close();
        } catch (IOException e) {
            if (!head.isCompletedExceptionally()) {
                head.cancel(false);
                throw failed(target, url, call, e, false);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            head.cancel(false);
            throw BrokenAnswers.failure(target, url, String.valueOf(e.getMessage()), e);
        }
        throw new FetchException(
                        FetchException.Kind.STALLED,
                        target.source(),
                        Redactor.withoutUserInfo(url) + " did not complete the head of its answer in "
                                + Quantities.duration(limit))
                .at(url);
    }

    /** Returns the settings for the source's own server; they are never sent to another server after a redirect. */
    private Optional<HttpSettings.Server> server(Source.Remote source, HttpUrl url) {
        HttpUrl own = HttpUrl.get(source.url());
        boolean isOwn = own != null
                && own.scheme().equals(url.scheme())
                && own.host().equals(url.host())
                && own.port() == url.port();
        return source.serverId().filter(id -> isOwn).map(settings.servers()::get);
    }

    private static void introduce(HttpSettings.Server server, Request.Builder request) {
        server.credentials()
                .ifPresent(known -> request.header("Authorization", Credentials.basic(known.user(), known.password())));
        server.headers().forEach(request::header);
    }

    private FetchException failed(Target target, URI url, HttpReply reply) {
        int status = reply.status();
        FetchException.Kind kind = switch (status) {
            case 401, 403, 407 -> FetchException.Kind.REFUSED;
            case 404, 410 -> FetchException.Kind.NOT_FOUND;
            default -> FetchException.Kind.HTTP_STATUS;
        };
        String sentence = status == 407
                ? "The " + proxyFor(url) + " refused the request for " + Redactor.withoutUserInfo(url) + ": "
                        + reply.statusLine()
                : Redactor.withoutUserInfo(url) + " returned " + reply.statusLine();
        return new FetchException(kind, target.source(), sentence)
                .at(url)
                .answered(
                        status,
                        BackOff.parseRetryAfter(
                                reply.header(RETRY_AFTER), target.deadline().clock()));
    }

    /**
     * Translates the exception of a failed call.
     *
     * @param answered whether the server had started to answer
     */
    FetchException failed(Target target, URI url, Call call, IOException e, boolean answered)
            throws InterruptedException {
        Phase phase = call.request().tag(Phase.class);
        boolean connected = phase != null && phase.connected;
        String where = Redactor.withoutUserInfo(url);
        FetchException.Kind kind;
        String sentence;
        if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            kind = FetchException.Kind.TIME_OUT;
            sentence =
                    "Timed out after " + Quantities.duration(target.deadline().total()) + " while fetching " + where;
        } else if (!connected && proxyRefused && settings.proxyFor(url).isPresent()) {
            kind = FetchException.Kind.REFUSED;
            sentence = "The " + proxyFor(url) + " refused to connect to " + url.getHost()
                    + ": 407 Proxy Authentication Required";
        } else if (HttpReply.BrokenBodyException.isCauseOf(e)) {
            kind = FetchException.Kind.BROKEN_ANSWER;
            sentence = where + " sent an invalid answer: " + reason(e);
        } else if (e instanceof UnknownHostException) {
            kind = FetchException.Kind.DNS;
            sentence = settings.proxyFor(url).isPresent()
                    ? "Cannot resolve the host of the " + proxyFor(url) + " for " + where
                    : "Cannot resolve the host of " + where;
        } else if (e instanceof SSLException && !answered && !connected) {
            kind = FetchException.Kind.TLS;
            sentence = "Cannot establish a trusted TLS connection for " + where + ": " + reason(e);
        } else if (!connected) {
            kind = FetchException.Kind.CONNECT;
            sentence = settings.proxyFor(url).isPresent()
                    ? "Cannot reach the " + proxyFor(url) + " for " + where + ": " + reason(e)
                    : "Cannot reach " + where + ": " + reason(e);
        } else if (e instanceof SocketTimeoutException) {
            kind = FetchException.Kind.STALLED;
            sentence = where + " sent no data for " + Quantities.duration(settings.readTimeout());
        } else {
            kind = FetchException.Kind.CUT;
            sentence = (answered ? "Incomplete download of " : "No answer from ") + where + ": " + reason(e);
        }
        FetchException failure =
                new FetchException(kind, target.source(), sentence, e).at(url).duringAnswer(answered);
        return kind == FetchException.Kind.REFUSED ? failure.answered(407, null) : failure;
    }

    private String proxyFor(URI url) {
        return settings.proxyFor(url)
                .map(proxy -> "proxy " + proxy.host() + ":" + proxy.port())
                .orElse("proxy");
    }

    /** Returns the root cause, because OkHttp wraps "Connection refused" in a message about addresses. */
    private static String reason(IOException failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        return BrokenAnswers.words(root.getMessage());
    }

    /** Returns the minimum rate of a transfer, measured over the read timeout. */
    RateFloor floor(long bytesPerSecond, Clock clock, long total) {
        return new RateFloor(bytesPerSecond, settings.readTimeout(), clock, total);
    }

    void receivedContent() {
        sockets.content();
    }

    /** Cancels all calls that wait for an answer. {@link HttpReply#cancel} cancels those that have one. */
    void cancelAll() {
        client.dispatcher().cancelAll();
    }
}
