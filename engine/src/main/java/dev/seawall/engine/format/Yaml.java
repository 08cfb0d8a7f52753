package dev.seawall.engine.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML 1.2 with limits: 50 MB, 100 aliases to collections, no recursive keys. */
public final class Yaml {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(50_000_000)
            .setMaxAliasesForCollections(100)
            .setAllowDuplicateKeys(true)
            .setUseMarks(true)
            .build();

    private Yaml() {}

    /**
     * The first document as maps, lists, strings, numbers, booleans and null.
     *
     * @throws IOException with a short reason where it is malformed or over a limit
     */
    public static @Nullable Object parse(byte[] content) throws IOException {
        List<@Nullable Object> all = parseAll(content);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** Every document of the stream, as {@link #parse}. */
    public static List<@Nullable Object> parseAll(byte[] content) throws IOException {
        try {
            List<@Nullable Object> out = new ArrayList<>();
            new Load(SETTINGS).loadAllFromString(text(content)).forEach(out::add);
            return out;
        } catch (YamlEngineException | StackOverflowError e) {
            throw new IOException("malformed YAML: " + firstLine(e), e);
        }
    }

    /** The node trees of every document, with line marks (from 0), anchors kept. */
    public static List<Node> compose(byte[] content) throws IOException {
        try {
            List<Node> out = new ArrayList<>();
            new Compose(SETTINGS).composeAllFromString(text(content)).forEach(out::add);
            return out;
        } catch (YamlEngineException | StackOverflowError e) {
            throw new IOException("malformed YAML: " + firstLine(e), e);
        }
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
