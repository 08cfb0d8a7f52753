package dev.seawall.engine.trust.notation;

import dev.seawall.engine.trust.crypto.TrustException;
import java.util.Map;
import java.util.TreeMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Distinguished names as trust policies compare them: by the parts that the policy names. */
record DistinguishedName(Map<String, String> parts) {
    private static final String STEP = "trusted identity";
    private static final String PREFIX = "x509.subject:";

    /** Reads {@code x509.subject: C=US, ST=WA, O=…}; country, state and organization must be there. */
    static DistinguishedName trusted(String identity) throws TrustException {
        TrustException.require(identity.startsWith(PREFIX), STEP, "\"" + identity + "\" is no x509.subject");
        DistinguishedName name = parse(identity.substring(PREFIX.length()).strip());
        for (String part : new String[] {"C", "ST", "O"}) {
            TrustException.require(name.parts.containsKey(part), STEP, "\"" + identity + "\" has no " + part);
        }
        return name;
    }

    static DistinguishedName of(X500Principal subject) throws TrustException {
        return parse(subject.getName(X500Principal.RFC2253));
    }

    private static DistinguishedName parse(String text) throws TrustException {
        Map<String, String> out = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            for (Rdn rdn : new LdapName(text).getRdns()) {
                TrustException.require(rdn.size() == 1, STEP, "\"" + text + "\" has a part of several values");
                String type = rdn.getType().equalsIgnoreCase("S") ? "ST" : rdn.getType();
                String old = out.put(type, String.valueOf(rdn.getValue()));
                TrustException.require(old == null, STEP, "\"" + text + "\" has the part " + type + " twice");
            }
        } catch (InvalidNameException e) {
            throw new TrustException(STEP, "\"" + text + "\" is no distinguished name", e);
        }
        return new DistinguishedName(out);
    }

    /** True where the other has every part of this one. */
    boolean isWithin(DistinguishedName other) {
        return parts.entrySet().stream().allMatch(part -> part.getValue().equals(other.parts.get(part.getKey())));
    }
}
