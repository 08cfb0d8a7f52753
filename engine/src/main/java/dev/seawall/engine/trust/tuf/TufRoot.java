package dev.seawall.engine.trust.tuf;

import dev.seawall.engine.trust.crypto.JsonFields;
import dev.seawall.engine.trust.crypto.TrustException;

/** Root metadata: which keys sign what. */
record TufRoot(TufMetadata metadata) {
    static TufRoot parse(String name, byte[] content) throws TrustException {
        TufRoot root = new TufRoot(TufMetadata.parse(name, "root", content));
        for (String role : new String[] {"root", "timestamp", "snapshot", "targets"}) {
            var unused = root.role(role);
        }
        return root;
    }

    TufRole role(String name) throws TrustException {
        JsonFields signed = metadata.signed();
        return TufRole.parse(name, signed.object("roles").object(name), signed.object("keys"));
    }

    boolean isConsistent() throws TrustException {
        return metadata.signed().flag("consistent_snapshot");
    }
}
