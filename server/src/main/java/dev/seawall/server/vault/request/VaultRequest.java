package dev.seawall.server.vault.request;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request. The core sees the whole path; a backend sees the part below its mount.
 *
 * @param id a random UUID, echoed as request_id
 * @param path without /v1/ and without a leading slash
 * @param data the body, or the query of a read
 * @param token the token given, possibly empty
 * @param wrapTtl how long a wrapped answer may lie, or null for an answer in the clear
 * @param caller the token's entry once it was looked up
 * @param mount the mount once it was found
 */
public record VaultRequest(
        String id,
        Operation operation,
        String path,
        Map<String, @Nullable Object> data,
        String token,
        @Nullable Duration wrapTtl,
        Origin origin,
        @Nullable TokenEntry caller,
        @Nullable MountEntry mount) {
    /** The same request meant otherwise. */
    public VaultRequest with(Operation other) {
        return new VaultRequest(id, other, path, data, token, wrapTtl, origin, caller, mount);
    }

    /** The same request by its token's entry. */
    public VaultRequest by(TokenEntry entry) {
        return new VaultRequest(id, operation, path, data, token, wrapTtl, origin, entry, mount);
    }

    /** The request as a mount sees it: the path below it. */
    public VaultRequest at(MountEntry entry, String below) {
        return new VaultRequest(id, operation, below, data, token, wrapTtl, origin, caller, entry);
    }

    /** The mount it was routed to. */
    public MountEntry requireMount() {
        if (mount == null) {
            throw new IllegalStateException("not routed");
        }
        return mount;
    }

    /** The entry of its token. */
    public TokenEntry requireCaller() {
        if (caller == null) {
            throw VaultException.denied();
        }
        return caller;
    }
}
