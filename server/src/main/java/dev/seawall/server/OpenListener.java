package dev.seawall.server;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.ListenAddress;
import dev.seawall.server.module.Listener;
import dev.seawall.server.tls.ServerTls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.common.tls.TlsConfig;
import io.helidon.webserver.WebServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/**
 * A listener that answers.
 *
 * @param url where, with the port it really has
 */
record OpenListener(String name, String url, int port, Closeable closing) {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(5);

    /** @throws SeawallException where the address cannot be had */
    static OpenListener open(Listener listener, ListenAddress address, ServerTls tls) {
        try {
            return switch (listener) {
                case Listener.Http http -> open(http, address, tls);
                case Listener.Raw raw -> open(raw, address, tls);
            };
        } catch (IOException | RuntimeException e) {
            throw new SeawallException(
                    "listen on " + address.authority() + " as " + address.name(),
                    reason(e),
                    "Free the address or name another with --listen " + address.name() + "=HOST:PORT",
                    e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static OpenListener open(Listener.Raw raw, ListenAddress address, ServerTls tls) throws IOException {
        Listener.Open open = raw.opener().open(new InetSocketAddress(address.host(), address.port()), tls);
        ListenAddress real = new ListenAddress(address.name(), address.host(), open.port());
        return new OpenListener(raw.name(), raw.scheme() + "://" + real.authority(), open.port(), open);
    }

    private static OpenListener open(Listener.Http http, ListenAddress address, ServerTls tls) throws IOException {
        var builder = WebServer.builder()
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .host(address.host())
                .port(address.port())
                .maxPayloadSize(http.largestBodyBytes())
                .idleConnectionTimeout(IDLE)
                .shutdownGracePeriod(GRACE)
                .routing(http.routes());
        if (tls.isOn()) {
            builder.tls(tls(http.clients(), tls));
        }
        WebServer server = builder.build().start();
        if (!server.isRunning()) {
            throw new IOException(whyNot(address));
        }
        ListenAddress real = new ListenAddress(address.name(), address.host(), server.port());
        String url = (tls.isOn() ? "https://" : "http://") + real.authority();
        return new OpenListener(http.name(), url, server.port(), server::stop);
    }

    /** Helidon logs why it could not bind, and throws nothing. */
    private static String whyNot(ListenAddress address) throws IOException {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address.host(), address.port()));
            return "the address was taken";
        }
    }

    private static TlsConfig tls(Listener.Clients clients, ServerTls tls) {
        boolean any = clients == Listener.Clients.ANY_CERTIFICATE;
        return TlsConfig.builder()
                .sslContext(any ? tls.contextForAnyClient() : tls.context())
                .clientAuth(clients == Listener.Clients.ANONYMOUS ? TlsClientAuth.NONE : TlsClientAuth.OPTIONAL)
                .addEnabledProtocol("TLSv1.3")
                .addEnabledProtocol("TLSv1.2")
                .buildPrototype();
    }

    void close() throws IOException {
        closing.close();
    }
}
