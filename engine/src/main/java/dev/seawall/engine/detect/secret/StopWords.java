package dev.seawall.engine.detect.secret;

import dev.seawall.engine.detect.Keywords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Words of everyday programming; a value that holds one is a name rather than a secret. */
final class StopWords {
    private static final Keywords WORDS = Keywords.of(read());

    private StopWords() {}

    static boolean in(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        Keywords.Hits hits = new Keywords.Hits();
        WORDS.scan(bytes, 0, bytes.length, hits);
        return hits.count() > 0;
    }

    private static List<String> read() {
        try (InputStream stream = StopWords.class.getResourceAsStream("/detect/secret-words.txt")) {
            if (stream == null) {
                throw new IllegalStateException("the list of words is missing");
            }
            var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines()
                    .flatMap(line -> List.of(line.strip().split("\\s+")).stream())
                    .filter(word -> !word.isEmpty())
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
