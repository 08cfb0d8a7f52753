package dev.seawall.server.vault.policy;

import dev.seawall.server.vault.policy.HclItem.HclObject;
import dev.seawall.server.vault.wire.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the text of a policy into its rules, and says on which line it is wrong. */
final class PolicyReader {
    private static final Set<String> TOP_KEYS = Set.of("name", "path");
    private static final Set<String> PATH_KEYS = Set.of(
            "comment",
            "policy",
            "capabilities",
            "allowed_parameters",
            "denied_parameters",
            "required_parameters",
            "min_wrapping_ttl",
            "max_wrapping_ttl",
            "mfa_methods",
            "pagination_limit",
            "expiration",
            "control_group",
            "subscribe_event_types",
            "list_scan_response_keys_filter_path",
            "response_keys_filter_path");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*?)}}");

    private final Optional<Subject> subject;

    private PolicyReader(Optional<Subject> subject) {
        this.subject = subject;
    }

    static Policy read(String name, String text, Optional<Subject> subject) throws BadPolicyException {
        try {
            return new PolicyReader(subject).policy(name, text);
        } catch (BadPolicyException wrong) {
            throw new BadPolicyException("failed to parse policy: " + wrong.getMessage());
        }
    }

    private Policy policy(String name, String text) throws BadPolicyException {
        HclObject root = HclParser.parse(text);
        checkKeys(root, TOP_KEYS, "");
        String written = name;
        List<PathRule> rules = new ArrayList<>();
        for (HclItem item : root.items()) {
            if (item.key().equals("path")) {
                addPaths(item.keys().subList(1, item.keys().size()), item.value(), rules);
            } else if (!(item.value() instanceof String)) {
                throw new BadPolicyException("'name' must be a string");
            } else if (written.isEmpty()) {
                written = (String) item.value();
            }
        }
        return new Policy(written.toLowerCase(Locale.ROOT), rules);
    }

    /** Paths come as labels, as nested objects, or as a list of them (JSON). */
    private void addPaths(List<String> labels, Object value, List<PathRule> rules) throws BadPolicyException {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                addPaths(labels, element, rules);
            }
        } else if (value instanceof HclObject object && labels.isEmpty()) {
            for (HclItem item : object.items()) {
                addPaths(item.keys(), item.value(), rules);
            }
        } else if (value instanceof HclObject object) {
            path(labels.getFirst(), object).ifPresent(rules::add);
        } else {
            throw new BadPolicyException("path must be an object");
        }
    }

    private static void checkKeys(HclObject object, Set<String> valid, String prefix) throws BadPolicyException {
        List<String> wrong = object.items().stream()
                .filter(item -> !valid.contains(item.key()))
                .map(item -> "\t* " + prefix + "invalid key \"" + item.key() + "\" on line " + item.line() + "\n")
                .toList();
        if (!wrong.isEmpty()) {
            throw new BadPolicyException((wrong.size() == 1 ? "1 error occurred:" : wrong.size() + " errors occurred:")
                    + "\n" + String.join("", wrong) + "\n");
        }
    }

    private Optional<PathRule> path(String written, HclObject object) throws BadPolicyException {
        String named = "path \"" + written + "\": ";
        Optional<String> filled = fill(written);
        checkKeys(object, PATH_KEYS, named);
        String path = filled.orElse(written);
        path = path.startsWith("/") ? path.substring(1) : path;
        if (path.contains("+*")) {
            throw new BadPolicyException(named + "invalid use of wildcards ('+*' is forbidden)");
        }
        boolean prefix = path.endsWith("*");
        Permissions permissions = permissions(named, object);
        PathRule rule = new PathRule(prefix ? path.substring(0, path.length() - 1) : path, prefix, permissions);
        return filled.map(ignored -> rule);
    }

    private Optional<String> fill(String written) {
        if (subject.isEmpty() || !written.contains("{{")) {
            return Optional.of(written);
        }
        Matcher matcher = TEMPLATE.matcher(written);
        StringBuilder path = new StringBuilder();
        while (matcher.find()) {
            Optional<String> answer = subject.get().answer(matcher.group(1).strip());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(path, Matcher.quoteReplacement(answer.get()));
        }
        return Optional.of(matcher.appendTail(path).toString());
    }

    private static @Nullable Object last(HclObject object, String key) {
        return object.items().stream()
                .filter(item -> item.key().equals(key))
                .map(HclItem::value)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private static Permissions permissions(String named, HclObject object) throws BadPolicyException {
        Set<Capability> capabilities = capabilities(named, object);
        Duration min = span(named, object, "min_wrapping_ttl");
        Duration max = span(named, object, "max_wrapping_ttl");
        if (!max.isZero() && !min.isZero() && max.compareTo(min) < 0) {
            throw new BadPolicyException("max_wrapping_ttl cannot be less than min_wrapping_ttl");
        }
        if (capabilities.contains(Capability.DENY)) {
            return Permissions.DENIED;
        }
        return new Permissions(
                capabilities,
                parameters(named, object, "allowed_parameters"),
                parameters(named, object, "denied_parameters"),
                required(object),
                min,
                max);
    }

    private static Set<Capability> capabilities(String named, HclObject object) throws BadPolicyException {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        Object old = last(object, "policy");
        if (old != null) {
            found.addAll(oldPolicy(named, String.valueOf(old)));
        }
        Object listed = last(object, "capabilities");
        List<?> words = listed == null ? List.of() : listed instanceof List<?> list ? list : List.of(listed);
        for (Object word : words) {
            found.add(Capability.named(String.valueOf(word))
                    .orElseThrow(() -> new BadPolicyException(named + "invalid capability \"" + word + "\"")));
        }
        return found.contains(Capability.DENY) ? EnumSet.of(Capability.DENY) : found;
    }

    private static Set<Capability> oldPolicy(String named, String word) throws BadPolicyException {
        Set<Capability> write =
                EnumSet.of(Capability.CREATE, Capability.READ, Capability.UPDATE, Capability.DELETE, Capability.LIST);
        return switch (word) {
            case "", "write" -> word.isEmpty() ? EnumSet.noneOf(Capability.class) : write;
            case "deny" -> EnumSet.of(Capability.DENY);
            case "read" -> EnumSet.of(Capability.READ, Capability.LIST);
            case "sudo" -> {
                write.add(Capability.SUDO);
                yield write;
            }
            default -> throw new BadPolicyException(named + "invalid policy \"" + word + "\"");
        };
    }

    private static Duration span(String named, HclObject object, String key) throws BadPolicyException {
        return Spans.parse(last(object, key)).orElseThrow(() -> new BadPolicyException(named + "error parsing " + key));
    }

    private static List<String> required(HclObject object) {
        return last(object, "required_parameters") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, List<Object>> parameters(String named, HclObject object, String key)
            throws BadPolicyException {
        Map<String, List<Object>> parameters = new LinkedHashMap<>();
        for (HclItem item : object.items()) {
            if (!item.key().equals(key)) {
                continue;
            }
            if (!(item.value() instanceof HclObject names)) {
                throw new BadPolicyException(named + "'" + key + "' must be an object");
            }
            for (HclItem name : names.items()) {
                parameters.put(name.key().toLowerCase(Locale.ROOT), values(name.value()));
            }
        }
        return parameters;
    }

    private static List<Object> values(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(PolicyReader::plain).toList()
                : List.of(plain(value));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case HclObject object -> {
                Map<String, Object> map = new LinkedHashMap<>();
                object.items().forEach(item -> map.put(item.key(), plain(item.value())));
                yield map;
            }
            case List<?> list -> list.stream().map(PolicyReader::plain).toList();
            default -> value;
        };
    }
}
