package dev.seawall.server.api;

import dev.seawall.server.audit.AuditLog;
import dev.seawall.server.audit.AuditLog.Outcome;
import dev.seawall.server.auth.Account;
import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.auth.Identity;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.auth.Principal;
import dev.seawall.server.auth.Sessions;
import dev.seawall.server.auth.Totp;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.binary.Base32;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Logging in and out, and what somebody changes about themselves. */
final class SessionApi {
    private final Identity identity;
    private final AuditLog audit;

    SessionApi(Identity identity, AuditLog audit) {
        this.identity = identity;
        this.audit = audit;
    }

    List<Operation> operations() {
        return List.of(
                Operation.post("makeFirstAdministrator", "/api/v1/first", Permission.PUBLIC, this::first),
                Operation.post("logIn", "/api/v1/login", Permission.PUBLIC, this::logIn),
                Operation.post("logOut", "/api/v1/logout", Permission.SIGNED_IN, this::logOut),
                Operation.get("getSession", "/api/v1/session", Permission.PUBLIC, this::session),
                Operation.put("changeOwnPassword", "/api/v1/me/password", Permission.SIGNED_IN, this::password),
                Operation.post("startSecondFactor", "/api/v1/me/second-factor", Permission.SIGNED_IN, this::start),
                Operation.put("confirmSecondFactor", "/api/v1/me/second-factor", Permission.SIGNED_IN, this::confirm),
                Operation.post(
                        "removeSecondFactor", "/api/v1/me/second-factor/removal", Permission.SIGNED_IN, this::remove));
    }

    private Answer first(Call call) throws IOException, DeniedException {
        Fields fields = call.fields("secret", "name", "password");
        String password = fields.text("password");
        identity.accounts().first(fields.text("secret"), fields.text("name"), password, call.address());
        return opened(call, identity.logins().login(fields.text("name"), password, "", call.address()));
    }

    private Answer logIn(Call call) throws IOException, DeniedException {
        Fields fields = call.fields("name", "password", "code");
        Principal principal = identity.logins()
                .login(fields.text("name"), fields.text("password"), fields.text("code", ""), call.address());
        return opened(call, principal);
    }

    Answer opened(Call call, Principal principal) {
        Sessions.Opened opened = identity.sessions().open(principal, call.address());
        audit.record(principal.name(), call.address(), "login", principal.name(), Outcome.OK, principal.way());
        byte[] body = dev.seawall.engine.format.Json.mapper()
                .writeValueAsBytes(shape(principal, opened.session().csrf()));
        List<String> cookie = List.of("Set-Cookie", Cookies.opening(call.isSecure(), opened.secret()));
        return new Answer.Bytes(200, "application/json", body, null, cookie);
    }

    private static ObjectNode shape(Principal principal, String csrf) {
        ObjectNode out = Shapes.object()
                .put("signedIn", true)
                .put("id", principal.id())
                .put("name", principal.name())
                .put("csrf", csrf);
        out.set("grants", Shapes.grants(principal.grants()));
        ArrayNode may = out.putArray("permissions");
        for (Permission permission : Permission.values()) {
            if (principal.mayAnywhere(permission)) {
                may.add(permission.word());
            }
        }
        return out;
    }

    private Answer logOut(Call call) {
        if (!call.caller().session().isEmpty()) {
            identity.sessions().close(call.caller().session());
            audit.record(
                    call.principal().name(),
                    call.address(),
                    "logout",
                    call.principal().name(),
                    Outcome.OK,
                    "");
        }
        return new Answer.Empty(204, List.of("Set-Cookie", Cookies.closing(call.isSecure())));
    }

    private Answer session(Call call) {
        Optional<Principal> principal = call.caller().principal();
        return Answer.json(
                principal.map(known -> shape(known, call.caller().csrf())).orElseGet(() -> Shapes.object()
                        .put("signedIn", false)
                        .put("firstRun", identity.accounts().isFirstRun())));
    }

    private Account self(Call call) {
        return identity.accounts().byId(call.principal().id()).orElseThrow(() -> Problem.notFound("account"));
    }

    /** Proves that whoever asks is the person and not only at their browser. */
    private void prove(Call call, Account account, Fields fields) throws DeniedException {
        identity.logins().login(account.name(), fields.text("password"), fields.text("code", ""), call.address());
    }

    private Answer password(Call call) throws IOException, DeniedException {
        Fields fields = call.fields("password", "code", "newPassword");
        Account account = self(call);
        prove(call, account, fields);
        if (!identity.accounts().password(account.name(), call.address(), self(call), fields.text("newPassword"))) {
            throw Problem.changed();
        }
        return Answer.none();
    }

    private Answer start(Call call) {
        byte[] secret = Totp.secret();
        return Answer.json(Shapes.object()
                .put("secret", new Base32().encodeToString(secret))
                .put("uri", Totp.uri(secret, call.principal().name())));
    }

    private Answer confirm(Call call) throws IOException, DeniedException {
        Fields fields = call.fields("secret", "code");
        String secret = fields.text("secret");
        if (!secret.matches("[A-Z2-7]{32}")) {
            throw Problem.badRequest("The field secret is not the one this server gave.");
        }
        if (self(call).secondFactor() != null) {
            throw new Problem(409, "Conflict", "A second factor is on already; remove it first.");
        }
        List<String> codes = identity.accounts()
                .secondFactor(self(call), new Base32().decode(secret), fields.text("code"), call.address());
        ObjectNode out = Shapes.object();
        codes.forEach(out.putArray("recoveryCodes")::add);
        return Answer.json(out);
    }

    private Answer remove(Call call) throws IOException, DeniedException {
        Fields fields = call.fields("password", "code");
        prove(call, self(call), fields);
        identity.accounts().withoutSecondFactor(call.principal().name(), call.address(), self(call));
        return Answer.none();
    }
}
