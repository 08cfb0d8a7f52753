package dev.seawall.server.vault.core;

import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where each request and each answer is written down before it takes effect. */
public interface AuditLog {
    /** One that writes nothing, for a vault in memory. */
    AuditLog NONE = new AuditLog() {
        @Override
        public void request(VaultRequest request, String path) {}

        @Override
        public void response(
                VaultRequest request, String path, @Nullable VaultResponse response, List<String> errors) {}
    };

    /**
     * Writes a request down.
     *
     * @throws IOException when it cannot be written; the request must then not be done
     */
    void request(VaultRequest request, String path) throws IOException;

    /**
     * Writes an answer down.
     *
     * @throws IOException when it cannot be written; the answer must then not be given
     */
    void response(VaultRequest request, String path, @Nullable VaultResponse response, List<String> errors)
            throws IOException;
}
