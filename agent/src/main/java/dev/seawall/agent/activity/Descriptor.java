package dev.seawall.agent.activity;

import dev.seawall.agent.sensor.Call;
import dev.seawall.agent.sensor.Part;
import dev.seawall.agent.sensor.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The descriptor an event is about, as {@code fd.*} shows it. One object serves all events; what it says is worked out
 * when first asked.
 */
final class Descriptor {
    static final char NONE = 0;
    private static final long RESULT_FILE = 1L << 12;
    private static final long FIRST_FILE = 1L << 13;
    private static final int O_DIRECTORY = 0x10000;
    private static final int FILE_TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int PIPE = 0010000;
    private static final int UNIX = 1;
    private static final int FOUR = 2;
    private static final int SIX = 10;
    private static final int LISTENING = 10;
    private static final int CONNECTED = 1;

    private final SensorEvent event;
    private boolean known;
    private long number;
    private char type;
    private @Nullable String name;
    private @Nullable String raw;
    private @Nullable Endpoint local;
    private @Nullable Endpoint remote;
    private boolean serves;
    private boolean anew;

    Descriptor(SensorEvent event) {
        this.event = event;
    }

    void reset() {
        known = false;
    }

    private void learn() {
        if (known) {
            return;
        }
        known = true;
        number = dev.seawall.engine.rule.Event.ABSENT;
        type = NONE;
        name = null;
        raw = null;
        local = null;
        remote = null;
        serves = false;
        anew = false;
        Call call = event.call();
        if (call != null) {
            learn(call, event.record());
        }
    }

    private void learn(Call call, RawRecord record) {
        if (event.isOpen()) {
            learnOpened(record);
            return;
        }
        if ((call.plan() & RESULT_FILE) != 0) {
            number = record.result() < 0 ? -1 : record.result();
        } else if ((call.plan() & FIRST_FILE) != 0) {
            number = (int) record.argument(0);
        } else {
            return;
        }
        if (record.has(Part.SOCKET)) {
            learnSocket(call, record);
        } else if (record.has(Part.FILE)) {
            learnFile(call, record);
        }
    }

    private void learnOpened(RawRecord record) {
        number = record.result() < 0 ? -1 : (int) record.result();
        type = (event.openFlags() & O_DIRECTORY) != 0 ? 'd' : 'f';
        int index = event.pathIndex();
        raw = index < 0 ? record.path(Part.FILE_PATH) : record.argumentText(index);
        name = raw == null ? null : event.absolute(index, raw);
    }

    private void learnFile(Call call, RawRecord record) {
        int mode = record.small(Part.FILE, 12) & FILE_TYPE;
        if (call.name().equals("memfd_create")) {
            type = 'm';
            name = record.argumentText(0);
            return;
        }
        type = switch (mode) {
            case FOLDER -> 'd';
            case PIPE -> 'p';
            case 0 -> 'o';
            default -> 'f';
        };
        name = record.path(Part.FILE_PATH);
        raw = name;
    }

    private void learnSocket(Call call, RawRecord record) {
        int family = record.tiny(Part.SOCKET, 0);
        if (family == UNIX) {
            type = 'u';
            name = unixName(record);
            return;
        }
        if (family != FOUR && family != SIX) {
            type = family == 16 ? 'n' : 'k';
            return;
        }
        int length = family == FOUR ? 4 : 16;
        local = Endpoint.of(record.bytes(Part.SOCKET, 16, length), record.tiny(Part.SOCKET, 8));
        remote = Endpoint.of(record.bytes(Part.SOCKET, 32, length), record.tiny(Part.SOCKET, 10));
        Endpoint given = given(record);
        if (given != null
                && ((remote.port() == 0 && remote.isUnset()) || call.name().startsWith("send"))) {
            remote = call.name().equals("bind") ? remote : given;
            local = call.name().equals("bind") && local.port() == 0 ? given : local;
            anew = isDatagram(record) && event.process().speaksAnew((int) number, given.toString());
        }
        type = remote.isFour() && (local.isFour() || local.isUnset()) && !isServerOnly(call, record)
                ? '4'
                : family == FOUR || local.isFour() ? '4' : '6';
        serves = isServerOnly(call, record) || call.name().startsWith("accept") || event.servesAt(local.port());
        name = tuple(isServerOnly(call, record));
    }

    private static boolean isDatagram(RawRecord record) {
        return record.tiny(Part.SOCKET, 2) == 2;
    }

    private static boolean isServerOnly(Call call, RawRecord record) {
        return call.name().equals("bind") || call.name().equals("listen") || record.tiny(Part.SOCKET, 6) == LISTENING;
    }

    private @Nullable String tuple(boolean serverOnly) {
        if (local == null || remote == null) {
            return null;
        }
        if (serverOnly) {
            remote = null;
            return local.toString();
        }
        if (local.port() == 0 && remote.port() == 0) {
            return "";
        }
        return serves ? remote + "->" + local : local + "->" + remote;
    }

    private static @Nullable Endpoint given(RawRecord record) {
        int family = record.tiny(Part.ADDRESS, 0);
        if (family != FOUR && family != SIX) {
            return null;
        }
        int port = Integer.reverseBytes(record.tiny(Part.ADDRESS, 2)) >>> 16;
        byte[] address = family == FOUR ? record.bytes(Part.ADDRESS, 4, 4) : record.bytes(Part.ADDRESS, 8, 16);
        return address.length == 4 || address.length == 16 ? Endpoint.of(address, port) : null;
    }

    private static @Nullable String unixName(RawRecord record) {
        byte[] given = record.bytes(Part.ADDRESS);
        if (given != null && given.length > 2) {
            return path(Arrays.copyOfRange(given, 2, given.length));
        }
        byte[] peer = record.bytes(record.has(Part.PEER_PATH) ? Part.PEER_PATH : Part.SOCKET_PATH);
        return peer == null ? null : path(peer);
    }

    private static String path(byte[] name) {
        String text = new String(name, StandardCharsets.UTF_8);
        if (text.startsWith("\0")) {
            return "@" + text.substring(1);
        }
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    long number() {
        learn();
        return number;
    }

    /** One letter as rules know it; {@link #NONE} where the event has no descriptor. */
    char type() {
        learn();
        return type;
    }

    @Nullable
    String name() {
        learn();
        return name;
    }

    @Nullable
    String raw() {
        learn();
        return raw;
    }

    @Nullable
    Endpoint local() {
        learn();
        return local;
    }

    @Nullable
    Endpoint remote() {
        learn();
        return remote;
    }

    @Nullable
    Endpoint client() {
        learn();
        return serves ? remote : local;
    }

    @Nullable
    Endpoint server() {
        learn();
        return serves ? local : remote;
    }

    boolean isServer() {
        learn();
        return serves;
    }

    boolean isInternet() {
        learn();
        return type == '4' || type == '6';
    }

    boolean isConnected() {
        learn();
        return isInternet() && event.record().tiny(Part.SOCKET, 6) == CONNECTED;
    }

    /** True where this event speaks to someone the socket did not speak to before. */
    boolean isAnew() {
        learn();
        return anew;
    }

    @Nullable
    String protocol() {
        if (!isInternet()) {
            return null;
        }
        return switch (event.record().tiny(Part.SOCKET, 4)) {
            case 6 -> "tcp";
            case 17 -> "udp";
            case 1, 58 -> "icmp";
            default -> "raw";
        };
    }
}
