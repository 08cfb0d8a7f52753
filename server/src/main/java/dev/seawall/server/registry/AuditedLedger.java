package dev.seawall.server.registry;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.registry.gate.Ledger;

/**
 * Refusals, tokens, pushes and deletions go to the server's audit log; pulls that were let through, which are many, to a
 * file of their own.
 */
record AuditedLedger(AuditLog audit, Ledger pulls) implements Ledger {
    @Override
    public void record(String actor, String address, String action, String subject, boolean allowed, String detail) {
        if (allowed && action.equals("registry.pull")) {
            pulls.record(actor, address, action, subject, true, detail);
        } else {
            audit.record(actor, address, action, subject, allowed ? Outcome.OK : Outcome.REFUSED, detail);
        }
    }
}
