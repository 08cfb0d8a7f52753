package dev.seawall.server.vault.policy;

import java.util.ArrayList;
import java.util.List;

/** Cuts an HCL text into pieces: words, strings, numbers, heredocs and signs; comments fall away. */
final class HclLexer {
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    HclLexer(String text) {
        this.text = text;
    }

    List<HclToken> read() throws BadPolicyException {
        List<HclToken> tokens = new ArrayList<>();
        skipBlank();
        while (at < text.length()) {
            tokens.add(next());
            skipBlank();
        }
        tokens.add(token(HclToken.Kind.END, ""));
        return tokens;
    }

    private HclToken token(HclToken.Kind kind, String value) {
        return new HclToken(kind, value, line, at - lineStart + 1);
    }

    private BadPolicyException bad(String what) {
        return new BadPolicyException("At " + line + ":" + (at - lineStart + 1) + ": " + what);
    }

    private void skipBlank() throws BadPolicyException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' || text.startsWith("//", at)) {
                skipLine();
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else if (Character.isWhitespace(c) || c == '\ufeff') {
                step();
            } else {
                return;
            }
        }
    }

    private void step() {
        if (text.charAt(at++) == '\n') {
            line++;
            lineStart = at;
        }
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void skipComment() throws BadPolicyException {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw bad("comment not terminated");
        }
        while (at < end + 2) {
            step();
        }
    }

    private HclToken next() throws BadPolicyException {
        char c = text.charAt(at);
        if (c == '"') {
            return string();
        }
        if (text.startsWith("<<", at)) {
            return heredoc();
        }
        if (Character.isDigit(c) || c == '-') {
            return run(HclToken.Kind.NUMBER);
        }
        if (Character.isLetter(c) || c == '_') {
            return run(HclToken.Kind.WORD);
        }
        if ("{}[]=,:".indexOf(c) >= 0) {
            HclToken sign = token(HclToken.Kind.SIGN, String.valueOf(c));
            at++;
            return sign;
        }
        throw bad("illegal character");
    }

    private HclToken run(HclToken.Kind kind) {
        int start = at;
        int column = at - lineStart + 1;
        at++;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return new HclToken(kind, text.substring(start, at), line, column);
    }

    private HclToken string() throws BadPolicyException {
        int column = at - lineStart + 1;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\n') {
                throw bad("literal not terminated");
            }
            if (c == '\\') {
                value.append(escape());
            } else {
                value.append(c);
                at++;
            }
        }
        if (at >= text.length()) {
            throw bad("literal not terminated");
        }
        at++;
        return new HclToken(HclToken.Kind.STRING, value.toString(), line, column);
    }

    private String escape() throws BadPolicyException {
        char c = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        at += 2;
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '"', '\\' -> String.valueOf(c);
            case 'u' -> unicode();
            default -> throw bad("illegal char escape");
        };
    }

    private String unicode() throws BadPolicyException {
        try {
            String digits = text.substring(at, Math.min(at + 4, text.length()));
            at += 4;
            return Character.toString(Integer.parseInt(digits, 16));
        } catch (IllegalArgumentException malformed) {
            throw bad("illegal char escape");
        }
    }

    private HclToken heredoc() throws BadPolicyException {
        int startLine = line;
        int endOfLine = text.indexOf('\n', at);
        if (endOfLine < 0) {
            throw bad("heredoc not terminated");
        }
        String marker = text.substring(at + 2, endOfLine).strip().replace("-", "");
        StringBuilder value = new StringBuilder();
        skipLine();
        step();
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String body = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end;
            if (body.strip().equals(marker)) {
                return new HclToken(HclToken.Kind.STRING, value.toString(), startLine, 1);
            }
            value.append(body).append('\n');
            if (at < text.length()) {
                step();
            }
        }
        throw bad("heredoc not terminated");
    }
}
