package dev.seawall.server.logs.receive;

import dev.seawall.server.module.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A port whose connections are each read by a thread of their own. */
public final class TcpPort implements Listener.Open {
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int IDLE_MILLIS = 30 * 60 * 1_000;

    private final ServerSocket socket;
    private final Talk talk;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What is said in a connection. */
    @FunctionalInterface
    public interface Talk {
        /** Reads to the end; the connection is closed afterwards, whatever happens. */
        void run(Socket socket) throws IOException, InterruptedException;
    }

    private TcpPort(ServerSocket socket, Talk talk) {
        this.socket = socket;
        this.talk = talk;
    }

    /** Opens a port. */
    public static Listener.Open open(InetSocketAddress address, @Nullable SSLContext tls, Talk talk)
            throws IOException {
        ServerSocket socket =
                tls == null ? new ServerSocket() : tls.getServerSocketFactory().createServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        TcpPort port = new TcpPort(socket, talk);
        Thread.ofVirtual().name("logs-tcp").start(port::accept);
        return port;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                if (open.size() >= MOST_CONNECTIONS) {
                    client.close();
                } else {
                    open.add(client);
                    Thread.ofVirtual().name("logs-tcp-client").start(() -> talk(client));
                }
            } catch (IOException e) {
                // closed, or a client that went away before it was let in
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            client.setSoTimeout(IDLE_MILLIS);
            talk.run(client);
        } catch (IOException | RuntimeException e) {
            // the sender sees its connection end and sends again what it is not sure of
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
