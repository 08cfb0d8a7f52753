package dev.seawall.engine.rule;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as outputs show them; null where the event does not have them. */
final class Rendering {
    private Rendering() {}

    static @Nullable String number(long number, FieldType type) {
        if (number == Event.ABSENT) {
            return null;
        }
        return type == FieldType.UINT64 ? Long.toUnsignedString(number) : Long.toString(type.fit(number));
    }

    static @Nullable String truth(long number) {
        return number == Event.ABSENT ? null : Boolean.toString(number != 0);
    }

    static @Nullable String real(double number) {
        return Double.isNaN(number) ? null : String.format(Locale.ROOT, "%.1f", number);
    }

    /** Bytes as text, control characters as dots. */
    static @Nullable String bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        return new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", ".");
    }

    static @Nullable String address(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException wrongLength) {
            return null;
        }
    }
}
