package dev.seawall.engine.host;

import dev.seawall.engine.advisory.Advisories;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What to audit and by which expectations.
 *
 * @param root of another system, mounted somewhere; null for the running host
 * @param now the time to count ages from
 * @param advisories opened where packages are matched, closed again after
 * @param parameters changes to conditions by check id or alias: allowed listeners, ages, …
 */
public record AuditRequest(
        @Nullable Path root,
        Instant now,
        Supplier<Advisories> advisories,
        Map<String, Map<String, Object>> parameters) {}
