package dev.seawall.engine.detect.secret;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;

/** Values that stand for a secret but are none: variables, templates, file names, letters repeated. */
final class Placeholders {
    private static final Pattern TEMPLATE =
            Pattern.compile("^(?:\\$(?:[0-9]+|\\{[0-9]+\\}|[A-Z_]+|[a-z_]+|\\{[A-Z_]+\\}|\\{[a-z_]+\\})"
                    + "|%(?:[A-Z_]+|[a-z_]+)%|%[+# 0-]?[bcdeEfFgGoOpqstTUvxX]|\\{[0-9]{0,2}\\}|@(?:[A-Z_]+|[a-z_]+)@"
                    + "|\\{\\{[ \\t]*[\\w ().|]+[ \\t]*\\}\\}"
                    + "|\\$\\{\\{[ \\t]*(?:env|github|secrets|vars)(?:\\.[A-Za-z]\\w+)+[\\w \"'&./=|]*[ \\t]*\\}\\})$");
    private static final Pattern FILE =
            Pattern.compile("^/(?:bin|etc|home|opt|tmp|usr|var|Users/[A-Za-z0-9]+)/[\\w ./-]+$");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

    private Placeholders() {}

    static boolean isOne(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.startsWith("true")
                || lower.contains("false")
                || lower.endsWith("null")
                || isOneLetter(lower)
                || lower.contains(ALPHABET)
                || TEMPLATE.matcher(value).find()
                || FILE.matcher(value).find();
    }

    private static boolean isOneLetter(String lower) {
        for (int i = 1; i < lower.length(); i++) {
            if (lower.charAt(i) != lower.charAt(0)) {
                return false;
            }
        }
        return true;
    }

    /** Also what a person writes where a password goes in documentation. */
    static boolean isDocumentation(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return isOne(value)
                || value.startsWith("$")
                || value.startsWith("<")
                || value.startsWith("{")
                || value.startsWith("%")
                || WORDS.contains(lower)
                || lower.startsWith("your")
                || lower.startsWith("my")
                || lower.contains("example")
                || lower.contains("password")
                || lower.contains("placeholder")
                || lower.contains("xxxx")
                || lower.contains("****");
    }

    private static final Set<String> WORDS = Set.of(
            "pass",
            "passwd",
            "pwd",
            "secret",
            "test",
            "token",
            "changeme",
            "changeit",
            "guest",
            "admin",
            "root",
            "user",
            "username",
            "foo",
            "bar",
            "baz",
            "hunter2",
            "redacted",
            "dummy",
            "p@ssw0rd",
            "pw",
            "postgres",
            "mysql",
            "key",
            "apikey",
            "api_key",
            "access_token",
            "credentials",
            "host",
            "port",
            "123456",
            "12345678",
            "auth",
            "hidden");
}
