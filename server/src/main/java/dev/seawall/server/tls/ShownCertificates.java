package dev.seawall.server.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets any client certificate through the handshake, which proves only that the client holds its key; whom it belongs
 * to and who vouches for it is decided by the module that reads it. Servers are never trusted by this.
 */
final class ShownCertificates extends X509ExtendedTrustManager {
    private final X509Certificate[] hint;

    /** @param hint authorities named to the client, so that it need not offer others; none for any */
    ShownCertificates(X509Certificate... hint) {
        this.hint = hint.clone();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        require(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        require(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        require(chain);
    }

    private static void require(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || chain.length > 10) {
            throw new CertificateException("a chain of " + chain.length + " certificates is not read");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this side is the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return hint.clone();
    }
}
