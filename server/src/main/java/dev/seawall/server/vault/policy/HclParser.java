package dev.seawall.server.vault.policy;

import dev.seawall.server.vault.policy.HclItem.HclObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads HCL, the version 1 that policies are written in; JSON objects are a part of what it reads. */
final class HclParser {
    private static final int MAX_DEPTH = 64;

    private final List<HclToken> tokens;
    private int at;
    private int depth;

    private HclParser(List<HclToken> tokens) {
        this.tokens = tokens;
    }

    static HclObject parse(String text) throws BadPolicyException {
        HclParser parser = new HclParser(new HclLexer(text).read());
        if (parser.peek().is("{")) {
            HclObject whole = parser.object();
            parser.expectEnd();
            return whole;
        }
        List<HclItem> items = new ArrayList<>();
        while (parser.peek().kind() != HclToken.Kind.END) {
            items.add(parser.item());
            parser.skip(",");
        }
        return new HclObject(items);
    }

    private HclToken peek() {
        return tokens.get(at);
    }

    private boolean skip(String sign) {
        if (peek().is(sign)) {
            at++;
            return true;
        }
        return false;
    }

    private void expectEnd() throws BadPolicyException {
        if (peek().kind() != HclToken.Kind.END) {
            throw bad("unexpected text after the object");
        }
    }

    private BadPolicyException bad(String what) {
        return new BadPolicyException("At " + peek().line() + ":" + peek().column() + ": " + what);
    }

    private HclItem item() throws BadPolicyException {
        List<String> keys = new ArrayList<>();
        int line = peek().line();
        while (peek().kind() == HclToken.Kind.WORD || peek().kind() == HclToken.Kind.STRING) {
            keys.add(peek().text());
            at++;
        }
        if (keys.isEmpty()) {
            throw bad("expected: IDENT | STRING got: " + peek().text());
        }
        if (peek().is("{")) {
            return new HclItem(keys, object(), line);
        }
        if (keys.size() > 1) {
            throw bad("nested object expected: LBRACE got: " + peek().text());
        }
        if (!skip("=") && !skip(":")) {
            throw bad("key '" + keys.getFirst() + "' expected start of object ('{') or assignment ('=')");
        }
        return new HclItem(keys, value(), line);
    }

    private HclObject object() throws BadPolicyException {
        deeper();
        skip("{");
        List<HclItem> items = new ArrayList<>();
        while (!skip("}")) {
            if (peek().kind() == HclToken.Kind.END) {
                throw bad("object expected closing RBRACE got: EOF");
            }
            items.add(item());
            skip(",");
        }
        depth--;
        return new HclObject(items);
    }

    private void deeper() throws BadPolicyException {
        if (++depth > MAX_DEPTH) {
            throw bad("nested too deep");
        }
    }

    private Object value() throws BadPolicyException {
        HclToken token = peek();
        if (token.is("{")) {
            return object();
        }
        if (token.is("[")) {
            return list();
        }
        at += token.kind() == HclToken.Kind.END ? 0 : 1;
        return switch (token.kind()) {
            case STRING -> token.text();
            case NUMBER -> number(token);
            case WORD -> word(token);
            case SIGN, END -> throw bad("unexpected token while parsing value: " + token.text());
        };
    }

    private List<Object> list() throws BadPolicyException {
        deeper();
        skip("[");
        List<Object> values = new ArrayList<>();
        while (!skip("]")) {
            if (peek().kind() == HclToken.Kind.END) {
                throw bad("error parsing list, expected comma or list end, got: EOF");
            }
            values.add(value());
            if (!skip(",") && !peek().is("]")) {
                throw bad("error parsing list, expected comma or list end, got: " + peek().text());
            }
        }
        depth--;
        return values;
    }

    private Object number(HclToken token) throws BadPolicyException {
        try {
            return new BigDecimal(token.text());
        } catch (NumberFormatException malformed) {
            throw bad("not a number: " + token.text());
        }
    }

    private Object word(HclToken token) throws BadPolicyException {
        return switch (token.text()) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw bad("Unknown token: " + token.line() + ":" + token.column() + " IDENT " + token.text());
        };
    }
}
