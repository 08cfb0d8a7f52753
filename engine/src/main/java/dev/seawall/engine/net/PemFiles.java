package dev.seawall.engine.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and private keys from PEM files. */
final class PemFiles {
    private PemFiles() {}

    static List<Certificate> certificates(Path file) throws IOException {
        return certificates(Files.readAllBytes(file), file.toString());
    }

    /** @param name of what holds them, for errors */
    static List<Certificate> certificates(byte[] content, String name) throws IOException {
        try {
            return new ArrayList<>(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content)));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate file " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A key manager that shows this certificate chain. */
    static KeyManager[] identity(Path certificate, Path key) throws IOException {
        return identity(Files.readAllBytes(certificate), Files.readAllBytes(key), certificate.toString());
    }

    /** As {@link #identity(Path, Path)}, of PEM text; the name is for errors. */
    static KeyManager[] identity(byte[] certificate, byte[] key, String name) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = certificates(certificate, name).toArray(Certificate[]::new);
            store.setKeyEntry("client", privateKey(key, name), new char[0], chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException("the client certificate " + name + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Keys in PKCS#8, PKCS#1 and SEC 1 form. */
    private static PrivateKey privateKey(byte[] content, String name) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (Reader reader = new StringReader(new String(content, StandardCharsets.UTF_8));
                PEMParser parser = new PEMParser(reader)) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                if (next instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                } else if (next instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
            }
        }
        throw new IOException("the key of " + name + " holds no unencrypted private key");
    }
}
