package dev.seawall.engine.network;

import dev.seawall.engine.format.Located;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a Compose service's {@code ports}.
 *
 * @param container the ports inside the container
 * @param host the ports on the host; the container's where none are written (Docker then chooses)
 * @param local true where only the host itself can connect
 */
record ComposePorts(Ports container, Ports host, boolean local) {
    private static final Pattern SHORT = Pattern.compile(
            "(?:(?<ip>\\[[0-9a-fA-F:]+]|\\d{1,3}(?:\\.\\d{1,3}){3}):)?(?:(?<host>\\d{1,5}(?:-\\d{1,5})?)?:)?"
                    + "(?<target>\\d{1,5}(?:-\\d{1,5})?)(?:/(?<protocol>tcp|udp|sctp))?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:?-([^}]*)}");

    /** Reads the short or the long form; null where it is neither. */
    static @Nullable ComposePorts read(Located entry) {
        return entry.isScalar() ? shortForm(entry.text()) : longForm(entry);
    }

    private static @Nullable ComposePorts shortForm(String written) {
        Matcher matcher = SHORT.matcher(VARIABLE.matcher(written).replaceAll("$1"));
        if (!matcher.matches()) {
            return null;
        }
        return of(matcher.group("target"), matcher.group("host"), matcher.group("protocol"), matcher.group("ip"));
    }

    private static @Nullable ComposePorts longForm(Located entry) {
        String published = entry.get("published").text();
        return of(
                entry.get("target").text(),
                published.isEmpty() ? null : published,
                entry.get("protocol").text(),
                entry.get("host_ip").text());
    }

    private static @Nullable ComposePorts of(
            String target, @Nullable String published, @Nullable String protocol, @Nullable String ip) {
        Intervals inside = range(target);
        Intervals outside = published == null ? inside : range(published);
        if (inside == null || outside == null) {
            return null;
        }
        Ports.Protocol spoken =
                WorkloadReader.protocol(protocol == null ? "" : protocol.toUpperCase(java.util.Locale.ROOT));
        boolean local = ip != null && (ip.startsWith("127.") || ip.equals("[::1]") || ip.equals("::1"));
        return new ComposePorts(Ports.of(spoken, inside), Ports.of(spoken, outside), local);
    }

    private static @Nullable Intervals range(String text) {
        if (!text.matches("\\d{1,5}(-\\d{1,5})?")) {
            return null;
        }
        String[] parts = text.split("-", -1);
        int first = Integer.parseInt(parts[0]);
        int last = Integer.parseInt(parts[parts.length - 1]);
        return first < 1 || last > Ports.LAST_PORT || last < first ? null : Intervals.of(first, last);
    }
}
