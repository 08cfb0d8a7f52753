package dev.seawall.server.registry;

import dev.seawall.engine.model.Digest;
import dev.seawall.server.auth.Account;
import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.auth.Grant;
import dev.seawall.server.auth.Identity;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.auth.Principal;
import dev.seawall.server.registry.access.Action;
import dev.seawall.server.registry.access.Caller;
import dev.seawall.server.registry.access.Callers;
import dev.seawall.server.registry.access.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The server's own users and robots. Their roles in scopes such as {@code registry:team/*} give rights beyond those of the
 * configuration. What was proved is remembered for seconds, for clients prove it with every request.
 */
final class ServerCallers implements Callers {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 5_000;

    private final Identity identity;
    private final Clock clock;
    private final Map<String, Known> logins = recent();
    private final Map<String, Known> accounts = recent();

    private record Known(Caller caller, Instant until) {}

    ServerCallers(Identity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    private static Map<String, Known> recent() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > MOST;
            }
        };
    }

    @Override
    public Caller login(String name, String secret, String address) throws RefusedException {
        String proof = Digest.sha256((name + "\n" + secret).getBytes(StandardCharsets.UTF_8))
                .hex();
        Optional<Caller> before = remembered(logins, proof);
        if (before.isPresent() && isUnchanged(before.get())) {
            return before.get();
        }
        String pair = Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
        try {
            Principal principal = identity.byHeader(Optional.of("Basic " + pair), address)
                    .orElseThrow(() -> new RefusedException(RefusedException.Kind.WHO, "nobody logged in"));
            Caller caller =
                    caller(principal, stamp(principal.id()), principal.way().equals("password"));
            remember(logins, proof, caller, REMEMBERED);
            return caller;
        } catch (DeniedException e) {
            boolean wait = e.reason() == DeniedException.Reason.LOCKED;
            throw new RefusedException(
                    wait ? RefusedException.Kind.PACE : RefusedException.Kind.WHO,
                    String.valueOf(e.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    private boolean isUnchanged(Caller caller) {
        return named(caller.name())
                .filter(now -> now.stamp().equals(caller.stamp()))
                .isPresent();
    }

    private static Caller caller(Principal principal, String stamp, boolean whole) {
        return new Caller(principal.name(), Set.of(), stamp, whole, (action, repository) -> {
            Permission permission =
                    switch (action) {
                        case PULL -> Permission.REGISTRY_PULL;
                        case PUSH, SIGN -> Permission.REGISTRY_PUSH;
                        case DELETE -> Permission.REGISTRY_DELETE;
                    };
            return action != Action.SIGN && principal.may(permission, "registry:" + repository);
        });
    }

    private String stamp(String id) {
        return identity.accounts().byId(id).map(ServerCallers::stamp).orElse("gone");
    }

    private static String stamp(Account account) {
        String text = account.id() + "\n" + account.password();
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    }

    @Override
    public Optional<Caller> named(String name) {
        Optional<Caller> before = remembered(accounts, name);
        if (before.isPresent()) {
            return before;
        }
        Optional<Caller> now = identity.accounts()
                .byName(name)
                .filter(account -> !account.disabled())
                .map(account -> {
                    List<Grant> grants = identity.accounts().grants(account.id());
                    return caller(new Principal(account.id(), account.name(), grants, "name"), stamp(account), true);
                });
        now.ifPresent(caller -> remember(accounts, name, caller, FRESH));
        return now;
    }

    private Optional<Caller> remembered(Map<String, Known> map, String key) {
        synchronized (map) {
            return Optional.ofNullable(map.get(key))
                    .filter(known -> clock.instant().isBefore(known.until()))
                    .map(Known::caller);
        }
    }

    private void remember(Map<String, Known> map, String key, Caller caller, Duration life) {
        synchronized (map) {
            map.put(key, new Known(caller, clock.instant().plus(life)));
        }
    }

    @Override
    public boolean any() {
        return !identity.accounts().list("", 1).isEmpty();
    }
}
