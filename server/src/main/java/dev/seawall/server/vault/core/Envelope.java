package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.VaultResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as it travels. */
public final class Envelope {
    private Envelope() {}

    /** The envelope every answer comes in. */
    public static Map<String, @Nullable Object> of(String requestId, VaultResponse response, String mountType) {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("request_id", response.wrap() == null ? requestId : "");
        envelope.put("lease_id", response.leaseId());
        envelope.put("renewable", response.renewable());
        envelope.put("lease_duration", response.leaseSeconds());
        envelope.put("data", response.data());
        envelope.put("wrap_info", response.wrap());
        envelope.put("warnings", response.warnings().isEmpty() ? null : response.warnings());
        envelope.put("auth", response.auth());
        envelope.put(
                "mount_type", response.status() > 201 || response.wrap() != null || response.isOpen() ? "" : mountType);
        response.topLevel().forEach(envelope::putIfAbsent);
        return envelope;
    }
}
