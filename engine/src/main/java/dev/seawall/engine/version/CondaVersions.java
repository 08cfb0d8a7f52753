package dev.seawall.engine.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Conda's order: epoch, parts between dots, local parts; inside a part numbers come after words, {@code dev} is before
 * every other word and {@code post} after every number; missing pieces are zero.
 */
final class CondaVersions implements VersionScheme {
    private static final List<String> ZERO = List.of("0");

    @Override
    public int compare(String left, String right) throws BadVersionException {
        String l = check(left);
        String r = check(right);
        int order = Ascii.compareNumbers(l, 0, Math.max(l.indexOf('!'), 0), r, 0, Math.max(r.indexOf('!'), 0));
        if (order == 0) {
            order = orderParts(parts(main(l)), parts(main(r)));
        }
        return order != 0 ? order : orderParts(parts(local(l)), parts(local(r)));
    }

    private static String check(String version) throws BadVersionException {
        String text = version.strip().toLowerCase(Locale.ROOT);
        int epoch = text.indexOf('!');
        boolean bad = text.isEmpty() || (epoch >= 0 && !Ascii.isNumber(text.substring(0, epoch)));
        for (int i = 0; !bad && i < text.length(); i++) {
            bad = !Ascii.isLetterOrDigit(text.charAt(i)) && "._-+!*".indexOf(text.charAt(i)) < 0;
        }
        if (bad) {
            throw new BadVersionException(version);
        }
        return text;
    }

    private static String main(String text) {
        int plus = text.indexOf('+');
        return text.substring(text.indexOf('!') + 1, plus < 0 ? text.length() : Math.max(plus, text.indexOf('!') + 1));
    }

    private static String local(String text) {
        int plus = text.indexOf('+');
        return plus < 0 ? "" : text.substring(plus + 1);
    }

    private static List<List<String>> parts(String text) {
        List<List<String>> parts = new ArrayList<>();
        for (String part : text.split("[._-]")) {
            if (!part.isEmpty()) {
                parts.add(pieces(part));
            }
        }
        return parts;
    }

    private static List<String> pieces(String part) {
        List<String> pieces = new ArrayList<>();
        if (!Ascii.isDigit(part.charAt(0))) {
            pieces.add("0");
        }
        int at = 0;
        while (at < part.length()) {
            int end = Ascii.digitsEnd(part, at);
            while (end < part.length() && !Ascii.isDigit(part.charAt(at)) && !Ascii.isDigit(part.charAt(end))) {
                end++;
            }
            pieces.add(part.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private static int orderParts(List<List<String>> left, List<List<String>> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = orderPieces(i < left.size() ? left.get(i) : ZERO, i < right.size() ? right.get(i) : ZERO);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int orderPieces(List<String> left, List<String> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = orderPiece(i < left.size() ? left.get(i) : "0", i < right.size() ? right.get(i) : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int orderPiece(String left, String right) {
        int byRank = Integer.compare(rank(left), rank(right));
        if (byRank != 0) {
            return byRank;
        }
        return Ascii.isDigit(left.charAt(0)) ? Ascii.compareNumbers(left, right) : left.compareTo(right);
    }

    private static int rank(String piece) {
        return switch (piece) {
            case "dev" -> 0;
            case "post" -> 3;
            default -> Ascii.isDigit(piece.charAt(0)) ? 2 : 1;
        };
    }
}
