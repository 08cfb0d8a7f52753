package dev.seawall.engine.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS for one host: trusted are the JDK's authorities, the system's bundle, SSL_CERT_FILE, the CA file of the options
 * and {@code certs.d/HOST/*.crt}; the client certificate is {@code certs.d/HOST/*.cert} with its {@code .key}.
 */
final class TlsSettings {
    private static final List<String> SYSTEM_BUNDLES =
            List.of("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem");

    private TlsSettings() {}

    /** @param host with its port where one was stated, as in the reference */
    static SSLContext ofHost(String host, boolean insecure, RegistryOptions options) throws IOException {
        List<Path> folders = folders(host, options);
        List<Path> authorities = new ArrayList<>();
        Path stated = options.caFile();
        if (stated != null) {
            requireReadable(stated);
            authorities.add(stated);
        }
        String variable = options.variable("SSL_CERT_FILE");
        if (variable != null) {
            authorities.add(Path.of(variable));
        }
        for (Path folder : folders) {
            authorities.addAll(files(folder, ".crt"));
        }
        SYSTEM_BUNDLES.stream().map(Path::of).forEach(authorities::add);
        TrustManager trust = insecure ? new AnyCertificate() : new LayeredTrust(authorities);
        return context(identity(folders), trust);
    }

    /** @param folder with ca.pem, cert.pem and key.pem; without ca.pem the JDK's authorities count */
    static SSLContext ofDaemon(@Nullable Path folder) throws IOException {
        if (folder == null) {
            throw new IOException("no folder of certificates is known");
        }
        Path ca = folder.resolve("ca.pem");
        TrustManager trust = Files.exists(ca)
                ? LayeredTrust.manager(LayeredTrust.authorities(List.of(ca)))
                : LayeredTrust.manager(null);
        Path certificate = folder.resolve("cert.pem");
        KeyManager[] identity =
                Files.exists(certificate) ? PemFiles.identity(certificate, folder.resolve("key.pem")) : null;
        return context(identity, trust);
    }

    /** TLS as a kubeconfig describes it: its authorities alone where it names some, else those of the JDK. */
    static SSLContext ofCluster(ClusterAccess access) throws IOException {
        TrustManager trust = access.insecure()
                ? new AnyCertificate()
                : access.authorities().length == 0
                        ? LayeredTrust.manager(null)
                        : LayeredTrust.manager(LayeredTrust.authorities(access.authorities(), access.place()));
        KeyManager[] identity = access.certificate().length == 0
                ? null
                : PemFiles.identity(access.certificate(), access.key(), access.place());
        return context(identity, trust);
    }

    private static SSLContext context(KeyManager @Nullable [] identity, TrustManager trust) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static void requireReadable(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("the CA file " + file + " cannot be read");
        }
    }

    private static List<Path> folders(String host, RegistryOptions options) {
        Path home = CredentialFiles.home(options.environment()).resolve(".config/containers/certs.d");
        return Stream.of(home, Path.of("/etc/containers/certs.d"), Path.of("/etc/docker/certs.d"))
                .map(folder -> folder.resolve(host))
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static KeyManager @Nullable [] identity(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            for (Path certificate : files(folder, ".cert")) {
                String name = certificate.getFileName().toString();
                return PemFiles.identity(certificate, folder.resolve(name.replaceFirst("\\.cert$", ".key")));
            }
        }
        return null;
    }
}
