package dev.seawall.engine.detect.secret;

import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trivy's {@code trivy-secret.yaml}: own rules, allow rules, blocks to exclude, rules switched on and off by Trivy's
 * names. Findings then carry those names too, so that whatever else refers to them goes on working.
 */
final class TrivySecretConfig {
    private static final Pattern GROUP = Pattern.compile("\\(\\?P?<([A-Za-z_]\\w*)>");
    private static final Set<String> SEVERITIES = Set.of("CRITICAL", "HIGH", "MEDIUM", "LOW");

    /** Where Trivy does not look unless told to, by the names that {@code disable-allow-rules} uses. */
    private record Everywhere(String id, String path, String regex) {}

    private static final List<Everywhere> EVERYWHERE = List.of(
            new Everywhere("tests", "(?i)^test|/test|[._-]test", ""),
            new Everywhere("examples", "example", "(?i)example"),
            new Everywhere("vendor", "/vendor/", ""),
            new Everywhere("usr-dirs", "^usr/(?:include|lib|share)/", ""),
            new Everywhere("locale-dir", "/locales?/", ""),
            new Everywhere("markdown", "\\.md$", ""),
            new Everywhere("node.js", "^opt/yarn-v[0-9.]+/", ""),
            new Everywhere("golang", "^usr/local/go/", ""),
            new Everywhere("python", "^usr/local/lib/python[0-9.]+/", ""),
            new Everywhere("rubygems", "^usr/lib/gems/", ""),
            new Everywhere("wordpress", "^usr/src/wordpress/", ""),
            new Everywhere("anaconda-log", "^var/log/anaconda/", ""));

    private final Located config;

    private TrivySecretConfig(Located config) {
        this.config = config;
    }

    /** The rules that a configuration leaves and adds. */
    static RuleSet rules(Located config) {
        return new TrivySecretConfig(config).rules();
    }

    private RuleSet rules() {
        List<String> enabled = config.get("enable-builtin-rules").texts();
        List<String> disabled = config.get("disable-rules").texts();
        List<SecretRule> rules = new ArrayList<>();
        for (SecretRule rule : RulePack.builtin()) {
            if ((enabled.isEmpty() || names(rule, enabled)) && !names(rule, disabled)) {
                rules.add(rule);
            }
        }
        for (Located own : config.get("rules").items()) {
            SecretRule rule = own(own);
            if (!names(rule, disabled)) {
                rules.add(rule);
            }
        }
        return new RuleSet(
                rules, allows(), config.get("exclude-block").get("regexes").texts(), true);
    }

    private static boolean names(SecretRule rule, List<String> ids) {
        return ids.contains(rule.trivy()) || ids.contains(rule.finding()) || ids.contains(rule.id());
    }

    private List<SecretRule.Allow> allows() {
        List<String> disabled = config.get("disable-allow-rules").texts();
        List<SecretRule.Allow> allows = new ArrayList<>();
        for (Everywhere one : EVERYWHERE) {
            if (!disabled.contains(one.id())) {
                allows.add(allow(one.regex(), one.path()));
            }
        }
        for (Located own : config.get("allow-rules").items()) {
            if (!disabled.contains(own.get("id").text())) {
                allows.add(allow(own.get("regex").text(), own.get("path").text()));
            }
        }
        return allows;
    }

    private static SecretRule.Allow allow(String regex, String path) {
        return new SecretRule.Allow(false, "match", given(regex), given(path), List.of());
    }

    private static List<String> given(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static SecretRule own(Located rule) {
        List<String> groups = new ArrayList<>();
        String regex = distinctGroups(
                rule.get("regex").text(), rule.get("secret-group-name").text(), groups);
        String id = rule.get("id").text();
        List<SecretRule.Allow> allows = rule.get("allow-rules").items().stream()
                .map(allow -> allow(allow.get("regex").text(), allow.get("path").text()))
                .toList();
        return OwnRules.rule(id, rule.get("title").text(), regex)
                .severity(severity(rule.get("severity").text()))
                .trivy(id)
                .keywords(rule.get("keywords").texts())
                .groups(groups)
                .paths(given(rule.get("path").text()))
                .allow(allows)
                .excluded(rule.get("exclude-block").get("regexes").texts())
                .build();
    }

    private static Severity severity(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return SEVERITIES.contains(upper) ? Severity.valueOf(upper) : Severity.UNKNOWN;
    }

    /** Go lets several groups share a name; here each gets its own, and the secret's are noted. */
    private static String distinctGroups(String regex, String wanted, List<String> groups) {
        StringBuilder renamed = new StringBuilder();
        Matcher matcher = GROUP.matcher(regex);
        int number = 0;
        while (matcher.find()) {
            String name = "g" + number++;
            if (matcher.group(1).equals(wanted)) {
                groups.add(name);
            }
            matcher.appendReplacement(renamed, Matcher.quoteReplacement("(?P<" + name + ">"));
        }
        return matcher.appendTail(renamed).toString();
    }
}
