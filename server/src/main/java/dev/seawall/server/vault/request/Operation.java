package dev.seawall.server.vault.request;

import java.util.Locale;

/** What a request wants done at a path. A POST or PUT is CREATE where nothing was there before and the path can tell. */
public enum Operation {
    CREATE,
    READ,
    UPDATE,
    PATCH,
    DELETE,
    LIST,
    SCAN,
    HELP,
    /** Renewing a token that a login method gave. */
    RENEW,
    /** Taking back what a lease stands for. */
    REVOKE,
    /** Something the path does not know, for example HEAD. */
    HEADER;

    /** The lower-case word of audit lines and policies. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
