package dev.seawall.engine.check;

import dev.seawall.engine.check.cel.CelFrontEnd;
import dev.seawall.engine.check.cel.Expr;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.check.tree.TreeDocument;
import dev.seawall.engine.check.tree.TreePath;
import dev.seawall.engine.check.tree.YamlTree;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one check file; every mistake is named, none is guessed around. */
public final class CheckFile {
    private static final Set<String> KEYS = Set.of(
            "id",
            "title",
            "severity",
            "practices",
            "controls",
            "why",
            "targets",
            "for",
            "when",
            "fail",
            "at",
            "message",
            "parameters",
            "fix",
            "advice",
            "also-known-as",
            "kubernetes",
            "overrides",
            "opt-in",
            "manual",
            "samples",
            "references");

    private final CelFrontEnd cel;
    private final String area;
    private final String fileId;
    private final SourceMap root;

    private CheckFile(CelFrontEnd cel, String area, String fileId, SourceMap root) {
        this.cel = cel;
        this.area = area;
        this.fileId = fileId;
        this.root = root;
    }

    /** A front end with the variables of checks; making one costs some 100 ms, so make one for many files. */
    public static CelFrontEnd frontEnd() {
        return new CelFrontEnd(CheckVariables.NAMES);
    }

    /**
     * Reads a check.
     *
     * @param area the folder it lies in
     * @param fileName its name, {@code ID.yaml}
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Check parse(CelFrontEnd cel, String area, String fileName, byte[] content) {
        return new CheckFile(cel, area, fileName.replaceFirst("\\.ya?ml$", ""), root(content)).check();
    }

    /** The file as a map. */
    public static SourceMap root(byte[] content) {
        List<TreeDocument> documents = YamlTree.parse(content);
        if (documents.size() != 1) {
            throw new IllegalArgumentException("a check file holds one document, this one " + documents.size());
        }
        TreeDocument document = documents.getFirst();
        if (document.root() instanceof SourceMap map) {
            return map;
        }
        throw new IllegalArgumentException(document.problem() == null ? "not a map" : document.problem());
    }

    private Check check() {
        requireKnownKeys();
        boolean manual = Boolean.TRUE.equals(root.get("manual"));
        if (manual == root.containsKey("fail")) {
            throw new IllegalArgumentException("either 'fail' or 'manual: true' must be there, not both");
        }
        return new Check(
                id(),
                area,
                required("title"),
                severity(),
                practices(),
                texts("controls"),
                required("why"),
                requiredTexts("targets"),
                each(),
                condition("when"),
                manual ? null : condition("fail"),
                path("at"),
                message(),
                map("parameters"),
                fixes(),
                root.text("advice"),
                aliases(),
                minor("since", 0),
                minor("until", Check.NO_END),
                texts("overrides"),
                Boolean.TRUE.equals(root.get("opt-in")));
    }

    private void requireKnownKeys() {
        Set<String> unknown = new TreeSet<>(root.keySet());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown keys " + unknown + "; there are " + new TreeSet<>(KEYS));
        }
    }

    private String id() {
        String id = root.text("id");
        if (!id.equals(fileId) || !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("the id '" + id + "' must be the file's name in kebab-case words");
        }
        return id;
    }

    private String required(String key) {
        String text = root.text(key).strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return text;
    }

    private Severity severity() {
        Severity severity = Severity.parse(required("severity"));
        if (severity == Severity.UNKNOWN) {
            throw new IllegalArgumentException("severity is one of critical, high, medium, low");
        }
        return severity;
    }

    private List<Practice> practices() {
        return requiredTexts("practices").stream()
                .map(id -> Practice.parse(id)
                        .orElseThrow(() -> new IllegalArgumentException("there is no practice " + id)))
                .toList();
    }

    private List<String> requiredTexts(String key) {
        List<String> texts = texts(key);
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("'" + key + "' must be a list with something in it");
        }
        return texts;
    }

    private List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object item : root.list(key)) {
            if (!(item instanceof String text)) {
                throw new IllegalArgumentException("'" + key + "' must be a list of texts: " + item);
            }
            texts.add(text);
        }
        if (root.containsKey(key) && !(root.get(key) instanceof SourceList)) {
            throw new IllegalArgumentException("'" + key + "' must be a list");
        }
        return texts;
    }

    private List<String> aliases() {
        List<String> aliases = texts("also-known-as");
        for (String alias : aliases) {
            if (!alias.matches("[a-z0-9-]+:\\S+")) {
                throw new IllegalArgumentException("also-known-as '" + alias + "' is not spelled tool:name");
            }
        }
        return aliases;
    }

    private String each() {
        String each = root.containsKey("for") ? required("for") : Places.DOCUMENT;
        Places.requireValid(each);
        return each;
    }

    private String path(String key) {
        String path = root.text(key);
        TreePath.parse(path);
        return path;
    }

    private @Nullable Condition condition(String key) {
        return root.containsKey(key) ? Condition.of(checked(key, required(key))) : null;
    }

    private Expr checked(String key, String text) {
        try {
            return cel.check(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + key + "': " + e.getMessage(), e);
        }
    }

    private @Nullable Condition message() {
        return root.containsKey("message")
                ? Condition.of(new MessageTemplate(text -> checked("message", text)).parse(required("message")))
                : null;
    }

    private Map<String, @Nullable Object> map(String key) {
        return new LinkedHashMap<>(root.map(key));
    }

    private List<Map<String, @Nullable Object>> fixes() {
        List<Map<String, @Nullable Object>> fixes = new ArrayList<>();
        for (SourceMap fix : root.list("fix").maps()) {
            FixStep.requireValid(fix);
            Map<String, @Nullable Object> step = new LinkedHashMap<>(fix);
            for (String key : FixStep.CONDITIONS) {
                step.computeIfPresent(key, (name, text) -> Condition.of(checked("fix: " + name, String.valueOf(text))));
            }
            fixes.add(step);
        }
        return fixes;
    }

    private int minor(String key, int otherwise) {
        Object value = root.map("kubernetes").get(key);
        return value == null ? otherwise : KubernetesVersion.minor(String.valueOf(value));
    }
}
