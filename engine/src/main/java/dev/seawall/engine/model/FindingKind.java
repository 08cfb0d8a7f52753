package dev.seawall.engine.model;

import java.util.Locale;

/** What sort of thing was found. */
public enum FindingKind {
    VULNERABILITY,
    SECRET,
    MALWARE,
    MISCONFIGURATION,
    TRUST,
    HARDENING,
    LICENSE;

    /** As the report spells it, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
