package dev.seawall.engine.detect.secret;

import dev.seawall.engine.format.Located;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * gitleaks' {@code .gitleaks.toml}: own rules, allowlists for one rule or all, composite rules, and
 * {@code [extend]} of the built-in rules or of another file. As there, built-in rules only run where the file extends
 * them.
 */
final class GitleaksConfig {
    private static final int DEEPEST = 2;

    private final Located config;
    private final Path file;
    private final Map<String, SecretRule> rules = new LinkedHashMap<>();
    private final List<SecretRule.Allow> allows = new ArrayList<>();

    private GitleaksConfig(Located config, Path file) {
        this.config = config;
        this.file = file;
    }

    /** The rules that a configuration leaves and adds. */
    static RuleSet rules(Located config, Path file) throws IOException {
        GitleaksConfig read = new GitleaksConfig(config, file);
        read.read(0);
        return new RuleSet(List.copyOf(read.rules.values()), read.allows, List.of(), false);
    }

    private void read(int depth) throws IOException {
        Located extend = config.get("extend");
        if (extend.get("useDefault").isTrue()) {
            RulePack.builtin().forEach(rule -> rules.put(rule.id(), rule));
        } else if (!extend.get("path").text().isEmpty() && depth < DEEPEST) {
            Path base = file.resolveSibling(extend.get("path").text());
            GitleaksConfig other = new GitleaksConfig(Located.toml(Files.readAllBytes(base)), base);
            other.read(depth + 1);
            rules.putAll(other.rules);
            allows.addAll(other.allows);
        }
        List<String> disabled = extend.get("disabledRules").texts();
        rules.values().removeIf(rule -> disabled.contains(rule.finding()) || disabled.contains(rule.id()));
        for (Located rule : config.get("rules").items()) {
            own(rule);
        }
        allowlists(config);
    }

    private void own(Located rule) {
        String id = rule.get("id").text();
        List<SecretRule.Allow> allow = new ArrayList<>();
        tables(rule, "allowlist").forEach(table -> allow.add(allow(table)));
        tables(rule, "allowlists").forEach(table -> allow.add(allow(table)));
        SecretRule known = rules.get(id);
        if (known != null && !rule.get("regex").isPresent() && !rule.get("path").isPresent()) {
            List<SecretRule.Allow> both = new ArrayList<>(known.allow());
            both.addAll(allow);
            rules.put(id, known.withAllow(both));
            return;
        }
        rules.put(id, built(rule, id, allow));
    }

    private static SecretRule built(Located rule, String id, List<SecretRule.Allow> allow) {
        String regex = rule.get("regex").text();
        List<SecretRule.Flag> flags =
                rule.get("skipReport").isTrue() ? List.of(SecretRule.Flag.SILENT) : List.<SecretRule.Flag>of();
        return OwnRules.rule(id, rule.get("description").text(), regex)
                .keywords(rule.get("keywords").texts())
                .entropy(number(rule.get("entropy")))
                .groups(groups(regex, (int) number(rule.get("secretGroup"))))
                .paths(rule.get("path").texts())
                .allow(allow)
                .required(required(rule))
                .flags(flags)
                .build();
    }

    /** Numbers of the groups that may hold the secret: the one named, or the first that took part. */
    private static List<String> groups(String regex, int chosen) {
        int count = Expressions.compile(regex).groupCount();
        if (chosen > 0 && chosen <= count) {
            return List.of(String.valueOf(chosen));
        }
        return count == 0 ? List.of() : List.of("first");
    }

    private static List<SecretRule.Required> required(Located rule) {
        return rule.get("required").items().stream()
                .map(one -> new SecretRule.Required(one.get("id").text(), (int) number(one.get("withinLines"))))
                .toList();
    }

    private void allowlists(Located all) {
        List<Located> tables = new ArrayList<>(tables(all, "allowlist"));
        tables.addAll(tables(all, "allowlists"));
        for (Located table : tables) {
            List<String> targets = table.get("targetRules").texts();
            if (targets.isEmpty()) {
                allows.add(allow(table));
                continue;
            }
            rules.replaceAll((id, rule) -> {
                if (!targets.contains(id) && !targets.contains(rule.finding())) {
                    return rule;
                }
                List<SecretRule.Allow> both = new ArrayList<>(rule.allow());
                both.add(allow(table));
                return rule.withAllow(both);
            });
        }
    }

    /** A table or an array of tables. */
    private static List<Located> tables(Located owner, String name) {
        Located found = owner.get(name);
        if (!found.isPresent()) {
            return List.of();
        }
        return found.items().isEmpty() ? List.of(found) : found.items();
    }

    private static SecretRule.Allow allow(Located table) {
        String condition = table.get("condition").text().toLowerCase(Locale.ROOT);
        String target = table.get("regexTarget").text();
        SecretRule.Allow allow = new SecretRule.Allow(
                condition.equals("and") || condition.equals("&&"),
                target.isEmpty() ? "secret" : target,
                table.get("regexes").texts(),
                table.get("paths").texts(),
                table.get("stopwords").texts());
        Expressions.compile(allow.regexes());
        Expressions.compile(allow.paths());
        return allow;
    }

    private static double number(Located field) {
        return field.text().isEmpty() ? 0 : Double.parseDouble(field.text());
    }
}
