package dev.seawall.engine.net;

import dev.seawall.engine.model.SeawallException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Speaks to ClamAV's daemon by its INSTREAM command; one connection for each file. Thread-safe. */
public final class ClamdClient {
    private static final List<Path> USUAL = List.of(
            Path.of("/run/clamav/clamd.ctl"),
            Path.of("/run/clamav/clamd.sock"),
            Path.of("/run/clamd.scan/clamd.sock"),
            Path.of("/var/run/clamav/clamd.ctl"));
    private static final Pattern TCP = Pattern.compile("(?:tcp:(?://)?)?(\\[[0-9a-fA-F:]+\\]|[\\w.-]+):(\\d{1,5})");
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");
    private static final Duration IDLE = Duration.ofSeconds(120);
    private static final int PIECE = 1 << 16;
    private static final int MAX_ANSWER = 4_096;

    private final DaemonEndpoint endpoint;
    private final String version;

    private ClamdClient(DaemonEndpoint endpoint, String version) {
        this.endpoint = endpoint;
        this.version = version;
    }

    /**
     * Reaches a daemon.
     *
     * @param address {@code /path}, {@code unix:/path}, {@code host:port} or {@code tcp:host:port}
     * @throws SeawallException where it does not answer
     */
    public static ClamdClient connect(String address) {
        try {
            DaemonEndpoint endpoint = endpoint(address);
            return new ClamdClient(endpoint, ask(endpoint, "VERSION", null));
        } catch (IOException | IllegalArgumentException e) {
            throw new SeawallException(
                    "reach ClamAV at " + address,
                    "" + e.getMessage(),
                    "Give the path of clamd's socket or host:port, and see that clamd runs",
                    e);
        }
    }

    /** The daemon at one of the usual sockets, where one answers. */
    public static Optional<ClamdClient> findUsual() {
        for (Path socket : USUAL) {
            if (Files.exists(socket)) {
                try {
                    DaemonEndpoint endpoint = new DaemonEndpoint.UnixSocket(socket);
                    return Optional.of(new ClamdClient(endpoint, ask(endpoint, "VERSION", null)));
                } catch (IOException nobodyThere) {
                    continue;
                }
            }
        }
        return Optional.empty();
    }

    private static DaemonEndpoint endpoint(String address) throws IOException {
        String path = address.startsWith("unix:") ? address.substring(5).replaceFirst("^//", "") : address;
        if (path.startsWith("/")) {
            return new DaemonEndpoint.UnixSocket(Path.of(path));
        }
        Matcher tcp = TCP.matcher(address);
        if (!tcp.matches()) {
            throw new IOException("the address is neither a path nor host:port");
        }
        return new DaemonEndpoint.TcpPort(tcp.group(1), Integer.parseInt(tcp.group(2)), null);
    }

    /** Version of the program and of its signatures, as it states them: "ClamAV 1.4.6/27500/…". */
    public String version() {
        return version;
    }

    /**
     * Scans one stream.
     *
     * @return the name of what was found, empty where nothing was
     * @throws IOException where the daemon is gone, refuses the stream as too large, or could not scan it
     */
    public Optional<String> scan(InputStream content) throws IOException {
        String answer = ask(endpoint, "INSTREAM", content);
        Matcher found = FOUND.matcher(answer);
        if (found.matches()) {
            return Optional.of(found.group(1));
        }
        if (!answer.equals("stream: OK")) {
            throw new IOException("ClamAV: " + answer);
        }
        return Optional.empty();
    }

    private static String ask(DaemonEndpoint endpoint, String command, @Nullable InputStream content)
            throws IOException {
        try (Wire wire = open(endpoint)) {
            DataOutputStream out = new DataOutputStream(wire.out());
            out.write(("z" + command + "\0").getBytes(StandardCharsets.US_ASCII));
            IOException broken = content == null ? null : send(content, out);
            String answer = answer(wire.in());
            if (answer.isEmpty()) {
                throw broken == null ? new IOException("ClamAV closed the connection without an answer") : broken;
            }
            return answer;
        }
    }

    /** Sends the pieces; where the daemon hangs up early, its answer says why. */
    private static @Nullable IOException send(InputStream content, DataOutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
            try {
                out.writeInt(n);
                out.write(piece, 0, n);
            } catch (IOException e) {
                return e;
            }
        }
        try {
            out.writeInt(0);
            out.flush();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c > 0 && text.length() < MAX_ANSWER; c = in.read()) {
            text.append(c < ' ' || c > '~' ? '?' : (char) c);
        }
        return text.toString().strip();
    }

    private static Wire open(DaemonEndpoint endpoint) throws IOException {
        return switch (endpoint) {
            case DaemonEndpoint.UnixSocket unix -> UnixWire.open(unix.path(), IDLE);
            case DaemonEndpoint.TcpPort tcp ->
                TcpWire.open(tcp, RegistryOptions.of(Map.of()).withTimeouts(Duration.ofSeconds(10), IDLE));
        };
    }
}
