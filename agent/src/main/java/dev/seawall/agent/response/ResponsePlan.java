package dev.seawall.agent.response;

import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which rules act and how, from a file.
 *
 * @param entries the first that fits a rule counts
 * @param essentials names of programs that are never touched, beside the built-in ones
 */
public record ResponsePlan(List<Entry> entries, Set<String> essentials) {
    /** Nothing acts. */
    public static final ResponsePlan NONE = new ResponsePlan(List.of(), Set.of());

    private static final Set<String> KEYS = Set.of("rule", "mode", "action", "host", "names");

    public ResponsePlan {
        entries = List.copyOf(entries);
        essentials = Set.copyOf(essentials);
    }

    /** How far a response goes. */
    public enum Mode {
        OFF,
        OBSERVE,
        ENFORCE
    }

    /**
     * What a rule does.
     *
     * @param rule its name, {@code tag:NAME}, or {@code *}
     * @param host true where processes of the host may be touched too
     * @param names for {@code kill-at-exec}: programs that must not start
     */
    public record Entry(String rule, Mode mode, String action, boolean host, List<String> names) {
        public Entry {
            names = List.copyOf(names);
        }

        boolean fits(String name, List<String> tags) {
            return rule.equals("*")
                    || rule.equals(name)
                    || (rule.startsWith("tag:") && tags.contains(rule.substring(4)));
        }
    }

    /**
     * Reads a plan: {@code respond: [{rule, mode, action, host, names}], essentials: [names]}.
     *
     * @throws SeawallException with the line of what is wrong
     */
    public static ResponsePlan read(Path file) {
        try {
            Located root = Located.yaml(Files.readAllBytes(file));
            List<Entry> entries = new ArrayList<>();
            for (Located each : root.get("respond").items()) {
                entries.add(entry(file, each));
            }
            return new ResponsePlan(entries, Set.copyOf(root.get("essentials").texts()));
        } catch (IOException e) {
            throw new SeawallException(
                    "read the responses in " + file, "it is unreadable or no YAML", "See docs/guide/runtime.md", e);
        }
    }

    private static Entry entry(Path file, Located each) {
        for (String key : each.fields().keySet()) {
            if (!KEYS.contains(key)) {
                throw wrong(file, each, "there is no key " + key);
            }
        }
        String action = each.get("action").text();
        if (!Responder.ACTIONS.contains(action)) {
            throw wrong(file, each, "there is no action '" + action + "'");
        }
        Mode mode;
        try {
            mode = Mode.valueOf(each.get("mode").text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong(file, each, "the mode must be off, observe or enforce");
        }
        return new Entry(
                each.get("rule").text(),
                mode,
                action,
                each.get("host").isTrue(),
                each.get("names").texts());
    }

    private static SeawallException wrong(Path file, Located at, String because) {
        return new SeawallException(
                "read the responses in " + file + ":" + at.line(), because, "See docs/guide/runtime.md");
    }
}
