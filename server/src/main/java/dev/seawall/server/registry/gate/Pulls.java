package dev.seawall.server.registry.gate;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.FetchedManifest;
import dev.seawall.server.judge.Decision;
import dev.seawall.server.registry.access.Action;
import dev.seawall.server.registry.access.Rights;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Reads of manifests and blobs. Where the policy demands anything, only what it lets through is read. */
final class Pulls {
    static final int LARGEST_MANIFEST = 4 << 20;

    private final Backend backend;
    private final Admitted admitted;
    private final Rights rights;
    private final Ledger ledger;
    private final String ownName;

    /** @param ownName host and port by which the policy knows this registry; empty for where it listens */
    Pulls(Backend backend, Admitted admitted, Rights rights, Ledger ledger, String ownName) {
        this.backend = backend;
        this.admitted = admitted;
        this.rights = rights;
        this.ledger = ledger;
        this.ownName = ownName;
    }

    /** Signers and pushers read what is not let through yet, by a right or a token made for that; others never do. */
    private boolean isUnjudged(Exchange exchange, String repository) {
        return !admitted.policy().demands()
                || isSigner(exchange, repository)
                || (exchange.intends(Action.PUSH, repository)
                        && rights.may(exchange.caller(), Action.PUSH, repository));
    }

    private boolean isSigner(Exchange exchange, String repository) {
        return rights.may(exchange.caller(), Action.SIGN, repository)
                && exchange.asker().shows(Action.SIGN, repository);
    }

    void manifest(Exchange exchange, RegistryPath.Manifest path) throws OciProblem, IOException {
        String subject = path.repository() + (path.reference().contains(":") ? "@" : ":") + path.reference();
        if (isUnjudged(exchange, path.repository())) {
            try (Backend.Answer answer = backend.send(exchange.ask(path))) {
                if (answer.ok() && !exchange.isHead()) {
                    String why = admitted.policy().demands() ? "read to sign or push" : "no policy";
                    ledger.record(exchange.caller().shown(), exchange.address(), "registry.pull", subject, true, why);
                }
                exchange.stream(answer);
            }
            return;
        }
        Backend.Ask ask = Backend.Ask.of("GET", path.path()).withHeader("Accept", accepted(exchange));
        try (Backend.Answer answer = backend.send(ask)) {
            if (answer.status() == 200) {
                judged(exchange, path, answer, subject);
            } else {
                exchange.stream(answer);
            }
        }
    }

    private static String accepted(Exchange exchange) {
        String accept = exchange.headers("Accept");
        return accept.isEmpty() ? "*/*" : accept;
    }

    private void judged(Exchange exchange, RegistryPath.Manifest path, Backend.Answer answer, String subject)
            throws OciProblem {
        byte[] content = content(answer);
        Digest digest = digest(path.reference(), content);
        String type = answer.header("Content-Type").orElse("").replaceFirst("\\s*;.*", "");
        Decision decision = admitted.decide(named(exchange, path), new FetchedManifest(type, digest, content));
        ledger.record(
                exchange.caller().shown(),
                exchange.address(),
                "registry.pull",
                subject + (subject.endsWith(digest.toString()) ? "" : "@" + digest),
                decision.allowed(),
                decision.line());
        if (!decision.allowed()) {
            throw OciProblem.denied(subject + " may not be pulled. " + decision.line())
                    .recorded();
        }
        exchange.take(answer);
        exchange.header("Docker-Content-Digest", digest.toString());
        exchange.send(content);
    }

    private static byte[] content(Backend.Answer answer) throws OciProblem {
        try {
            return answer.bytes(LARGEST_MANIFEST);
        } catch (IOException e) {
            throw OciProblem.backend("the manifest cannot be read: " + e.getMessage());
        }
    }

    /** The digest that the content really has; where one was asked for, that very one. */
    private static Digest digest(String reference, byte[] content) throws OciProblem {
        Optional<Digest> asked = parsed(reference);
        try {
            String algorithm = asked.map(Digest::algorithm).orElse("sha256").equals("sha512") ? "SHA-512" : "SHA-256";
            byte[] sum = MessageDigest.getInstance(algorithm).digest(content);
            Digest digest = Digest.of(algorithm.replace("-", "").toLowerCase(java.util.Locale.ROOT), sum);
            if (asked.isPresent() && !asked.get().equals(digest)) {
                throw OciProblem.backend("the manifest does not have the digest it was asked for by");
            }
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-2", e);
        }
    }

    static Optional<Digest> parsed(String reference) {
        try {
            return Optional.of(Digest.parse(reference));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private ImageRef named(Exchange exchange, RegistryPath.Manifest path) throws OciProblem {
        ImageRef bare = repository(exchange, path.repository());
        Optional<Digest> digest = parsed(path.reference());
        if (digest.isPresent()) {
            return bare.withDigest(digest.get());
        }
        try {
            return bare.withTag(path.reference());
        } catch (IllegalArgumentException e) {
            throw OciProblem.nameInvalid("This is neither a tag nor a digest.");
        }
    }

    private ImageRef repository(Exchange exchange, String name) throws OciProblem {
        try {
            return new ImageRef(ownName.isEmpty() ? exchange.ownName() : ownName, name, null, null);
        } catch (IllegalArgumentException e) {
            throw OciProblem.nameInvalid("The name of the repository breaks the rules.");
        }
    }

    void blob(Exchange exchange, RegistryPath.Blob path) throws OciProblem, IOException {
        boolean looks = exchange.isHead() && exchange.intends(Action.PUSH, path.repository());
        boolean free = !admitted.policy().demands() || looks || isSigner(exchange, path.repository());
        if (!free && !admitted.admitsBlob(repository(exchange, path.repository()), path.digest())) {
            throw OciProblem.denied("This blob belongs to no image of " + path.repository()
                    + " that may be pulled. Pull the image by its manifest, which says why not.");
        }
        try (Backend.Answer answer = backend.send(exchange.ask(path))) {
            exchange.stream(answer);
        }
    }
}
