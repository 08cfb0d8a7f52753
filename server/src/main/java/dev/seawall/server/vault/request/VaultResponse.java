package dev.seawall.server.vault.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a path answers. With nothing in it, it is 204, or 404 for a read or a list.
 *
 * @param auth what a login or the making of a token gave, under the API's names
 * @param lease how long the data is good for; the core makes a lease of it
 * @param leaseId given by the core; empty without a lease
 * @param leaseSeconds shown as lease_duration
 * @param wrap where the real answer lies, or null
 * @param topLevel further keys beside the envelope's own, as older paths have
 * @param status 0 for the usual one
 * @param isOpen whether it was asked without a token
 */
public record VaultResponse(
        @Nullable Map<String, ?> data,
        @Nullable LoginGrant login,
        @Nullable Map<String, ?> auth,
        @Nullable LeaseTerms lease,
        String leaseId,
        long leaseSeconds,
        boolean renewable,
        @Nullable Map<String, ?> wrap,
        List<String> warnings,
        Map<String, ?> topLevel,
        @Nullable RawBody raw,
        int status,
        boolean isOpen) {
    /** Nothing to say. */
    public static final VaultResponse NOTHING =
            new VaultResponse(null, null, null, null, "", 0, false, null, List.of(), Map.of(), null, 0, false);

    public VaultResponse {
        warnings = List.copyOf(warnings);
    }

    /** An answer of data. */
    public static VaultResponse of(Map<String, ?> data) {
        return NOTHING.withData(data);
    }

    /** An answer of one value. */
    public static VaultResponse of(String name, @Nullable Object value) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put(name, value);
        return of(data);
    }

    /** A list of names. */
    public static VaultResponse keys(List<String> keys) {
        return keys.isEmpty() ? of(Map.of()) : of("keys", keys);
    }

    /** A login. */
    public static VaultResponse login(LoginGrant grant) {
        return new VaultResponse(null, grant, null, null, "", 0, false, null, List.of(), Map.of(), null, 0, false);
    }

    /** A body that is not JSON. */
    public static VaultResponse raw(int status, String contentType, byte[] bytes) {
        RawBody body = new RawBody(status, contentType, bytes);
        return new VaultResponse(null, null, null, null, "", 0, false, null, List.of(), Map.of(), body, 0, false);
    }

    /** Only a status. */
    public static VaultResponse status(int status) {
        return NOTHING.withStatus(status);
    }

    /** Whether there is nothing in it. */
    public boolean isNothing() {
        return data == null
                && login == null
                && auth == null
                && wrap == null
                && raw == null
                && status == 0
                && warnings.isEmpty()
                && topLevel.isEmpty();
    }

    /** The same with other data. */
    public VaultResponse withData(@Nullable Map<String, ?> newData) {
        return new VaultResponse(
                newData,
                login,
                auth,
                lease,
                leaseId,
                leaseSeconds,
                renewable,
                wrap,
                warnings,
                topLevel,
                raw,
                status,
                isOpen);
    }

    /** The same with another status. */
    public VaultResponse withStatus(int newStatus) {
        return new VaultResponse(
                data,
                login,
                auth,
                lease,
                leaseId,
                leaseSeconds,
                renewable,
                wrap,
                warnings,
                topLevel,
                raw,
                newStatus,
                isOpen);
    }

    /** The same, asked without a token. */
    public VaultResponse opened() {
        return new VaultResponse(
                data,
                login,
                auth,
                lease,
                leaseId,
                leaseSeconds,
                renewable,
                wrap,
                warnings,
                topLevel,
                raw,
                status,
                true);
    }

    /** The same with a warning more. */
    public VaultResponse warn(String text) {
        List<String> more = new ArrayList<>(warnings);
        more.add(text);
        return new VaultResponse(
                data, login, auth, lease, leaseId, leaseSeconds, renewable, wrap, more, topLevel, raw, status, isOpen);
    }

    /** The same with a token given. */
    public VaultResponse withAuth(@Nullable Map<String, ?> newAuth) {
        return new VaultResponse(
                data,
                null,
                newAuth,
                lease,
                leaseId,
                leaseSeconds,
                renewable,
                wrap,
                warnings,
                topLevel,
                raw,
                status,
                isOpen);
    }

    /** The same, to be leased. */
    public VaultResponse leased(LeaseTerms terms) {
        return new VaultResponse(
                data,
                login,
                auth,
                terms,
                leaseId,
                leaseSeconds,
                renewable,
                wrap,
                warnings,
                topLevel,
                raw,
                status,
                isOpen);
    }

    /** The same with its lease. */
    public VaultResponse withLease(String id, Duration span, boolean canRenew) {
        return new VaultResponse(
                data, login, auth, null, id, span.toSeconds(), canRenew, wrap, warnings, topLevel, raw, status, isOpen);
    }

    /** The answer that says where the real one lies. */
    public VaultResponse wrapped(Map<String, ?> where) {
        return new VaultResponse(null, null, null, null, "", 0, false, where, warnings, Map.of(), null, 0, false);
    }

    /** The same with further keys at the top. */
    public VaultResponse withTopLevel(Map<String, ?> further) {
        return new VaultResponse(
                data,
                login,
                auth,
                lease,
                leaseId,
                leaseSeconds,
                renewable,
                wrap,
                warnings,
                further,
                raw,
                status,
                isOpen);
    }
}
