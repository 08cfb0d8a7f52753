package dev.seawall.agent.link;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.net.ServerClient;
import dev.seawall.engine.wire.AgentMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends what the spool holds and lets go of what the server has. Used by one thread. */
final class Uplink implements AutoCloseable {
    private static final int BATCH = 200;

    private final Path home;
    private final Spool spool;
    private final Clock clock;
    private Membership membership;
    private @Nullable ServerClient client;

    Uplink(Path home, Membership membership, Spool spool, Clock clock) {
        this.home = home;
        this.membership = membership;
        this.spool = spool;
        this.clock = clock;
    }

    /**
     * Sends until nothing waits.
     *
     * @throws IOException where the server does not take it; everything stays in the spool
     */
    void flush() throws IOException {
        renewWhenDue();
        for (List<AgentMessage> batch = spool.next(BATCH); !batch.isEmpty(); batch = spool.next(BATCH)) {
            long before = spool.waiting();
            spool.acknowledge(send(batch));
            if (spool.waiting() >= before) {
                throw new IOException("the server acknowledges nothing");
            }
        }
    }

    private void renewWhenDue() throws IOException {
        if (membership.isDue(clock.instant())) {
            membership = membership.renewed(home);
            close();
        }
    }

    private long send(List<AgentMessage> batch) throws IOException {
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode messages = body.putArray("messages");
        for (AgentMessage message : batch) {
            ObjectNode one = messages.addObject();
            one.put("sequence", message.sequence())
                    .put("kind", message.kind())
                    .put("at", message.at().toString());
            one.set("content", Json.parse(message.content().getBytes(StandardCharsets.UTF_8)));
        }
        ServerClient.Answer answer =
                client().call("POST", "/api/v1/agent/messages", Json.mapper().writeValueAsBytes(body));
        if (!answer.isGood()) {
            throw new IOException("the server refuses: " + answer.detail());
        }
        return answer.body().path("acknowledged").asLong(0);
    }

    private ServerClient client() throws IOException {
        ServerClient open = client;
        if (open == null) {
            open = membership.client();
            client = open;
        }
        return open;
    }

    Membership membership() {
        return membership;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
