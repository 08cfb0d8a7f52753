package dev.seawall.engine.check;

import dev.seawall.engine.check.cel.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A message with CEL in braces: {@code Container {container.name} is privileged}. Doubled braces are braces. */
final class MessageTemplate {
    private final Function<String, Expr> cel;

    MessageTemplate(Function<String, Expr> cel) {
        this.cel = cel;
    }

    Expr parse(String text) {
        List<Expr> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c && (c == '{' || c == '}');
            if (doubled || c != '{') {
                literal.append(c);
                at += doubled ? 2 : 1;
            } else {
                int end = end(text, at);
                parts.add(new Expr.Constant(literal.toString()));
                literal.setLength(0);
                parts.add(new Expr.Call("string", List.of(cel.apply(text.substring(at + 1, end)))));
                at = end + 1;
            }
        }
        parts.add(new Expr.Constant(literal.toString()));
        return parts.stream()
                .reduce((a, b) -> new Expr.Call("_+_", List.of(a, b)))
                .orElseThrow();
    }

    private static int end(String text, int start) {
        int depth = 0;
        for (int at = start; at < text.length(); at++) {
            depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("a brace without its partner in the message '" + text + "'");
    }
}
