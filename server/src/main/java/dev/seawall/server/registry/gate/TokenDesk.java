package dev.seawall.server.registry.gate;

import dev.seawall.engine.format.Json;
import dev.seawall.server.registry.access.Caller;
import dev.seawall.server.registry.access.Callers;
import dev.seawall.server.registry.access.Grants;
import dev.seawall.server.registry.access.RefusedException;
import dev.seawall.server.registry.access.Scope;
import dev.seawall.server.registry.access.Tokens;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Hands out tokens: {@code GET} with HTTP basic, {@code POST} as OAuth 2 with password or refresh token. */
final class TokenDesk {
    private static final int LONGEST_FORM = 64 << 10;

    private final Doorkeeper doorkeeper;
    private final Callers callers;
    private final Tokens tokens;
    private final Grants grants;
    private final Ledger ledger;
    private final Clock clock;

    TokenDesk(Doorkeeper doorkeeper, Callers callers, Tokens tokens, Ledger ledger, Clock clock) {
        this.doorkeeper = doorkeeper;
        this.callers = callers;
        this.tokens = tokens;
        this.grants = new Grants(doorkeeper.rights());
        this.ledger = ledger;
        this.clock = clock;
    }

    void handle(ServerRequest request, ServerResponse response) throws OciProblem {
        String address = request.remotePeer().host();
        String claimed = "-";
        try {
            boolean post = request.prologue().method().text().equals("POST");
            Query form = post ? form(request) : Query.parse(request.query().rawValue());
            claimed = form.value("username").or(() -> form.value("account")).orElse("-");
            requireService(form);
            Caller caller = post ? byForm(form, address) : byHeader(request);
            claimed = caller.shown();
            List<Scope> asked = Scope.parseAll(form.values("scope"));
            List<Scope> granted = grants.granted(caller, asked);
            ledger.record(claimed, address, "registry.token", shown(asked), true, "granted " + shown(granted));
            boolean offline = form.value("offline_token").orElse("").equals("true")
                    || form.value("access_type").orElse("").equals("offline")
                    || form.value("grant_type").orElse("").equals("refresh_token");
            send(response, caller, granted, offline && caller.whole());
        } catch (RefusedException e) {
            ledger.record(claimed, address, "registry.token", "", false, e.because());
            OciProblem problem = Doorkeeper.refused(e);
            throw problem.status() == 401 ? problem.with("WWW-Authenticate", "Basic realm=\"seawall\"") : problem;
        }
    }

    private static Query form(ServerRequest request) throws OciProblem {
        try (var in = request.content().inputStream()) {
            byte[] content = in.readNBytes(LONGEST_FORM + 1);
            if (content.length > LONGEST_FORM) {
                throw new OciProblem(413, "UNSUPPORTED", "The form is too long.");
            }
            return Query.parse(new String(content, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OciProblem(400, "UNSUPPORTED", "The form cannot be read.");
        }
    }

    /** A token for another service is not ours to give. */
    private void requireService(Query form) throws RefusedException {
        String service = form.value("service").orElse(tokens.service());
        if (!service.equals(tokens.service())) {
            throw new RefusedException(
                    RefusedException.Kind.FORM, "tokens are made for " + tokens.service() + " alone");
        }
    }

    private Caller byHeader(ServerRequest request) throws OciProblem, RefusedException {
        Asker asker = doorkeeper.asker(request);
        if (asker.token() != null) {
            throw new RefusedException(RefusedException.Kind.WHO, "a token is not exchanged for another");
        }
        return asker.caller();
    }

    private Caller byForm(Query form, String address) throws RefusedException {
        String kind = form.value("grant_type").orElse("");
        return switch (kind) {
            case "password" ->
                callers.login(
                        form.value("username").orElse(""),
                        form.value("password").orElse(""),
                        address);
            case "refresh_token" -> refreshed(form.value("refresh_token").orElse(""));
            default -> throw new RefusedException(RefusedException.Kind.FORM, "this type of grant is not known");
        };
    }

    private Caller refreshed(String text) throws RefusedException {
        Tokens.Presented token = tokens.readRefresh(text);
        return callers.named(token.name())
                .filter(now -> now.stamp().equals(token.stamp()))
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Kind.WHO, "the account of this token is gone or has changed"));
    }

    private static String shown(List<Scope> scopes) {
        return scopes.isEmpty()
                ? "nothing"
                : scopes.stream().map(Scope::toString).collect(Collectors.joining(" "));
    }

    private void send(ServerResponse response, Caller caller, List<Scope> granted, boolean offline) {
        String token = tokens.access(caller, granted);
        var body = Json.mapper().createObjectNode();
        body.put("token", token).put("access_token", token);
        body.put("token_type", "Bearer").put("expires_in", Tokens.LIFE.toSeconds());
        body.put(
                "issued_at",
                clock.instant()
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .toString());
        body.put("scope", granted.stream().map(Scope::toString).collect(Collectors.joining(" ")));
        if (offline) {
            body.put("refresh_token", tokens.refresh(caller));
        }
        response.header("Content-Type", "application/json");
        response.header("Cache-Control", "no-store");
        response.send(Json.mapper().writeValueAsBytes(body));
    }
}
