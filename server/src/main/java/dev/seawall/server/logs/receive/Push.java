package dev.seawall.server.logs.receive;

import dev.seawall.server.logs.LogIntake;
import dev.seawall.server.logs.RawLine;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A protocol in which clients push lines by HTTP: bounds, compression, and the answer that says when to try again. */
public final class Push {
    private static final int LARGEST_BYTES = 64 << 20;

    private final LogIntake intake;
    private final Senders senders;

    /** Over an intake, for those who may send. */
    public Push(LogIntake intake, Senders senders) {
        this.intake = intake;
        this.senders = senders;
    }

    /** Who may send. */
    @FunctionalInterface
    public interface Senders {
        /** Whether a client may, by its address and what it says of itself. */
        boolean may(InetSocketAddress address, Optional<String> authorization);
    }

    /** Reads a body. */
    @FunctionalInterface
    interface Parser {
        List<RawLine> parse(byte[] body) throws IOException;
    }

    /** What a good push is answered. */
    record Thanks(int status, String type, byte[] body) {
        static final Thanks NONE = new Thanks(204, "", new byte[0]);
    }

    void answer(ServerRequest request, ServerResponse response, Parser parser, Thanks thanks) {
        InetSocketAddress peer = (InetSocketAddress) request.remotePeer().address();
        if (!senders.may(peer, request.headers().first(HeaderNames.AUTHORIZATION))) {
            response.header(HeaderNames.create("WWW-Authenticate"), "Bearer");
            refuse(response, 401, "a token is needed from other machines");
            return;
        }
        List<RawLine> lines;
        try {
            lines = parser.parse(body(request));
        } catch (IOException | RuntimeException e) {
            refuse(response, 400, "the body cannot be read: " + e.getMessage());
            return;
        }
        take(peer.getAddress().getHostAddress(), lines, response, thanks);
    }

    private void take(String sender, List<RawLine> lines, ServerResponse response, Thanks thanks) {
        try {
            if (intake.take(sender, lines)) {
                thank(response, thanks);
            } else {
                response.header(HeaderNames.RETRY_AFTER, "1");
                refuse(response, 429, "too many lines");
            }
        } catch (IOException e) {
            response.header(HeaderNames.RETRY_AFTER, "5");
            refuse(response, 503, "the lines cannot be written: " + e.getMessage());
        }
    }

    private static void thank(ServerResponse response, Thanks thanks) {
        response.status(Status.create(thanks.status()));
        if (thanks.body().length == 0 && thanks.type().isEmpty()) {
            response.send();
        } else {
            response.header(HeaderNames.CONTENT_TYPE, thanks.type());
            response.send(thanks.body());
        }
    }

    private static void refuse(ServerResponse response, int status, String because) {
        response.status(Status.create(status));
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send((because + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        boolean packed = request.headers()
                .first(HeaderNames.CONTENT_ENCODING)
                .filter(coding -> coding.equalsIgnoreCase("gzip"))
                .isPresent();
        try (InputStream raw = request.content().inputStream();
                InputStream in = packed ? new GZIPInputStream(raw) : raw) {
            byte[] body = in.readNBytes(LARGEST_BYTES + 1);
            if (body.length > LARGEST_BYTES) {
                throw new IOException("it is larger than " + LARGEST_BYTES + " bytes");
            }
            return body;
        }
    }
}
