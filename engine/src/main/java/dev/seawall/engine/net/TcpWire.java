package dev.seawall.engine.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A TCP connection, with TLS where the endpoint has certificates. */
final class TcpWire implements Wire {
    private final Socket socket;

    private TcpWire(Socket socket) {
        this.socket = socket;
    }

    static TcpWire open(DaemonEndpoint.TcpPort endpoint, RegistryOptions options) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(
                    new InetSocketAddress(endpoint.host(), endpoint.port()),
                    Math.toIntExact(options.connectTimeout().toMillis()));
            plain.setSoTimeout(Math.toIntExact(options.idleTimeout().toMillis()));
            return new TcpWire(endpoint.certificates() == null ? plain : secured(plain, endpoint));
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, DaemonEndpoint.TcpPort endpoint) throws IOException {
        SSLSocket socket = (SSLSocket) TlsSettings.ofDaemon(endpoint.certificates())
                .getSocketFactory()
                .createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    @Override
    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
