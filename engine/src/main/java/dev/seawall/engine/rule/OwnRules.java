package dev.seawall.engine.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rule files that come with Seawall. */
public final class OwnRules {
    private static final List<String> FILES = List.of("container.yaml", "behaviour.yaml");

    private OwnRules() {}

    /** All of them, in the order in which they are read. */
    public static List<RuleBook.Source> sources() {
        List<RuleBook.Source> sources = new ArrayList<>();
        for (String name : FILES) {
            try (InputStream in = OwnRules.class.getResourceAsStream("/rule/own/" + name)) {
                sources.add(new RuleBook.Source(
                        "seawall:" + name, Objects.requireNonNull(in, name).readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }
}
