package dev.seawall.server.vault.request;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One path of a backend: its template, its fields, and what each operation does.
 *
 * <p>A template is literal text with {@code {name}} (word characters, dashes and dots inside), {@code {name@}} (at signs
 * too), {@code {name*}} (anything, also nothing), {@code {name+}} (anything) and {@code /?} for an optional last slash.
 * Templates are tried in the order they are declared.
 */
public final class Endpoint {
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)([@*+]?)}");

    private final Pattern pattern;
    private final List<String> captures = new ArrayList<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<Operation, Action> actions = new EnumMap<>(Operation.class);
    private @Nullable BiPredicate<VaultRequest, FieldValues> existence;
    private boolean arbitrary;

    /** What an operation does. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        VaultResponse run(VaultRequest request, FieldValues fields);
    }

    private Endpoint(String template) {
        StringBuilder regex = new StringBuilder();
        Matcher hole = HOLE.matcher(template);
        int at = 0;
        while (hole.find()) {
            regex.append(literal(template.substring(at, hole.start())));
            captures.add(hole.group(1));
            fields.put(hole.group(1), Field.string(hole.group(1)));
            regex.append(
                    switch (hole.group(2)) {
                        case "@" -> "(\\w(?:[\\w.@-]*\\w)?)";
                        case "*" -> "(.*)";
                        case "+" -> "(.+)";
                        default -> "(\\w(?:[\\w.-]*\\w)?)";
                    });
            at = hole.end();
        }
        this.pattern =
                Pattern.compile(regex.append(literal(template.substring(at))).toString(), Pattern.DOTALL);
    }

    private static String literal(String text) {
        boolean optionalSlash = text.endsWith("/?");
        String plain = optionalSlash ? text.substring(0, text.length() - 2) : text;
        return (plain.isEmpty() ? "" : Pattern.quote(plain)) + (optionalSlash ? "/?" : "");
    }

    /** An endpoint at a template. */
    public static Endpoint at(String template) {
        return new Endpoint(template);
    }

    /** With these fields. */
    public Endpoint fields(Field... more) {
        return fields(List.of(more));
    }

    /** With these fields. */
    public Endpoint fields(List<Field> more) {
        more.forEach(field -> fields.put(field.name(), field));
        return this;
    }

    /** What an operation does. */
    public Endpoint on(Operation operation, Action action) {
        actions.put(operation, action);
        return this;
    }

    /** What a write does, whether something was there or not. */
    public Endpoint onWrite(Action action) {
        return on(Operation.UPDATE, action).on(Operation.CREATE, action);
    }

    /** How to know whether something is there, which makes a write CREATE or UPDATE. */
    public Endpoint exists(BiPredicate<VaultRequest, FieldValues> check) {
        this.existence = check;
        return this;
    }

    /** Parameters without a field are taken without a word. */
    public Endpoint takingAnything() {
        this.arbitrary = true;
        return this;
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    private FieldValues values(VaultRequest request) {
        Map<String, @Nullable Object> raw = new LinkedHashMap<>(request.data());
        Matcher matcher = pattern.matcher(request.path());
        if (matcher.matches()) {
            for (int i = 0; i < captures.size(); i++) {
                raw.put(captures.get(i), matcher.group(i + 1));
            }
        }
        return new FieldValues(fields, raw);
    }

    VaultResponse run(VaultRequest request) {
        Action action = actions.get(request.operation());
        if (action == null) {
            throw VaultException.unsupportedOperation();
        }
        VaultResponse response = action.run(request, values(request));
        return warned(request, response);
    }

    private VaultResponse warned(VaultRequest request, VaultResponse response) {
        if (response.isNothing()) {
            return response;
        }
        List<String> ignored = arbitrary
                ? List.of()
                : request.data().keySet().stream()
                        .filter(name -> !fields.containsKey(name))
                        .sorted()
                        .toList();
        List<String> replaced = captures.stream()
                .filter(name -> request.data().get(name) != null)
                .toList();
        VaultResponse warned = response;
        if (!ignored.isEmpty()) {
            warned = warned.warn("Endpoint ignored these unrecognized parameters: " + spaced(ignored));
        }
        if (!replaced.isEmpty()) {
            warned = warned.warn("Endpoint replaced the value of these parameters with the values captured from the"
                    + " endpoint's path: " + spaced(replaced));
        }
        return warned;
    }

    private static String spaced(List<String> names) {
        return "[" + String.join(" ", names) + "]";
    }

    boolean canTell() {
        return existence != null;
    }

    boolean isThere(VaultRequest request) {
        BiPredicate<VaultRequest, FieldValues> check = existence;
        return check == null || check.test(request, values(request));
    }
}
