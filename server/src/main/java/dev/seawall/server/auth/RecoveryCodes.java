package dev.seawall.server.auth;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;

/** Ten codes of 80 bits, each good once in place of the second factor. */
final class RecoveryCodes {
    private static final int COUNT = 10;
    private static final int BYTES = 10;

    private RecoveryCodes() {}

    /** Four groups of four letters and digits. */
    static List<String> next() {
        return Stream.generate(
                        () -> new Base32().encodeToString(Secrets.bytes(BYTES)).toLowerCase(Locale.ROOT))
                .map(text -> String.join("-", text.split("(?<=\\G.{4})")))
                .limit(COUNT)
                .toList();
    }

    /** However somebody types one. */
    static String spelled(String code) {
        return code.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", "");
    }
}
