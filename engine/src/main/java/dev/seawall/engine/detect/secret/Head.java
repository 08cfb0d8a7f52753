package dev.seawall.engine.detect.secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first characters of an expression as sets, as far as they stand at fixed places: {@code ghp_[0-9A-Za-z]{36}}
 * begins with four letters and then alphanumerics. Comparing a dozen bytes with sets refuses nearly every keyword hit
 * without starting the expression. Reads the simple part of the syntax and stops at the first thing it does not know.
 */
final class Head {
    private static final int MOST = 12;

    private final String regex;
    private int at;
    private final List<BitSet> sets = new ArrayList<>();

    private Head(String regex) {
        this.regex = regex;
    }

    /** For each of the first characters 256 flags, one after the other; empty where nothing is fixed. */
    static boolean[] of(String regex) {
        Head head = new Head(regex);
        if (!topLevelAlternatives(regex)) {
            head.read();
        }
        int count = Math.min(MOST, head.sets.size());
        boolean[] flags = new boolean[count * 256];
        for (int i = 0; i < count; i++) {
            int base = i * 256;
            head.sets.get(i).stream().forEach(c -> flags[base + c] = true);
        }
        return flags;
    }

    static boolean fits(boolean[] head, byte[] text, int start) {
        int count = head.length / 256;
        if (start + count > text.length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!head[i * 256 + (text[start + i] & 0xff)]) {
                return false;
            }
        }
        return true;
    }

    private static boolean topLevelAlternatives(String regex) {
        int depth = 0;
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
            } else if (c == '|' && depth == 0) {
                return true;
            }
        }
        return false;
    }

    private void read() {
        while (at < regex.length() && sets.size() < MOST) {
            if (regex.startsWith("(?i:", at)) {
                if (!readFolded()) {
                    return;
                }
                continue;
            }
            BitSet set = one();
            if (set == null || !repeat(set)) {
                return;
            }
        }
    }

    /** {@code (?i:word)}: letters only, else nothing is taken. */
    private boolean readFolded() {
        int close = regex.indexOf(')', at);
        String inside = close < 0 ? "" : regex.substring(at + 4, close);
        boolean repeated = close + 1 < regex.length() && "{?*+".indexOf(regex.charAt(close + 1)) >= 0;
        if (repeated || !inside.matches("[A-Za-z_-]+")) {
            return false;
        }
        for (char c : inside.toCharArray()) {
            BitSet set = new BitSet(256);
            set.set(Character.toLowerCase(c));
            set.set(Character.toUpperCase(c));
            sets.add(set);
        }
        at = close + 1;
        return true;
    }

    /** The set of the next element, or null where it is none of a literal, an escape or a class. */
    private @Nullable BitSet one() {
        char c = regex.charAt(at);
        if (c == '[') {
            return characterClass();
        }
        if (c == '\\') {
            return escape();
        }
        if ("(){}|^$.*+?".indexOf(c) >= 0) {
            return null;
        }
        at++;
        return single(c);
    }

    private static BitSet single(int c) {
        BitSet set = new BitSet(256);
        set.set(c & 0xff);
        return set;
    }

    private @Nullable BitSet escape() {
        if (at + 1 >= regex.length()) {
            return null;
        }
        char c = regex.charAt(at + 1);
        if (Character.isLetterOrDigit(c)) {
            return null;
        }
        at += 2;
        return single(c);
    }

    private @Nullable BitSet characterClass() {
        int close = regex.indexOf(']', at + 2);
        String inside = close < 0 ? "^" : regex.substring(at + 1, close).replace("\\\\", "\u0001");
        if (inside.startsWith("^") || inside.matches(".*\\\\[A-Za-z].*")) {
            return null;
        }
        String plain = inside.replace("\\", "").replace('\u0001', '\\');
        BitSet set = new BitSet(256);
        for (int i = 0; i < plain.length(); i++) {
            if (i + 2 < plain.length() && plain.charAt(i + 1) == '-') {
                set.set(plain.charAt(i), plain.charAt(i + 2) + 1);
                i += 2;
            } else {
                set.set(plain.charAt(i));
            }
        }
        at = close + 1;
        return set;
    }

    /** Adds the set as often as its quantifier demands; false where what follows is no longer at a fixed place. */
    private boolean repeat(BitSet set) {
        char quantifier = at < regex.length() ? regex.charAt(at) : ' ';
        if (quantifier == '?' || quantifier == '*') {
            return false;
        }
        if (quantifier == '+') {
            sets.add(set);
            return false;
        }
        if (quantifier != '{') {
            sets.add(set);
            return true;
        }
        int close = regex.indexOf('}', at);
        String[] counts = regex.substring(at + 1, close).split(",", -1);
        for (int i = Math.min(MOST, Integer.parseInt(counts[0])); i > 0; i--) {
            sets.add(set);
        }
        at = close + 1;
        return counts.length == 1;
    }
}
