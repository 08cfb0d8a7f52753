package dev.seawall.engine.detect.secret;

import dev.seawall.engine.model.Severity;
import java.util.List;
import java.util.Locale;

/** Builds the rules that users write themselves: an expression over the whole text behind keywords. */
final class OwnRules {
    private final String id;
    private final String title;
    private final String regex;
    private Severity severity = Severity.HIGH;
    private String trivy = "";
    private List<String> keywords = List.of();
    private double entropy;
    private List<String> groups = List.of();
    private List<String> paths = List.of();
    private List<SecretRule.Allow> allow = List.of();
    private List<SecretRule.Required> required = List.of();
    private List<SecretRule.Flag> flags = List.of(SecretRule.Flag.NO_GLOBAL_ALLOW);
    private List<String> excluded = List.of();

    private OwnRules(String id, String title, String regex) {
        this.id = id;
        this.title = title.isEmpty() ? id : title;
        this.regex = regex;
    }

    /** Starts a rule; an empty expression makes one about files by their path. */
    static OwnRules rule(String id, String title, String regex) {
        Expressions.compile(regex);
        return new OwnRules(id, title, regex);
    }

    OwnRules severity(Severity value) {
        severity = value;
        return this;
    }

    OwnRules trivy(String value) {
        trivy = value;
        return this;
    }

    OwnRules keywords(List<String> value) {
        keywords = value.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && word.chars().allMatch(c -> c < 0x80))
                .distinct()
                .toList();
        return this;
    }

    OwnRules entropy(double value) {
        entropy = value;
        return this;
    }

    OwnRules groups(List<String> value) {
        groups = List.copyOf(value);
        return this;
    }

    OwnRules paths(List<String> value) {
        Expressions.compile(value);
        paths = List.copyOf(value);
        return this;
    }

    OwnRules allow(List<SecretRule.Allow> value) {
        value.forEach(CompiledAllow::new);
        allow = List.copyOf(value);
        return this;
    }

    OwnRules required(List<SecretRule.Required> value) {
        required = List.copyOf(value);
        return this;
    }

    OwnRules flags(List<SecretRule.Flag> value) {
        flags = List.copyOf(value);
        return this;
    }

    OwnRules excluded(List<String> value) {
        Expressions.compile(value);
        excluded = List.copyOf(value);
        return this;
    }

    SecretRule build() {
        return new SecretRule(
                id,
                id,
                title,
                severity,
                trivy,
                regex.isEmpty() ? SecretRule.Form.FILE : SecretRule.Form.WHOLE,
                keywords,
                regex,
                true,
                entropy,
                "any",
                "any",
                0,
                0,
                0,
                "",
                List.of(),
                List.of(),
                List.of(),
                flags,
                "",
                groups,
                paths,
                allow,
                required,
                excluded,
                SecretRule.PRACTICES,
                SecretRule.CONTROLS,
                SecretRule.ADVICE);
    }
}
