package dev.seawall.server.api;

import dev.seawall.engine.format.Json;
import dev.seawall.server.auth.Permission;
import dev.seawall.server.auth.Principal;
import dev.seawall.server.inventory.Visible;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A request to one operation, with who asks. */
final class Call {
    private static final int LONGEST_PARAMETER = 500;
    private static final Principal NOBODY = new Principal("", "-", List.of(), "nobody");

    private final ServerRequest request;
    private final Operation operation;
    private final Caller caller;

    /**
     * Who asks.
     *
     * @param session secret of the session cookie; empty where another way was used
     * @param csrf of the session; empty where there is none
     */
    record Caller(Optional<Principal> principal, String session, String csrf) {}

    Call(ServerRequest request, Operation operation, Caller caller) {
        this.request = request;
        this.operation = operation;
        this.caller = caller;
    }

    Operation operation() {
        return operation;
    }

    Caller caller() {
        return caller;
    }

    Principal principal() {
        return caller.principal().orElse(NOBODY);
    }

    /** Address of the client, for the audit log. */
    String address() {
        return address(request);
    }

    static String address(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : "unknown";
    }

    boolean isSecure() {
        return request.isSecure();
    }

    /** Host and port as the client wrote them. */
    String authority() {
        return request.authority();
    }

    /** The certificate the client showed. */
    Optional<X509Certificate> certificate() {
        return request.remotePeer()
                .tlsCertificates()
                .filter(chain -> chain.length > 0 && chain[0] instanceof X509Certificate)
                .map(chain -> (X509Certificate) chain[0]);
    }

    /** A variable of the path. */
    String path(String name) {
        return request.path().pathParameters().get(name);
    }

    /** A query parameter; empty where it is not given. */
    String query(String name) {
        return query(request, name);
    }

    static String query(ServerRequest request, String name) {
        List<String> all = request.query().contains(name) ? request.query().all(name) : List.of();
        if (all.size() > 1 || (all.size() == 1 && all.getFirst().length() > LONGEST_PARAMETER)) {
            throw Problem.badRequest("The parameter " + name + " is given twice or too long.");
        }
        return all.isEmpty() || all.getFirst().indexOf('\0') >= 0 ? "" : all.getFirst();
    }

    /** A number in a query parameter. */
    int number(String name, int otherwise, int least, int most) {
        String text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("-?[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Problem.badRequest("The parameter " + name + " is no number from " + least + " to " + most + ".");
        }
        return Integer.parseInt(text);
    }

    /** How many rows a page has. */
    int limit() {
        return number("limit", 50, 1, 500);
    }

    Cursor cursor() {
        return Cursor.parse(query("cursor"));
    }

    Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /** The whole body, up to the operation's bound. */
    byte[] body() throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] content = in.readNBytes(operation.largestBodyBytes() + 1);
            if (content.length > operation.largestBodyBytes()) {
                throw new Problem(
                        413, "Too large", "The body is larger than " + operation.largestBodyBytes() + " bytes.");
            }
            return content;
        }
    }

    /** The body as a JSON object with only these fields. */
    Fields fields(String... known) throws IOException {
        JsonNode node;
        try {
            node = Json.parse(body());
        } catch (IOException e) {
            throw new Problem(400, "Bad request", "The body is " + e.getMessage() + ".", e);
        }
        return new Fields(node, List.of(known));
    }

    /** @throws Problem 403 where the caller may not do the operation in this scope */
    void require(String scope) {
        if (!principal().may(operation.permission(), scope)) {
            throw forbidden(operation.permission(), scope);
        }
    }

    static Problem forbidden(Permission permission, String scope) {
        return new Problem(
                403,
                "Forbidden",
                "This needs the permission " + permission.word() + " in " + scope
                        + ". An owner can give you a role that has it.");
    }

    /** What of everything the caller may see. */
    Visible visible() {
        return new Visible(principal().grants().stream()
                .filter(grant -> grant.role().has(operation.permission()))
                .map(grant -> grant.scope())
                .distinct()
                .toList());
    }

    /** The version the client last read, from If-Match. */
    long ifMatch() {
        String tag = header("If-Match")
                .orElseThrow(() -> new Problem(
                        428, "Precondition required", "Send If-Match with the ETag of what you read before."));
        if (!tag.matches("\"v[0-9]{1,18}\"")) {
            throw Problem.changed();
        }
        return Long.parseLong(tag.substring(2, tag.length() - 1));
    }

    static String tag(long version) {
        return "\"v" + version + "\"";
    }
}
