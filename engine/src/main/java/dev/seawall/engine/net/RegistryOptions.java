package dev.seawall.engine.net;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to reach registries and other servers.
 *
 * @param environment the variables that matter (HOME, DOCKER_CONFIG, HTTPS_PROXY, …), normally those of the process
 * @param insecureRegistries hosts (with port) that may be spoken to over plain HTTP or unverified TLS
 * @param caFile PEM file of certificate authorities trusted beside the JDK's, or null
 * @param connectTimeout for the TCP and TLS handshake
 * @param idleTimeout longest wait for an answer, and for the next bytes of a body
 * @param retries how often a request is repeated after 429, 5xx or a broken connection
 * @param pause how to wait between two tries
 */
public record RegistryOptions(
        Map<String, String> environment,
        Set<String> insecureRegistries,
        @Nullable Path caFile,
        Duration connectTimeout,
        Duration idleTimeout,
        int retries,
        Pause pause) {

    /** Waits; tests give one that only counts. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after the duration, or earlier with an exception where the thread is interrupted. */
        void rest(Duration duration) throws InterruptedException;
    }

    public RegistryOptions {
        environment = Map.copyOf(environment);
        insecureRegistries = Set.copyOf(insecureRegistries);
    }

    /** The environment of this process, 10 s to connect, 60 s of silence, 4 retries. */
    public static RegistryOptions defaults() {
        return of(System.getenv());
    }

    /** As {@link #defaults()} with another environment. */
    public static RegistryOptions of(Map<String, String> environment) {
        return new RegistryOptions(
                environment, Set.of(), null, Duration.ofSeconds(10), Duration.ofSeconds(60), 4, Thread::sleep);
    }

    /** With these hosts (and ports) allowed to be insecure. */
    public RegistryOptions withInsecure(Set<String> hosts) {
        return new RegistryOptions(environment, hosts, caFile, connectTimeout, idleTimeout, retries, pause);
    }

    /** With the authorities of this PEM file trusted too. */
    public RegistryOptions withCaFile(@Nullable Path file) {
        return new RegistryOptions(environment, insecureRegistries, file, connectTimeout, idleTimeout, retries, pause);
    }

    /** With other time limits. */
    public RegistryOptions withTimeouts(Duration connect, Duration idle) {
        return new RegistryOptions(environment, insecureRegistries, caFile, connect, idle, retries, pause);
    }

    /** With another number of retries and way to wait between them. */
    public RegistryOptions withRetries(int count, Pause between) {
        return new RegistryOptions(
                environment, insecureRegistries, caFile, connectTimeout, idleTimeout, count, between);
    }

    /** A variable of the environment; empty counts as absent. */
    @Nullable
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
