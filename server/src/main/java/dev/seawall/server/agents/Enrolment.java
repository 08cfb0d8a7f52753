package dev.seawall.server.agents;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.auth.DeniedException.Reason;
import dev.seawall.server.auth.Secrets;
import dev.seawall.server.auth.SessionStore;
import dev.seawall.server.tls.CertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets agents in: a token that is good once and for an hour, then certificates that the agent renews by itself long
 * before they end. A revoked agent is out at its next request.
 */
public final class Enrolment {
    private static final String PURPOSE = "agent";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final Duration LIFE = Duration.ofDays(7);

    private final AgentStore store;
    private final SessionStore links;
    private final CertificateAuthority authority;
    private final AuditLog audit;
    private final Clock clock;

    /** Wires the parts. */
    public Enrolment(
            AgentStore store, SessionStore links, CertificateAuthority authority, AuditLog audit, Clock clock) {
        this.store = store;
        this.links = links;
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A token with which one agent enrols into a group of hosts within an hour: the secret, a dot and the digest of the
     * authority, by which the agent knows this server at their first contact.
     */
    public String token(String actor, String address, String group) {
        String secret = Secrets.next("enrol_");
        links.addLink(Secrets.digest(secret), PURPOSE, group, clock.instant().plus(TOKEN_LIFE));
        audit.record(actor, address, "agent.token", group, Outcome.OK, "");
        return secret + "." + authority.digest();
    }

    /** An agent with the certificate it shall show. */
    public record Issued(AgentRecord agent, X509Certificate certificate) {}

    /**
     * Takes an agent in.
     *
     * @param key its public key, SubjectPublicKeyInfo
     * @param proof its signature over the token, which shows that it has the key
     */
    public Issued enrol(String token, String name, String version, byte[] key, byte[] proof, String address)
            throws DeniedException {
        PublicKey publicKey = proven(key, proof, token);
        Optional<String> group = links.useLink(Secrets.digest(token), PURPOSE, clock.instant());
        if (group.isEmpty()) {
            audit.record("-", address, "agent.enrol", name, Outcome.REFUSED, "");
            throw new DeniedException(Reason.WRONG, "This enrolment token is used up or too old. Make a new one.");
        }
        String id = Secrets.id();
        X509Certificate certificate = issue(publicKey, id);
        AgentRecord agent = new AgentRecord(
                id,
                name,
                group.get(),
                serial(certificate),
                version,
                clock.instant(),
                clock.instant(),
                certificate.getNotAfter().toInstant(),
                false,
                0,
                "{}",
                "{}");
        store.add(agent);
        audit.record("agent:" + id, address, "agent.enrol", name, Outcome.OK, group.get());
        return new Issued(agent, certificate);
    }

    /** A new certificate in place of the one shown. */
    public Issued renew(AgentRecord agent, byte[] key, byte[] proof, String address) throws DeniedException {
        X509Certificate certificate = issue(proven(key, proof, agent.id()), agent.id());
        store.renewed(agent.id(), serial(certificate), certificate.getNotAfter().toInstant());
        audit.record("agent:" + agent.id(), address, "agent.renew", agent.name(), Outcome.OK, serial(certificate));
        return new Issued(agent, certificate);
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    private X509Certificate issue(PublicKey key, String id) throws DeniedException {
        try {
            return authority.issueClient(key, "agent:" + id, LIFE);
        } catch (GeneralSecurityException e) {
            throw new DeniedException(Reason.RULES, "This key cannot be certified.");
        }
    }

    private static PublicKey proven(byte[] key, byte[] proof, String text) throws DeniedException {
        try {
            PublicKey publicKey = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(publicKey);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            if (signature.verify(proof)) {
                return publicKey;
            }
        } catch (GeneralSecurityException e) {
            throw new DeniedException(Reason.RULES, "The key is none on a curve that this server knows.");
        }
        throw new DeniedException(Reason.RULES, "The proof is not signed by the key.");
    }

    /**
     * The agent of a certificate. The one before the newest stays good until it ends, so that an answer lost on the way
     * locks nobody out.
     *
     * @throws DeniedException where it is none of ours, or revoked
     */
    public AgentRecord known(Optional<X509Certificate> certificate) throws DeniedException {
        Optional<AgentRecord> agent = certificate
                .filter(authority::knowsClient)
                .map(shown -> shown.getSubjectX500Principal().getName())
                .filter(name -> name.startsWith("CN=agent:"))
                .flatMap(name -> store.byId(name.substring("CN=agent:".length())))
                .filter(found -> !found.revoked());
        return agent.orElseThrow(
                () -> new DeniedException(Reason.WRONG, "This needs the certificate of an enrolled agent."));
    }
}
