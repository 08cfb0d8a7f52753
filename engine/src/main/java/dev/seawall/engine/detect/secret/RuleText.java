package dev.seawall.engine.detect.secret;

import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a rule's YAML entry, as it lies in {@code detect/secret}. */
final class RuleText {
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P?<([a-z][a-z0-9]*)>");
    private static final List<String> HOLDERS = List.of("secret", "b", "c");

    private final Located entry;

    private RuleText(Located entry) {
        this.entry = entry;
    }

    /** The rule that an entry describes. */
    static SecretRule read(Located entry) {
        return new RuleText(entry).rule();
    }

    private SecretRule rule() {
        String id = text("id", "");
        String regex = text("regex", text("value", ""));
        return new SecretRule(
                id,
                text("finding", id),
                text("title", id),
                Severity.parse(text("severity", "")),
                text("trivy", ""),
                SecretRule.Form.valueOf(text("form", "token").toUpperCase(Locale.ROOT)),
                list("keywords"),
                regex,
                text("case", "").equals("exact"),
                Double.parseDouble(text("entropy", "0")),
                text("begin", "word"),
                text("end", "delimiter"),
                number("offset"),
                number("before"),
                number("after"),
                text("needs", ""),
                text("spelled", "").equals("plain") ? list("keywords") : list("spelled-words"),
                list("gap-words"),
                list("not-named"),
                flags(),
                text("checksum", text("verify", "")),
                groups(regex),
                list("paths"),
                entry.get("allow").items().stream().map(RuleText::allow).toList(),
                List.of(),
                List.of(),
                list("practices"),
                list("controls"),
                text("advice", SecretRule.ADVICE));
    }

    private List<SecretRule.Flag> flags() {
        List<SecretRule.Flag> flags = new ArrayList<>();
        flag(flags, "generic", SecretRule.Flag.GENERIC);
        flag(flags, "needs-digit", SecretRule.Flag.NEEDS_DIGIT);
        flag(flags, "stopwords", SecretRule.Flag.STOPWORDS);
        if (text("global-allow", "true").equals("false")) {
            flags.add(SecretRule.Flag.NO_GLOBAL_ALLOW);
        }
        return List.copyOf(flags);
    }

    private void flag(List<SecretRule.Flag> flags, String name, SecretRule.Flag flag) {
        if (entry.get(name).isTrue()) {
            flags.add(flag);
        }
    }

    private static SecretRule.Allow allow(Located allow) {
        return new SecretRule.Allow(
                allow.get("condition").text().equals("and"),
                allow.get("target").isPresent() ? allow.get("target").text() : "secret",
                allow.get("regexes").texts(),
                allow.get("paths").texts(),
                allow.get("stopwords").texts());
    }

    private static List<String> groups(String regex) {
        List<String> there = NAMED_GROUP
                .matcher(regex)
                .results()
                .map(match -> match.group(1))
                .toList();
        return HOLDERS.stream().filter(there::contains).toList();
    }

    private String text(String name, String otherwise) {
        Located field = entry.get(name);
        return field.isPresent() ? field.text() : otherwise;
    }

    private int number(String name) {
        return Integer.parseInt(text(name, "0"));
    }

    private List<String> list(String name) {
        return entry.get(name).texts();
    }
}
