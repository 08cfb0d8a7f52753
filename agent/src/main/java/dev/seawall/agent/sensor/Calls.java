package dev.seawall.agent.sensor;

import dev.seawall.engine.format.Located;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The system calls the sensor can record ({@code sensor/calls.yaml}). */
public final class Calls {
    /** Numbers go from 0 to one below. */
    public static final int MOST = 512;

    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("result-file", 12),
            Map.entry("first-file", 13),
            Map.entry("file-path", 14),
            Map.entry("address1", 15),
            Map.entry("address4", 16),
            Map.entry("creds", 17),
            Map.entry("cwd", 18),
            Map.entry("payload", 19),
            Map.entry("message", 20),
            Map.entry("how", 21),
            Map.entry("urgent", 22),
            Map.entry("only-failed", 23),
            Map.entry("only-success", 24),
            Map.entry("only-internet", 25),
            Map.entry("only-datagram", 26));
    private static final @Nullable Call[] ALL = load();

    private Calls() {}

    private static @Nullable Call[] load() {
        @Nullable Call[] all = new Call[MOST];
        try (InputStream in = Calls.class.getResourceAsStream("/sensor/calls.yaml")) {
            for (Located each :
                    Located.yaml(Objects.requireNonNull(in).readAllBytes()).items()) {
                Call call = call(each);
                all[call.number()] = call;
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Call call(Located entry) {
        long plan = 0;
        for (String want : entry.get("want").texts()) {
            plan |= 1L << bit(want);
        }
        List<Call.Argument> arguments = new ArrayList<>();
        for (String text : entry.get("args").texts()) {
            String[] words = text.split(" ");
            arguments.add(new Call.Argument(words[0], words[1], words[2]));
        }
        int number = Integer.parseInt(entry.get("nr").text());
        return new Call(
                number, entry.get("name").text(), plan, entry.get("state").isTrue(), arguments);
    }

    private static int bit(String want) {
        if (want.startsWith("text")) {
            return want.charAt(4) - '0';
        }
        if (want.startsWith("folder")) {
            return 6 + want.charAt(6) - '0';
        }
        return Objects.requireNonNull(BITS.get(want), want);
    }

    /** The call of that number; null where the sensor does not know it. */
    public static @Nullable Call of(int number) {
        return number >= 0 && number < MOST ? ALL[number] : null;
    }

    /** All of them, by number. */
    public static List<Call> all() {
        List<Call> calls = new ArrayList<>();
        for (Call call : ALL) {
            if (call != null) {
                calls.add(call);
            }
        }
        return calls;
    }
}
