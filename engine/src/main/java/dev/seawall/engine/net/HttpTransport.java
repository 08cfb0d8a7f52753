package dev.seawall.engine.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over the JDK's client: proxies, certificates per host, redirects without credentials, retries with
 * growing pauses. HTTP/1.1 only, so that a large layer has a connection to itself and breaks alone.
 */
final class HttpTransport implements Closeable {
    private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";
    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> TEMPORARY = Set.of(429, 500, 502, 503, 504);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    static {
        // the JDK sends no password to proxies for tunnels unless told so before its first client is made
        if (System.getProperty(TUNNEL_SCHEMES) == null) {
            System.setProperty(TUNNEL_SCHEMES, "");
        }
    }

    private final RegistryOptions options;
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

    HttpTransport(RegistryOptions options) {
        this.options = options;
    }

    /** True where the user, or the loopback rule, allows plain HTTP for this host. */
    boolean mayBePlain(String host) {
        return isInsecure(host) || Hosts.isLoopback(Hosts.withoutPort(host));
    }

    private boolean isInsecure(String host) {
        return options.insecureRegistries().contains(host);
    }

    /**
     * Sends a request and follows redirects of reads. Temporary failures are tried again.
     *
     * @throws IOException where there is no answer at all; any status is an answer
     */
    HttpAnswer send(HttpCall call) throws IOException {
        for (int attempt = 0; ; attempt++) {
            boolean last = attempt >= options.retries();
            try {
                HttpAnswer answer = follow(call);
                if (last || !TEMPORARY.contains(answer.status())) {
                    return answer;
                }
                String wait = answer.header("Retry-After");
                answer.close();
                pause(attempt, wait);
            } catch (IOException e) {
                if (last || isFinal(e)) {
                    throw e;
                }
                pause(attempt, "");
            }
        }
    }

    /** What will not be better in a second: nobody listens, no such name, no trust, no answer in time. */
    private static boolean isFinal(IOException e) {
        return e instanceof ConnectException
                || e instanceof SSLException
                || e instanceof HttpTimeoutException
                || e instanceof RefusedException
                || Thread.currentThread().isInterrupted();
    }

    /** Waits before the next try: as long as the server asks, else twice as long each time. */
    void pause(int attempt, String retryAfter) throws IOException {
        Duration wait = retryAfter.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Integer.parseInt(retryAfter))
                : FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
        try {
            options.pause().rest(wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting to try again", e);
        }
    }

    /** One exchange: no redirect followed, nothing tried again. */
    HttpAnswer probe(HttpCall call) throws IOException {
        return exchange(call);
    }

    private HttpAnswer follow(HttpCall first) throws IOException {
        HttpCall call = first;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            HttpAnswer answer = exchange(call);
            if (!call.isRead() || !REDIRECTS.contains(answer.status())) {
                return answer;
            }
            String location = answer.header("Location");
            answer.close();
            call = redirected(call, location);
        }
        throw new RefusedException(first.uri().getAuthority() + " redirects more than " + MAX_REDIRECTS + " times");
    }

    private HttpCall redirected(HttpCall call, String location) throws IOException {
        URI target = resolve(call.uri(), location);
        if (target.getAuthority().equals(call.uri().getAuthority())
                && target.getScheme().equals(call.uri().getScheme())) {
            return call.to(target, call.host());
        }
        boolean plain = target.getScheme().equals("http");
        if (plain && call.uri().getScheme().equals("https") && !mayBePlain(target.getAuthority())) {
            throw new RefusedException(call.uri().getAuthority() + " redirects from https to plain http");
        }
        return call.to(target, target.getAuthority()).without("Authorization");
    }

    /** An absolute http or https URI from a Location or Link header. */
    static URI resolve(URI base, String location) throws IOException {
        try {
            URI target = base.resolve(location);
            boolean web = "https".equals(target.getScheme()) || "http".equals(target.getScheme());
            if (!location.isEmpty() && web && target.getHost() != null && target.getUserInfo() == null) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException(base.getAuthority() + " sent a malformed address");
        }
        throw new RefusedException(base.getAuthority() + " redirects to something that is no web address");
    }

    private HttpAnswer exchange(HttpCall call) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .timeout(options.idleTimeout())
                .header("User-Agent", "seawall");
        call.headers().forEach(request::header);
        HttpCall.Body body = call.body();
        request.method(call.method(), body == null ? BodyPublishers.noBody() : body.open());
        try {
            HttpResponse<InputStream> response =
                    client(call.host()).send(request.build(), info -> new StreamedBody(options.idleTimeout()));
            return answer(response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + call.uri().getAuthority(), e);
        } catch (IOException e) {
            throw explained(call, e);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("the address " + call.uri() + " cannot be asked: " + e.getMessage());
        }
    }

    /** A proxy's refusal of a tunnel comes without a body stream. */
    private static HttpAnswer answer(HttpResponse<@Nullable InputStream> response) throws IOException {
        InputStream body = response.body();
        if (response.statusCode() == 407) {
            throw new RefusedException("the proxy wants a login or refuses the one given");
        }
        InputStream content = body == null ? InputStream.nullInputStream() : body;
        return new HttpAnswer(response.statusCode(), response.headers(), content, response.uri());
    }

    /** The JDK leaves many of these without a text. */
    private static IOException explained(HttpCall call, IOException e) {
        String host = call.uri().getAuthority();
        return switch (e) {
            case HttpTimeoutException timeout -> timeout(host, timeout);
            case ConnectException refused -> connect(host, refused);
            case SSLException tls ->
                new SSLException(
                        "the certificate or TLS of " + host + " is not accepted (" + tls.getMessage() + ")", tls);
            default ->
                new IOException(
                        "the connection to " + host + " broke (" + PrintableText.of(String.valueOf(e.getMessage()))
                                + ")",
                        e);
        };
    }

    private static IOException timeout(String host, HttpTimeoutException e) {
        HttpTimeoutException out = new HttpTimeoutException(host + " does not answer in time");
        out.initCause(e);
        return out;
    }

    private static IOException connect(String host, ConnectException e) {
        @Nullable Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root instanceof UnresolvedAddressException
                ? "no such host"
                : root.getMessage() == null ? "connection refused" : root.getMessage();
        ConnectException out = new ConnectException("cannot connect to " + host + " (" + why + ")");
        out.initCause(e);
        return out;
    }

    private HttpClient client(String host) throws IOException {
        HttpClient known = clients.get(host);
        if (known != null) {
            return known;
        }
        ProxyRules proxies = new ProxyRules(options);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(options.connectTimeout())
                .proxy(proxies)
                .sslContext(TlsSettings.ofHost(host, isInsecure(host), options));
        if (proxies.hasLogin()) {
            builder.authenticator(proxies.authenticator());
        }
        HttpClient fresh = builder.build();
        HttpClient raced = clients.putIfAbsent(host, fresh);
        return raced == null ? fresh : raced;
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        clients.clear();
    }
}
