package dev.seawall.engine.net;

import java.net.URI;

/**
 * How to reach a Kubernetes API server.
 *
 * @param place what described it, for errors: the kubeconfig and its context
 * @param server with scheme, host and port
 * @param authorities PEM, empty for the JDK's
 * @param certificate PEM of the client, empty for none
 * @param key PEM of the client's key, empty for none
 * @param authorization value of the header, empty for none
 * @param insecure true where the server's certificate is not checked
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClusterAccess(
        String place,
        URI server,
        byte[] authorities,
        byte[] certificate,
        byte[] key,
        String authorization,
        boolean insecure) {

    /** Names the place only: the rest is secret. */
    @Override
    public String toString() {
        return place;
    }
}
