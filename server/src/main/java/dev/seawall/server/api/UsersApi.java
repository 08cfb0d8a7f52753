package dev.seawall.server.api;

import dev.seawall.server.auth.Account;
import dev.seawall.server.auth.Accounts;
import dev.seawall.server.auth.DeniedException;
import dev.seawall.server.auth.Grant;
import dev.seawall.server.auth.Identity;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.auth.Role;
import dev.seawall.server.auth.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, their roles and their tokens. */
final class UsersApi {
    private static final long YEAR_SECONDS = 366L * 24 * 3600;
    private static final long MONTH_SECONDS = 30L * 24 * 3600;
    private final Identity identity;

    UsersApi(Identity identity) {
        this.identity = identity;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("listUsers", "/api/v1/users", Permission.USERS_READ, this::list)
                        .asking("cursor", "limit"),
                Operation.post("addUser", "/api/v1/users", Permission.USERS_WRITE, this::add),
                Operation.get("getUser", "/api/v1/users/{id}", Permission.USERS_READ, call -> shown(account(call))),
                Operation.patch("changeUser", "/api/v1/users/{id}", Permission.USERS_WRITE, this::change),
                Operation.delete("removeUser", "/api/v1/users/{id}", Permission.USERS_WRITE, this::remove),
                Operation.get(
                        "listTokensOf",
                        "/api/v1/users/{id}/tokens",
                        Permission.USERS_READ,
                        call -> tokens(account(call))),
                Operation.post(
                        "addTokenOf",
                        "/api/v1/users/{id}/tokens",
                        Permission.USERS_WRITE,
                        call -> addToken(call, account(call))),
                Operation.delete(
                        "removeTokenOf",
                        "/api/v1/users/{id}/tokens/{token}",
                        Permission.USERS_WRITE,
                        call -> removeToken(call, account(call))),
                Operation.get("listOwnTokens", "/api/v1/tokens", Permission.SIGNED_IN, call -> tokens(self(call))),
                Operation.post(
                        "addOwnToken", "/api/v1/tokens", Permission.SIGNED_IN, call -> addToken(call, self(call))),
                Operation.delete(
                        "removeOwnToken",
                        "/api/v1/tokens/{token}",
                        Permission.SIGNED_IN,
                        call -> removeToken(call, self(call))));
    }

    private Account account(Call call) {
        return identity.accounts().byId(call.path("id")).orElseThrow(() -> Problem.notFound("user"));
    }

    private Account self(Call call) {
        return identity.accounts().byId(call.principal().id()).orElseThrow(() -> Problem.notFound("account"));
    }

    private Answer list(Call call) {
        int limit = call.limit();
        List<Account> rows = identity.accounts().list(call.cursor().text(0, ""), limit + 1);
        return Pages.of(
                rows,
                limit,
                row -> Shapes.account(row, identity.accounts().grants(row.id())),
                row -> Cursor.of(row.name()),
                null);
    }

    private Answer shown(Account account) {
        ObjectNode body = Shapes.account(account, identity.accounts().grants(account.id()));
        return Answer.json(200, body, Call.tag(account.version()));
    }

    private static List<Grant> grants(Fields fields) {
        List<Grant> out = new ArrayList<>();
        for (Fields grant : fields.list("grants", "role", "scope")) {
            out.add(grant(grant, "viewer"));
        }
        return out;
    }

    private static Grant grant(Fields fields, String otherwise) {
        String word = fields.text("role", otherwise);
        Role role =
                Role.named(word).orElseThrow(() -> Problem.badRequest("A role is viewer, auditor, operator or owner."));
        String scope = fields.text("scope", "*");
        if (!Grant.isScope(scope)) {
            throw Problem.badRequest("A scope is * or KIND:NAME, for example registry:shop/*.");
        }
        return new Grant(role, scope);
    }

    private Answer add(Call call) throws IOException, DeniedException {
        Fields fields = call.fields("name", "kind", "display", "password", "issuer", "subject", "grants");
        boolean robot = robot(fields.text("kind", "user"));
        String name = fields.text("name");
        Accounts.NewAccount fresh = new Accounts.NewAccount(
                name,
                robot ? Account.Kind.ROBOT : Account.Kind.USER,
                fields.text("display", name),
                robot ? null : fields.optional("password").orElse(null),
                fields.optional("issuer").orElse(null),
                fields.optional("subject").orElse(null));
        Account account = identity.accounts().add(call.principal().name(), call.address(), fresh, grants(fields));
        return Answer.created(
                "/api/v1/users/" + account.id(),
                Shapes.account(account, identity.accounts().grants(account.id())),
                Call.tag(account.version()));
    }

    private static boolean robot(String kind) {
        if (!kind.equals("user") && !kind.equals("robot")) {
            throw Problem.badRequest("A kind is user or robot.");
        }
        return kind.equals("robot");
    }

    private Answer change(Call call) throws IOException, DeniedException {
        Fields fields = call.fields("grants", "disabled", "password", "secondFactor");
        Account account = account(call);
        if (account.version() != call.ifMatch()) {
            throw Problem.changed();
        }
        String actor = call.principal().name();
        if (fields.has("grants")) {
            identity.accounts().grant(actor, call.address(), account, grants(fields));
        }
        if (fields.has("disabled")
                && !identity.accounts().disable(actor, call.address(), account(call), fields.flag("disabled", false))) {
            throw Problem.changed();
        }
        if (fields.has("password")) {
            identity.accounts().password(actor, call.address(), account(call), fields.text("password"));
        }
        if (!fields.flag("secondFactor", true)) {
            identity.accounts().withoutSecondFactor(actor, call.address(), account(call));
        }
        return shown(account(call));
    }

    private Answer remove(Call call) throws DeniedException {
        identity.accounts().remove(call.principal().name(), call.address(), account(call));
        return Answer.none();
    }

    private Answer tokens(Account account) {
        ObjectNode out = Shapes.object();
        identity.tokens().list(account.id()).stream().map(Shapes::token).forEach(out.putArray("items")::add);
        return Answer.json(out);
    }

    private Answer addToken(Call call, Account account) throws IOException, DeniedException {
        if (call.principal().way().equals("token") && call.principal().id().equals(account.id())) {
            throw new Problem(403, "Forbidden", "A token cannot make tokens for its own account; log in to do that.");
        }
        Fields fields = call.fields("name", "role", "scope", "lifeSeconds");
        Duration life = Duration.ofSeconds(fields.number("lifeSeconds", MONTH_SECONDS, 1, YEAR_SECONDS));
        Tokens.Issued issued = identity.tokens()
                .issue(call.principal(), call.address(), account, fields.text("name"), grant(fields, "viewer"), life);
        ObjectNode body = Shapes.token(issued.token()).put("secret", issued.secret());
        return Answer.created("/api/v1/tokens/" + issued.token().id(), body, null);
    }

    private Answer removeToken(Call call, Account account) {
        if (!identity.tokens().revoke(call.principal(), call.address(), account, call.path("token"))) {
            throw Problem.notFound("token");
        }
        return Answer.none();
    }
}
