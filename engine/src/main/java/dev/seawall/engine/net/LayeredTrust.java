package dev.seawall.engine.net;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what the JDK trusts and, only where that is not enough, the authorities of further PEM files. They are read
 * when first needed: a system bundle costs tens of milliseconds that most runs never have to spend.
 */
final class LayeredTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager first;
    private final List<Path> files;
    private @Nullable X509ExtendedTrustManager second;

    LayeredTrust(List<Path> files) throws IOException {
        this.first = manager(null);
        this.files = List.copyOf(files);
    }

    static X509ExtendedTrustManager manager(@Nullable KeyStore authorities) throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the trusted certificates cannot be used: " + e.getMessage(), e);
        }
        throw new IOException("this JDK cannot check certificates");
    }

    /** The authorities of PEM text; the name is for errors. */
    static KeyStore authorities(byte[] content, String name) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : PemFiles.certificates(content, name)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("the authorities of " + name + " cannot be used: " + e.getMessage(), e);
        }
    }

    static KeyStore authorities(List<Path> files) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Path file : files) {
                if (Files.isReadable(file)) {
                    for (Certificate certificate : PemFiles.certificates(file)) {
                        store.setCertificateEntry("ca-" + number++, certificate);
                    }
                }
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("the trusted certificates cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized X509ExtendedTrustManager second(CertificateException refused) throws CertificateException {
        if (files.stream().noneMatch(Files::isReadable)) {
            throw refused;
        }
        if (second == null) {
            try {
                second = manager(authorities(files));
            } catch (IOException e) {
                throw new CertificateException(e.getMessage(), e);
            }
        }
        return second;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            first.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            second(e).checkServerTrusted(chain, type, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        try {
            first.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            second(e).checkServerTrusted(chain, type, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        try {
            first.checkServerTrusted(chain, type);
        } catch (CertificateException e) {
            second(e).checkServerTrusted(chain, type);
        }
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
        return first.getAcceptedIssuers();
    }
}
