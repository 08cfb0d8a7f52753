package dev.seawall.engine.net;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Looks at how a server speaks TLS: old versions it would still accept, and its certificate. */
public final class TlsProbe {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int HANDSHAKE = 22;
    /** Suites that servers of the old versions have, by their numbers. */
    private static final int[] SUITES = {0xc013, 0xc014, 0xc009, 0xc00a, 0x002f, 0x0035, 0x000a};

    private TlsProbe() {}

    /**
     * Whether a handshake of an old version would go on. The JDK refuses these versions itself, so the first message
     * is written here and only the kind of answer is looked at.
     *
     * @param minor 1 for TLS 1.0, 2 for TLS 1.1
     */
    public static boolean accepts(String host, int port, int minor) throws IOException {
        try (Socket socket = connected(host, port)) {
            socket.getOutputStream().write(hello(host, minor));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            byte[] head = in.readNBytes(11);
            return head.length == 11 && head[0] == HANDSHAKE && head[5] == 2 && head[9] == 3 && head[10] == minor;
        }
    }

    private static Socket connected(String host, int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static byte[] hello(String host, int minor) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.write(new byte[] {3, (byte) minor});
        out.write(new byte[32]);
        out.writeByte(0);
        out.writeShort(SUITES.length * 2);
        for (int suite : SUITES) {
            out.writeShort(suite);
        }
        out.write(new byte[] {1, 0});
        byte[] extensions = extensions(host);
        out.writeShort(extensions.length);
        out.write(extensions);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        DataOutputStream wrapped = new DataOutputStream(record);
        wrapped.write(new byte[] {HANDSHAKE, 3, 1});
        wrapped.writeShort(body.size() + 4);
        wrapped.writeInt((1 << 24) | body.size());
        wrapped.write(body.toByteArray());
        return record.toByteArray();
    }

    /** Server name where it is one, elliptic curves, point formats. */
    private static byte[] extensions(String host) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (!host.matches("[0-9.]+|.*:.*")) {
            byte[] name = host.getBytes(StandardCharsets.US_ASCII);
            out.writeShort(0);
            out.writeShort(name.length + 5);
            out.writeShort(name.length + 3);
            out.writeByte(0);
            out.writeShort(name.length);
            out.write(name);
        }
        out.write(new byte[] {0, 10, 0, 6, 0, 4, 0, 23, 0, 24, 0, 11, 0, 2, 1, 0});
        return bytes.toByteArray();
    }

    /** The server's own certificate, whether or not it is any good. */
    public static X509Certificate certificate(String host, int port) throws IOException {
        try (SSLSocket socket = secured(host, port, new TrustManager[] {new AnyCertificate()}, false)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** Why clients refuse the certificate, empty where they accept it; the system's authorities count. */
    public static String refusal(String host, int port) {
        try (SSLSocket socket = secured(host, port, null, true)) {
            return socket.isConnected() ? "" : "not connected";
        } catch (IOException e) {
            return PrintableText.of(String.valueOf(e.getMessage()));
        }
    }

    private static SSLSocket secured(String host, int port, TrustManager @Nullable [] trust, boolean named)
            throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust == null ? new TrustManager[] {LayeredTrust.manager(null)} : trust, null);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(connected(host, port), host, port, true);
            if (named) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
