package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Published and exposed ports. A port that is published at random has the host port 0; one only exposed has none. */
final class ServicePorts {
    private static final Pattern SHORT = Pattern.compile(
            "(?:(?:\\[?([0-9a-fA-F:.]*?)]?:)?(\\d{0,5})(?:-(\\d{1,5}))?:)?(\\d{1,5})(?:-(\\d{1,5}))?(?:/(\\w+))?");
    private static final int MOST = 1000;

    private final SourceList.Builder ports = new SourceList.Builder();

    private ServicePorts() {}

    static SourceList of(Service service) {
        ServicePorts made = new ServicePorts();
        service.items("ports").forEach(made::shortForm);
        service.entries("ports").forEach(made::longForm);
        service.items("expose").forEach(made::exposed);
        return made.ports.build();
    }

    private void shortForm(Item item) {
        Matcher matcher = SHORT.matcher(item.text().strip());
        if (!matcher.matches()) {
            return;
        }
        int first = number(matcher.group(4));
        int last = matcher.group(5) == null ? first : number(matcher.group(5));
        int host = number(matcher.group(2));
        for (int i = 0; i <= Math.min(MOST, last - first); i++) {
            add(item.mark(), List.of(first + i, host == 0 ? 0 : host + i), matcher.group(1), matcher.group(6));
        }
    }

    private void longForm(Service port) {
        String published = new Item(port.text("published"), Mark.NONE).before('-');
        Mark mark = port.mark(port.has("published") ? "published" : "target");
        add(mark, List.of(number(port.text("target")), number(published)), port.text("host_ip"), port.text("protocol"));
    }

    private void exposed(Item item) {
        int port = number(new Item(item.before('/'), item.mark()).before('-'));
        if (port > 0) {
            ports.add(
                    new SourceMap.Builder()
                            .put("containerPort", (long) port, item.mark())
                            .build(),
                    item.mark());
        }
    }

    private void add(Mark mark, List<Integer> numbers, @Nullable String ip, @Nullable String protocol) {
        SourceMap.Builder port = new SourceMap.Builder();
        port.put("containerPort", numbers.getFirst().longValue(), mark);
        port.put("hostPort", numbers.getLast().longValue(), mark);
        if (ip != null && !ip.isEmpty()) {
            port.put("hostIP", ip, mark);
        }
        if (protocol != null && !protocol.isEmpty()) {
            port.put("protocol", protocol.toUpperCase(Locale.ROOT), mark);
        }
        ports.add(port.build(), mark);
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }
}
