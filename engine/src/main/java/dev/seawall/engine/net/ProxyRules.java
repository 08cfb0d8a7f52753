package dev.seawall.engine.net;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY in either case, with the meaning curl and Go give them: NO_PROXY lists
 * hosts with all below them, addresses, networks ({@code 10.0.0.0/8}), or {@code *}. Loopback is never sent to a proxy.
 */
final class ProxyRules extends ProxySelector {
    private final @Nullable URI http;
    private final @Nullable URI https;
    private final List<String> direct;

    ProxyRules(RegistryOptions options) throws IOException {
        this.http = proxy(options, "http_proxy");
        this.https = proxy(options, "https_proxy");
        String none = variable(options, "no_proxy");
        this.direct = none == null
                ? List.of()
                : List.of(none.toLowerCase(Locale.ROOT).strip().split("[,\\s]+"));
    }

    private static @Nullable String variable(RegistryOptions options, String name) {
        String lower = options.variable(name);
        return lower != null ? lower : options.variable(name.toUpperCase(Locale.ROOT));
    }

    private static @Nullable URI proxy(RegistryOptions options, String name) throws IOException {
        String specific = variable(options, name);
        String text = specific != null ? specific : variable(options, "all_proxy");
        if (text == null) {
            return null;
        }
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null && "http".equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the variable " + name + " is no URL", e);
        }
        throw new IOException("the variable " + name + " names a proxy that is not spoken to over http://");
    }

    /** True where some proxy wants a user name. */
    boolean hasLogin() {
        return login(http) != null || login(https) != null;
    }

    /** Answers the proxies' questions, never the servers'. */
    Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                if (getRequestorType() != RequestorType.PROXY) {
                    return null;
                }
                URI proxy = http != null && isAt(http, getRequestingHost(), getRequestingPort()) ? http : https;
                return login(proxy);
            }
        };
    }

    private static boolean isAt(URI proxy, @Nullable String host, int port) {
        return proxy.getHost().equalsIgnoreCase(host) && port(proxy) == port;
    }

    private static @Nullable PasswordAuthentication login(@Nullable URI proxy) {
        String info = proxy == null ? null : proxy.getRawUserInfo();
        if (info == null) {
            return null;
        }
        String[] pair = info.split(":", 2);
        String password = pair.length < 2 ? "" : URLDecoder.decode(pair[1].replace("+", "%2B"), StandardCharsets.UTF_8);
        String user = URLDecoder.decode(pair[0].replace("+", "%2B"), StandardCharsets.UTF_8);
        return new PasswordAuthentication(user, password.toCharArray());
    }

    private static int port(URI proxy) {
        return proxy.getPort() < 0 ? 80 : proxy.getPort();
    }

    @Override
    public List<Proxy> select(URI uri) {
        URI proxy = "https".equals(uri.getScheme()) ? https : http;
        if (proxy == null || uri.getHost() == null || isDirect(uri)) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))));
    }

    private boolean isDirect(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return Hosts.isLoopback(host) || direct.stream().anyMatch(rule -> matches(rule, host, port));
    }

    private static boolean matches(String rule, String host, int port) {
        if (rule.isEmpty() || rule.equals("*")) {
            return rule.equals("*");
        }
        if (rule.indexOf('/') > 0) {
            return Hosts.isInNetwork(host, rule);
        }
        int colon = rule.lastIndexOf(':');
        boolean withPort = colon > 0 && rule.indexOf(':') == colon;
        if (withPort && !rule.substring(colon + 1).equals(String.valueOf(port))) {
            return false;
        }
        String name = withPort ? rule.substring(0, colon) : rule;
        String domain = name.startsWith("*.") ? name.substring(1) : name;
        return domain.startsWith(".")
                ? host.endsWith(domain) || host.equals(domain.substring(1))
                : host.equals(domain) || host.endsWith("." + domain);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // nothing to learn: there is one proxy, and the request fails with this very exception
    }
}
