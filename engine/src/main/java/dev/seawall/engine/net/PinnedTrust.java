package dev.seawall.engine.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one authority known by its digest alone, which the server sends along in its chain; other chains are checked as
 * the JDK does. For the first contact of an agent, whose enrolment token carries the digest.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final String sha256;
    private final X509ExtendedTrustManager others;

    /** @param sha256 of the authority's certificate, hexadecimal in small letters */
    PinnedTrust(String sha256) throws IOException {
        this.sha256 = sha256;
        this.others = LayeredTrust.manager(null);
    }

    private X509ExtendedTrustManager manager(X509Certificate[] chain) throws CertificateException {
        try {
            for (X509Certificate certificate : chain) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
                if (HexFormat.of().formatHex(digest).equals(sha256)) {
                    KeyStore store = KeyStore.getInstance("PKCS12");
                    store.load(null, null);
                    store.setCertificateEntry("pinned", certificate);
                    return LayeredTrust.manager(store);
                }
            }
            return others;
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the pinned authority cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        manager(chain).checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        manager(chain).checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        manager(chain).checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("clients are not judged here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("clients are not judged here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("clients are not judged here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return others.getAcceptedIssuers();
    }
}
