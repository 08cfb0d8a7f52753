package dev.seawall.server.registry;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.server.config.ConfigSection;
import dev.seawall.server.registry.access.Action;
import dev.seawall.server.registry.access.ConfiguredCallers.Account;
import dev.seawall.server.registry.access.NameGlob;
import dev.seawall.server.registry.access.RepositoryRule;
import dev.seawall.server.registry.gate.GateSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code registry} of the configuration file.
 *
 * @param rules for repositories, in the file's order
 * @param accounts by name
 * @param policy file that says what may be pulled, or null where anything may
 * @param advisories folder of OSV records, or null for the installed database
 * @param advisorySource where missing advisories come from; {@code none} fetches nothing
 */
record RegistryConfig(
        GateSettings gate,
        List<RepositoryRule> rules,
        Map<String, Account> accounts,
        @Nullable Path policy,
        @Nullable Path advisories,
        @Nullable String advisorySource) {
    private static final Set<String> KEYS = Set.of(
            "backend",
            "backend-ca",
            "backend-user",
            "backend-password",
            "backend-password-file",
            "redirects",
            "name",
            "repositories",
            "users",
            "htpasswd",
            "policy",
            "advisories",
            "advisory-source",
            "requests-per-second",
            "burst",
            "client-certificates");
    private static final String GUIDE = "docs/guide/registry.md lists every key";

    RegistryConfig {
        rules = List.copyOf(rules);
        accounts = Map.copyOf(accounts);
    }

    /** @throws SeawallException where it is wrong */
    static RegistryConfig read(ConfigSection section) {
        section.only(KEYS);
        String backend = section.text("backend")
                .orElseThrow(() -> wrong("it names no backend", "Add backend: http://HOST:PORT"));
        URI root = backend(backend);
        Map<String, Account> accounts = new TreeMap<>();
        section.text("htpasswd").map(Path::of).ifPresent(file -> htpasswd(file, accounts));
        section.sections("users").forEach(user -> {
            Account account = account(user);
            accounts.put(account.name(), account);
        });
        return new RegistryConfig(
                gate(section, root),
                section.sections("repositories").stream()
                        .map(RegistryConfig::rule)
                        .toList(),
                accounts,
                section.text("policy").map(Path::of).orElse(null),
                section.text("advisories").map(Path::of).orElse(null),
                section.text("advisory-source").orElse(null));
    }

    private static GateSettings gate(ConfigSection section, URI root) {
        String certificates = section.text("client-certificates").orElse("optional");
        if (!certificates.equals("optional") && !certificates.equals("required")) {
            throw wrong("client-certificates is '" + certificates + "'", "Write optional or required");
        }
        long perSecond = section.number("requests-per-second", 0);
        return new GateSettings(
                root,
                section.text("backend-ca").map(Path::of).orElse(null),
                authorization(section),
                new HashSet<>(section.texts("redirects")),
                section.text("name").orElse(""),
                perSecond,
                section.number("burst", Math.max(1, perSecond * 10)),
                certificates.equals("required"));
    }

    private static URI backend(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            boolean whole = uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
            if (whole) {
                return URI.create(uri.getScheme() + "://" + uri.getAuthority() + "/");
            }
        } catch (IllegalArgumentException e) {
            throw wrong("the backend " + text + " is no address", "Write http://HOST:PORT or https://HOST:PORT");
        }
        throw wrong("the backend " + text + " is no address of a registry", "Write http://HOST:PORT without a path");
    }

    private static @Nullable String authorization(ConfigSection section) {
        String user = section.text("backend-user").orElse("");
        if (user.isEmpty()) {
            return null;
        }
        String password = section.text("backend-password").orElseGet(() -> section.text("backend-password-file")
                .map(file -> content(Path.of(file)).strip())
                .orElse(""));
        String pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SeawallException("read " + file, "" + e.getMessage(), "Name a readable file", e);
        }
    }

    private static void htpasswd(Path file, Map<String, Account> into) {
        for (String line : content(file).lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                Account account = new Account(
                        line.substring(0, colon), line.substring(colon + 1).strip(), Set.of());
                into.put(account.name(), account);
            }
        }
    }

    private static Account account(ConfigSection user) {
        user.only(Set.of("name", "password", "password-file", "groups"));
        String name = user.text("name").orElse("");
        String secret = user.text("password").orElseGet(() -> user.text("password-file")
                .map(file -> content(Path.of(file)).strip())
                .orElse(""));
        if (name.isEmpty() || name.contains(":") || secret.isEmpty()) {
            throw wrong("a user has no name or no password", "Give every user name and password or password-file");
        }
        return new Account(name, secret, new HashSet<>(user.texts("groups")));
    }

    private static RepositoryRule rule(ConfigSection rule) {
        rule.only(Set.of("match", "pull", "push", "delete", "sign", "quota", "immutable", "media-types"));
        String match = rule.text("match").orElseThrow(() -> wrong("a rule for repositories has no match", "Add one"));
        Map<Action, List<String>> who = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            if (rule.has(action.word())) {
                who.put(action, subjects(rule.texts(action.word())));
            }
        }
        return new RepositoryRule(
                NameGlob.of(match),
                who,
                rule.text("quota").map(RegistryConfig::bytes).orElse(null),
                rule.has("immutable") ? immutable(rule.texts("immutable")) : null,
                rule.has("media-types") ? globs(rule.texts("media-types")) : null);
    }

    /** A bare true means anybody and a bare false nobody. */
    private static List<String> subjects(List<String> texts) {
        List<String> out = new ArrayList<>();
        texts.forEach(text -> {
            if (!text.equals("false")) {
                out.add(text.equals("true") ? "*" : text);
            }
        });
        return out;
    }

    private static List<NameGlob> immutable(List<String> texts) {
        return texts.equals(List.of("true")) ? globs(List.of("*")) : globs(subjects(texts));
    }

    private static List<NameGlob> globs(List<String> texts) {
        return texts.stream().map(NameGlob::of).toList();
    }

    private static long bytes(String text) {
        var form = java.util.regex.Pattern.compile("([0-9]{1,12})\\s*([KMGT]?)(i?B)?")
                .matcher(text);
        if (!form.matches()) {
            throw wrong("the quota '" + text + "' is no size", "Write it as 10GiB or in bytes");
        }
        int power =
                " KMGT".indexOf(form.group(2).isEmpty() ? ' ' : form.group(2).charAt(0));
        return Long.parseLong(form.group(1)) << (10 * power);
    }

    private static SeawallException wrong(String because, String remedy) {
        return new SeawallException(
                "read the section registry of the configuration file", because, remedy + "; " + GUIDE);
    }
}
