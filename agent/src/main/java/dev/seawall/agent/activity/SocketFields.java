package dev.seawall.agent.activity;

import static dev.seawall.engine.rule.Event.ABSENT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of {@code fd.*} that is about the network. */
final class SocketFields {
    private SocketFields() {}

    static void register() {
        register("c", event -> event.descriptor().client());
        register("s", event -> event.descriptor().server());
        register("l", event -> event.descriptor().local());
        register("r", event -> event.descriptor().remote());
        FieldTable.text("fd.l4proto", event -> event.descriptor().protocol());
        FieldTable.text("fd.sockfamily", event -> switch (event.descriptor().type()) {
            case '4', '6' -> "ip";
            case 'u' -> "unix";
            default -> null;
        });
        FieldTable.number(
                "fd.is_server",
                (event, field) -> socket(event, event.descriptor().isServer()));
        FieldTable.number(
                "fd.connected",
                (event, field) -> socket(event, event.descriptor().isConnected()));
        FieldTable.number(
                "fd.name_changed",
                (event, field) -> socket(event, event.descriptor().isAnew()));
    }

    private static long socket(SensorEvent event, boolean value) {
        return event.descriptor().isInternet() ? EventFields.truth(value) : ABSENT;
    }

    private static void register(String side, Function<SensorEvent, @Nullable Endpoint> source) {
        FieldTable.bytes("fd." + side + "ip", event -> bytes(source.apply(event)));
        FieldTable.bytes("fd." + side + "net", event -> bytes(source.apply(event)));
        FieldTable.text("fd." + side + "ip", event -> {
            Endpoint endpoint = source.apply(event);
            return endpoint == null ? null : endpoint.addressText();
        });
        FieldTable.number("fd." + side + "port", (event, field) -> {
            Endpoint endpoint = source.apply(event);
            return endpoint == null ? ABSENT : endpoint.port();
        });
        FieldTable.text("fd." + side + "ip.name", event -> {
            Endpoint endpoint = source.apply(event);
            return endpoint == null ? null : event.surroundings().hostName(event.process(), endpoint);
        });
    }

    private static byte @Nullable [] bytes(@Nullable Endpoint endpoint) {
        return endpoint == null ? null : endpoint.bytes();
    }

    /** Both addresses, for fields that mean either. */
    static @Nullable List<byte[]> both(SensorEvent event) {
        if (!event.descriptor().isInternet()) {
            return null;
        }
        List<byte[]> out = new ArrayList<>(2);
        add(out, event.descriptor().client());
        add(out, event.descriptor().server());
        return out;
    }

    private static void add(List<byte[]> out, @Nullable Endpoint endpoint) {
        if (endpoint != null) {
            out.add(endpoint.bytes());
        }
    }

    static long @Nullable [] ports(SensorEvent event) {
        if (!event.descriptor().isInternet()) {
            return null;
        }
        Endpoint local = event.descriptor().local();
        Endpoint remote = event.descriptor().remote();
        return remote == null || local == null
                ? new long[] {local == null ? 0 : local.port()}
                : new long[] {local.port(), remote.port()};
    }
}
