package dev.seawall.server.vault.core;

import dev.seawall.server.vault.policy.Acl;
import dev.seawall.server.vault.policy.BadPolicyException;
import dev.seawall.server.vault.policy.Policy;
import dev.seawall.server.vault.policy.Subject;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.storage.Barrier;
import dev.seawall.server.vault.storage.Entries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The policies by name, and what sets of them allow. */
public final class PolicyStore {
    private static final int MOST_CACHED = 10_000;

    private final Entries entries;
    private final Map<String, Optional<Stored>> cache = new ConcurrentHashMap<>();
    private final Map<List<String>, Acl> acls = new ConcurrentHashMap<>();

    private record Stored(String text, Policy policy) {}

    /** The policies of a barrier. */
    public PolicyStore(Barrier barrier) {
        this.entries = new Entries(barrier, "sys/policy/");
    }

    /** Puts the two policies that every vault has. */
    public void initialize() {
        entries.putBytes("default", resource("default-policy.hcl").getBytes(StandardCharsets.UTF_8));
        entries.putBytes(
                "response-wrapping", resource("response-wrapping-policy.hcl").getBytes(StandardCharsets.UTF_8));
        forget();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PolicyStore.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Forgets what was read. */
    public void forget() {
        cache.clear();
        acls.clear();
    }

    /** The names of the policies, with root, without those for the vault itself. */
    public List<String> names() {
        List<String> names = new ArrayList<>(entries.list());
        names.remove("response-wrapping");
        names.add("root");
        return names;
    }

    /** The text of a policy. */
    public Optional<String> text(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("root") ? Optional.of("") : stored(lower).map(Stored::text);
    }

    /** Whether a policy is there. */
    public boolean has(String name) {
        return name.equals("root") || stored(name).isPresent();
    }

    private Optional<Stored> stored(String name) {
        if (cache.size() > MOST_CACHED) {
            cache.clear();
        }
        return cache.computeIfAbsent(name, this::readPolicy);
    }

    private Optional<Stored> readPolicy(String name) {
        return entries.bytes(name).map(bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            try {
                return new Stored(text, Policy.parse(name, text));
            } catch (BadPolicyException changedGrammar) {
                throw VaultException.broken(String.valueOf(changedGrammar.getMessage()));
            }
        });
    }

    /** Stores a policy that can be read. */
    public void put(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        VaultException.refuseIf(
                lower.equals("root") || lower.equals("response-wrapping"), "cannot update \"" + lower + "\" policy");
        try {
            Policy.parse(lower, text);
        } catch (BadPolicyException wrong) {
            throw VaultException.refused(String.valueOf(wrong.getMessage()));
        }
        entries.putBytes(lower, text.getBytes(StandardCharsets.UTF_8));
        forget();
    }

    /** Removes a policy. */
    public void delete(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        VaultException.refuseIf(
                lower.equals("root") || lower.equals("response-wrapping"), "cannot delete \"" + lower + "\" policy");
        VaultException.refuseIf(lower.equals("default"), "cannot delete default policy");
        entries.delete(lower);
        forget();
    }

    /** What these policies allow together, to somebody whom their paths may ask about. */
    public Acl acl(List<String> names, Subject subject) {
        Acl known = acls.get(names);
        if (known != null) {
            return known;
        }
        List<Policy> policies = new ArrayList<>();
        boolean templated = false;
        for (String name : names) {
            if (name.equals("root")) {
                policies.add(rootPolicy());
                continue;
            }
            Optional<Stored> stored = stored(name);
            templated |= stored.isPresent() && stored.get().text().contains("{{");
            stored.ifPresent(found -> policies.add(filled(name, found, subject)));
        }
        Acl acl = Acl.of(policies);
        if (!templated && acls.size() < MOST_CACHED) {
            acls.put(names, acl);
        }
        return acl;
    }

    private static Policy rootPolicy() {
        try {
            return Policy.parse("root", "");
        } catch (BadPolicyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Policy filled(String name, Stored stored, Subject subject) {
        if (!stored.text().contains("{{")) {
            return stored.policy();
        }
        try {
            return Policy.parseFor(name, stored.text(), subject);
        } catch (BadPolicyException wrong) {
            throw VaultException.denied();
        }
    }
}
