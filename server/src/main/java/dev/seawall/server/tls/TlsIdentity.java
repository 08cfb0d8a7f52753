package dev.seawall.server.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate chain with the key of its first certificate.
 *
 * @param chain leaf first
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    TlsIdentity {
        chain = List.copyOf(chain);
    }

    X509Certificate leaf() {
        return chain.getFirst();
    }
}
