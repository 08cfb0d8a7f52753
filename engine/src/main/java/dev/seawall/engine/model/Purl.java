package dev.seawall.engine.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Package URLs: written from a package, read back from an SBOM. */
public record Purl(
        String type,
        String namespace,
        String name,
        String version,
        TreeMap<String, String> qualifiers,
        String subpath) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9.+-]*");

    /** The canonical package URL of a package. */
    public static String of(Package pkg) {
        String namespace = pkg.namespace();
        String name = pkg.name();
        int split = splitAt(pkg.ecosystem(), name);
        if (split > 0) {
            namespace = name.substring(0, split);
            name = name.substring(split + 1);
        }
        String version = pkg.version();
        if (pkg.ecosystem().equals("rpm") && pkg.qualifiers().containsKey("epoch")) {
            version = version.substring(version.indexOf(':') + 1);
        }
        return new Purl(pkg.ecosystem(), namespace, name, version, pkg.qualifiers(), "").toString();
    }

    /** Where the name as users write it holds the namespace too: group:artifact, @scope/name, host/path/module. */
    private static int splitAt(String type, String name) {
        return switch (type) {
            case "maven" -> name.indexOf(':');
            case "npm" -> name.startsWith("@") ? name.indexOf('/') : -1;
            case "golang", "composer", "swift", "github", "cocoapods", "hex", "oci", "githubactions", "docker" ->
                name.lastIndexOf('/');
            default -> -1;
        };
    }

    /**
     * Reads a package URL, tolerant of unescaped characters.
     *
     * @throws IllegalArgumentException where the text has no type or no name
     */
    public static Purl parse(String text) {
        String rest = text.strip();
        if (!rest.regionMatches(true, 0, "pkg:", 0, 4)) {
            throw new IllegalArgumentException("not a package URL: " + text);
        }
        rest = rest.substring(4).replaceFirst("^/+", "");
        String subpath = "";
        int hash = rest.lastIndexOf('#');
        if (hash >= 0) {
            subpath = decode(rest.substring(hash + 1));
            rest = rest.substring(0, hash);
        }
        TreeMap<String, String> qualifiers = new TreeMap<>();
        int question = rest.lastIndexOf('?');
        if (question >= 0) {
            readQualifiers(rest.substring(question + 1), qualifiers);
            rest = rest.substring(0, question);
        }
        String version = "";
        int at = rest.lastIndexOf('@');
        if (at > rest.lastIndexOf('/')) {
            version = decode(rest.substring(at + 1));
            rest = rest.substring(0, at);
        }
        int first = rest.indexOf('/');
        int last = rest.lastIndexOf('/');
        if (first <= 0 || last == rest.length() - 1) {
            throw new IllegalArgumentException("a package URL needs a type and a name: " + text);
        }
        String namespace = first < last ? decode(rest.substring(first + 1, last)) : "";
        String type = rest.substring(0, first).toLowerCase(Locale.ROOT);
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "not a package URL, its type has other signs than letters and digits: " + text);
        }
        return new Purl(type, namespace, decode(rest.substring(last + 1)), version, qualifiers, subpath);
    }

    /** The name as this ecosystem's users write it, with its namespace where that belongs to the name. */
    public String displayName() {
        if (namespace.isEmpty()) {
            return name;
        }
        return switch (type) {
            case "maven" -> namespace + ":" + name;
            case "deb", "apk", "rpm", "alpm" -> name;
            default -> namespace + "/" + name;
        };
    }

    private static void readQualifiers(String text, Map<String, String> into) {
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                into.put(pair.substring(0, equals).toLowerCase(Locale.ROOT), decode(pair.substring(equals + 1)));
            }
        }
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("pkg:").append(type).append('/');
        if (!namespace.isEmpty()) {
            for (String segment : namespace.split("/")) {
                encode(out, segment);
                out.append('/');
            }
        }
        encode(out, canonicalName());
        if (!version.isEmpty()) {
            out.append('@');
            encode(out, version);
        }
        char separator = '?';
        for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
            out.append(separator).append(qualifier.getKey()).append('=');
            encode(out, qualifier.getValue());
            separator = '&';
        }
        if (!subpath.isEmpty()) {
            out.append('#').append(subpath);
        }
        return out.toString();
    }

    private String canonicalName() {
        return type.equals("pypi") ? name.toLowerCase(Locale.ROOT).replace('_', '-') : name;
    }

    private static void encode(StringBuilder out, String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || ".-_~:".indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] out = new byte[text.length() * 3];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int hex = c == '%' && i + 2 < text.length() ? hexValue(text, i + 1) : -1;
            if (hex >= 0) {
                out[size++] = (byte) hex;
                i += 2;
            } else {
                byte[] raw = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(raw, 0, out, size, raw.length);
                size += raw.length;
            }
        }
        return new String(out, 0, size, StandardCharsets.UTF_8);
    }

    private static int hexValue(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
