package dev.seawall.server.module;

import dev.seawall.server.tls.ServerTls;
import io.helidon.webserver.http.HttpRouting;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** A port of the server that a module answers on. */
public sealed interface Listener {
    /** As {@code --listen NAME=HOST:PORT} names it. */
    String name();

    /** Where it opens on 127.0.0.1 unless the user says otherwise. */
    int defaultPort();

    /** Which certificates a listener asks its clients for. */
    enum Clients {
        /** None. */
        ANONYMOUS,
        /** One of the server's own authority, if the client has one; a request may come without. */
        OWN_CERTIFICATE,
        /** Any the client likes to show, checked by the module alone: TLS proves only that the client has the key. */
        ANY_CERTIFICATE
    }

    /**
     * HTTP, or HTTPS unless TLS is off.
     *
     * @param clients which certificates clients are asked for
     * @param largestBodyBytes longer requests are answered 413; -1 for any length
     * @param routes asked once, after the module's start; a client's certificates are in
     *     {@code request.remotePeer().tlsCertificates()}
     */
    record Http(
            String name, int defaultPort, Clients clients, long largestBodyBytes, Consumer<HttpRouting.Builder> routes)
            implements Listener {}

    /**
     * Anything else over TCP or UDP; the module reads its own sockets.
     *
     * @param scheme as the line that says it is ready shows it, for example {@code udp}
     */
    record Raw(String name, int defaultPort, String scheme, Opener opener) implements Listener {}

    /** Opens a raw listener. */
    @FunctionalInterface
    interface Opener {
        /**
         * @param tls of the server, for protocols that are encrypted by themselves
         * @throws IOException where the address is taken
         */
        Open open(InetSocketAddress address, ServerTls tls) throws IOException;
    }

    /** A raw listener at work. */
    interface Open extends Closeable {
        /** The port it really has. */
        int port();

        /** Stops taking anything new; what is being read may be read to its end. */
        @Override
        void close() throws IOException;
    }
}
