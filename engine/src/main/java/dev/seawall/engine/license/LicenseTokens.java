package dev.seawall.engine.license;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a licence text into names, operators and brackets, whoever's grammar it follows. */
final class LicenseTokens {
    private static final Pattern R_FILE = Pattern.compile("\\s*[+|]\\s*file\\s+LICEN[CS]E\\b");
    private static final Pattern AT_LEAST = Pattern.compile("\\s*\\(\\s*>=?\\s*([0-9.]+)\\s*\\)");
    private static final Pattern EXACTLY = Pattern.compile("\\s*\\(\\s*==?\\s*([0-9.]+)\\s*\\)");
    private static final Pattern TOKEN = Pattern.compile("[(),]|[^\\s(),]+");

    /** What a token is. */
    enum Kind {
        NAME,
        AND,
        OR,
        WITH,
        COMMA,
        OPEN,
        CLOSE,
        END
    }

    /** One token; names may have several words. */
    record Token(Kind kind, String text) {}

    private LicenseTokens() {}

    /** R's {@code GPL (>= 2) + file LICENSE} as {@code GPL-2+}; other texts as they are. */
    static String withVersions(String text) {
        String out = R_FILE.matcher(text).replaceAll("");
        return EXACTLY.matcher(AT_LEAST.matcher(out).replaceAll("-$1+")).replaceAll("-$1");
    }

    /** The tokens, an END last. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher words = TOKEN.matcher(plain(text));
        while (words.find()) {
            add(tokens, new Token(kind(words.group()), words.group()));
        }
        tokens.add(new Token(Kind.END, ""));
        return tokens;
    }

    /** The text with everybody's operators in words. */
    private static String plain(String text) {
        return LicenseNames.withPlus(text.replace('_', ' '))
                .replaceAll("\\|+", " OR ")
                .replaceAll("&+", " AND ")
                .replace(";", ", ")
                .replace("/", " OR ");
    }

    private static void add(List<Token> tokens, Token token) {
        boolean joins = token.kind == Kind.NAME && !tokens.isEmpty() && tokens.getLast().kind == Kind.NAME;
        if (joins) {
            tokens.set(tokens.size() - 1, new Token(Kind.NAME, tokens.getLast().text + " " + token.text));
        } else {
            tokens.add(token);
        }
    }

    private static Kind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "and" -> Kind.AND;
            case "or" -> Kind.OR;
            case "with" -> Kind.WITH;
            case "," -> Kind.COMMA;
            case "(" -> Kind.OPEN;
            case ")" -> Kind.CLOSE;
            default -> Kind.NAME;
        };
    }
}
