package dev.seawall.server.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keeps the audit log. There is no way to change or remove a line. */
public interface AuditStore {
    /** Appends what follows the newest line, alone among all writers. */
    AuditEntry append(Function<Optional<AuditEntry>, AuditEntry> next);

    /** Lines with smaller numbers than the given one, newest first; empty filters let everything through. */
    List<AuditEntry> before(long number, String actor, String action, int limit);

    /** Every line, oldest first. */
    void each(Consumer<AuditEntry> line);
}
