package dev.seawall.server.registry.gate;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.net.MediaTypes;
import dev.seawall.server.registry.access.Action;
import dev.seawall.server.registry.access.Rights;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of repositories, tags and referrers. */
final class Listings {
    private static final int LARGEST = 32 << 20;

    private final Backend backend;
    private final Rights rights;
    private final ReferrerIndex referrers;

    Listings(Backend backend, Rights rights, ReferrerIndex referrers) {
        this.backend = backend;
        this.rights = rights;
        this.referrers = referrers;
    }

    /** The repositories that the client may pull from. */
    void catalog(Exchange exchange, RegistryPath.Catalog path) throws OciProblem, IOException {
        Backend.Ask ask =
                Backend.Ask.of("GET", path.path()).withQuery(exchange.query().raw());
        try (Backend.Answer answer = backend.send(ask)) {
            linked(exchange, answer, path);
            if (answer.status() != 200) {
                exchange.stream(answer);
                return;
            }
            JsonNode all = Json.parse(answer.bytes(LARGEST));
            ObjectNode shown = Json.mapper().createObjectNode();
            ArrayNode names = shown.putArray("repositories");
            for (JsonNode name : all.path("repositories")) {
                if (rights.may(exchange.caller(), Action.PULL, name.asString(""))) {
                    names.add(name.asString(""));
                }
            }
            exchange.take(answer);
            exchange.send(Json.mapper().writeValueAsBytes(shown));
        }
    }

    void tags(Exchange exchange, RegistryPath.Tags path) throws OciProblem, IOException {
        try (Backend.Answer answer =
                backend.send(exchange.ask(path).withQuery(exchange.query().raw()))) {
            linked(exchange, answer, path);
            exchange.stream(answer);
        }
    }

    private static void linked(Exchange exchange, Backend.Answer answer, RegistryPath path) {
        answer.header("Link")
                .map(link -> Locations.link(link, path))
                .filter(link -> !link.isEmpty())
                .ifPresent(link -> exchange.header("Link", link));
    }

    /** What refers to a manifest: from the backend, or from the index under its tag where the backend has no such list. */
    void referrers(Exchange exchange, RegistryPath.Referrers path) throws OciProblem, IOException {
        if (Pulls.parsed(path.digest()).isEmpty()) {
            throw new OciProblem(400, "DIGEST_INVALID", "This is no digest of the kinds sha256 and sha512.");
        }
        Query query = exchange.query();
        try (Backend.Answer answer = backend.send(exchange.ask(path).withQuery(query.raw()))) {
            if (answer.ok()) {
                linked(exchange, answer, path);
                exchange.stream(answer);
                return;
            }
        }
        Optional<String> type = query.value("artifactType").filter(text -> !text.isEmpty());
        byte[] index = referrers.list(path.repository(), path.digest(), type);
        exchange.status(200);
        exchange.header("Content-Type", MediaTypes.OCI_INDEX);
        exchange.header("Docker-Distribution-Api-Version", "registry/2.0");
        if (type.isPresent()) {
            exchange.header("OCI-Filters-Applied", "artifactType");
        }
        exchange.send(index);
    }
}
