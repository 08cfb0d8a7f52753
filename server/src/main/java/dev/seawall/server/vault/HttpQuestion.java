package dev.seawall.server.vault;

import dev.seawall.server.vault.request.Origin;
import java.util.List;
import java.util.Map;

/**
 * A request as it came in.
 *
 * @param path decoded, with its leading slash
 * @param query decoded, in the order it came
 */
public record HttpQuestion(String method, String path, Map<String, List<String>> query, byte[] body, Origin origin) {
    /** The first value of a query parameter, or an empty text. */
    String query(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
