package dev.seawall.engine.check.cel;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Seawall's own functions: image references, wildcards, capabilities, label selectors. */
final class ContainerFunctions {
    private ContainerFunctions() {}

    static @Nullable Function find(String name) {
        return switch (name) {
            case "imageRef" -> ContainerFunctions::imageRef;
            case "isImageRef" -> a -> a[0] instanceof String text && parsed(text) != null;
            case "glob" ->
                a -> a[0] instanceof String text && a[1] instanceof String pattern
                        ? glob(text, pattern)
                        : CelError.noOverload(name, a);
            case "capability" -> a -> a[0] instanceof String text ? capability(text) : CelError.noOverload(name, a);
            case "capabilities" -> ContainerFunctions::capabilities;
            case "selects" -> a -> Selector.selects(a[0], a[1]);
            case "orEmpty" -> ContainerFunctions::orEmpty;
            default -> null;
        };
    }

    /** {@code x.?y.orEmpty()}: the list, map or text, or an empty list where absent or null. */
    private static @Nullable Object orEmpty(@Nullable Object[] a) {
        Object value = a[0] instanceof CelOptional optional ? optional.value() : a[0];
        return value == null ? List.of() : value;
    }

    private static @Nullable ImageRef parsed(String text) {
        try {
            return ImageRef.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The parts of a reference as Docker normalises them; tag and digest are empty where not given. */
    private static Object imageRef(@Nullable Object[] a) {
        ImageRef ref = a[0] instanceof String text ? parsed(text) : null;
        if (ref == null) {
            return new CelError("not an image reference: " + Values.text(a[0]));
        }
        Map<String, Object> parts = new LinkedHashMap<>();
        Digest digest = ref.digest();
        parts.put("registry", ref.registry());
        parts.put("repository", ref.repository());
        parts.put("name", ref.name());
        parts.put("tag", ref.tag() == null ? "" : ref.tag());
        parts.put("digest", digest == null ? "" : digest.toString());
        parts.put("full", ref.toString());
        return parts;
    }

    /** {@code *} stands for any text, {@code ?} for one character; the whole text must match. */
    static boolean glob(String text, String pattern) {
        int t = 0;
        int p = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Upper case, without {@code CAP_}. */
    private static String capability(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        return upper.startsWith("CAP_") ? upper.substring(4) : upper;
    }

    private static Object capabilities(@Nullable Object[] a) {
        Object value = a[0] instanceof CelOptional optional ? optional.value() : a[0];
        return switch (value) {
            case null -> List.of();
            case List<?> list ->
                list.stream().map(item -> capability(Values.text(item))).toList();
            default -> CelError.noOverload("capabilities", a);
        };
    }
}
