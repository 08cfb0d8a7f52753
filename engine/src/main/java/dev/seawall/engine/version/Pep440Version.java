package dev.seawall.engine.version;

/** One version of PEP 440 in any of its spellings, read in one pass into places inside the text. */
final class Pep440Version implements Comparable<Pep440Version> {
    private static final int NONE = -1;
    private static final int DEVELOPMENT_ONLY = 0;
    private static final int FINAL = 4;

    private final String text;
    private int at;
    private int epochTo;
    private int releaseFrom;
    private int releaseTo;
    private int pre = FINAL;
    private int preFrom;
    private int preTo;
    private int postFrom = NONE;
    private int postTo;
    private int developmentFrom = NONE;
    private int developmentTo;
    private int localFrom = NONE;
    private int end;
    private final boolean valid;

    private Pep440Version(String text) {
        this.text = text;
        end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        while (at < end && text.charAt(at) <= ' ') {
            at++;
        }
        valid = readNumbers() && readRest();
    }

    /** Reads a version; one that does not follow the grammar says so by {@link #valid}. */
    static Pep440Version parse(String text) {
        return new Pep440Version(text);
    }

    boolean valid() {
        return valid;
    }

    private boolean readNumbers() {
        if (at < end && Ascii.lower(text.charAt(at)) == 'v') {
            at++;
        }
        int start = at;
        epochTo = start;
        int digits = digitsEnd(at);
        if (digits < end && digits > at && text.charAt(digits) == '!') {
            epochTo = digits;
            at = digits + 1;
            digits = digitsEnd(at);
        }
        epochFrom = start;
        releaseFrom = at;
        boolean any = digits > at;
        at = digits;
        while (at + 1 < end && text.charAt(at) == '.' && Ascii.isDigit(text.charAt(at + 1))) {
            at = digitsEnd(at + 1);
        }
        releaseTo = at;
        return any;
    }

    private int epochFrom;

    private int digitsEnd(int from) {
        return Math.min(Ascii.digitsEnd(text, Math.min(from, end)), end);
    }

    private boolean readRest() {
        readPre();
        readPost();
        readDevelopment();
        if (pre == FINAL && postFrom == NONE && developmentFrom != NONE) {
            pre = DEVELOPMENT_ONLY;
        }
        return readLocal() && at == end;
    }

    private void readPre() {
        int word = skipSeparator(at);
        int kind = preKind(word);
        if (kind != NONE) {
            pre = kind;
            preFrom = skipSeparatorBeforeDigit(at);
            preTo = digitsEnd(preFrom);
            at = preTo;
        }
    }

    /** Moves past the word that names a pre-release; its rank, or none. Longer words are tried first. */
    private int preKind(int word) {
        if (takes("alpha", word) || takes("a", word)) {
            return 1;
        }
        if (takes("beta", word) || takes("b", word)) {
            return 2;
        }
        boolean candidate = takes("rc", word) || takes("c", word) || takes("preview", word) || takes("pre", word);
        return candidate ? 3 : NONE;
    }

    private void readPost() {
        if (at + 1 < end && text.charAt(at) == '-' && Ascii.isDigit(text.charAt(at + 1))) {
            postFrom = at + 1;
            postTo = digitsEnd(postFrom);
            at = postTo;
            return;
        }
        int word = skipSeparator(at);
        if (takes("post", word) || takes("rev", word) || takes("r", word)) {
            postFrom = skipSeparatorBeforeDigit(at);
            postTo = digitsEnd(postFrom);
            at = postTo;
        }
    }

    private void readDevelopment() {
        if (takes("dev", skipSeparator(at))) {
            developmentFrom = skipSeparatorBeforeDigit(at);
            developmentTo = digitsEnd(developmentFrom);
            at = developmentTo;
        }
    }

    private boolean readLocal() {
        if (at >= end || text.charAt(at) != '+') {
            return true;
        }
        localFrom = ++at;
        boolean afterWord = false;
        while (at < end) {
            char c = text.charAt(at);
            boolean word = Ascii.isLetterOrDigit(c);
            if (!word && !(afterWord && isSeparator(c))) {
                return false;
            }
            afterWord = word;
            at++;
        }
        return afterWord;
    }

    private boolean takes(String word, int from) {
        boolean found = from + word.length() <= end && text.regionMatches(true, from, word, 0, word.length());
        if (found) {
            at = from + word.length();
        }
        return found;
    }

    private int skipSeparator(int from) {
        return from < end && isSeparator(text.charAt(from)) ? from + 1 : from;
    }

    private int skipSeparatorBeforeDigit(int from) {
        int next = skipSeparator(from);
        return next < end && Ascii.isDigit(text.charAt(next)) ? next : from;
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '-' || c == '_';
    }

    @Override
    public int compareTo(Pep440Version other) {
        int order = numbers(epochFrom, epochTo, other, other.epochFrom, other.epochTo);
        if (order == 0) {
            order = compareRelease(other);
        }
        if (order == 0) {
            order = Integer.compare(pre, other.pre);
        }
        if (order == 0) {
            order = numbers(preFrom, preTo, other, other.preFrom, other.preTo);
        }
        if (order == 0) {
            order = optional(postFrom, postTo, other, other.postFrom, other.postTo);
        }
        if (order == 0) {
            order = compareDevelopment(other);
        }
        return order != 0 ? order : compareLocal(other);
    }

    private int numbers(int from, int to, Pep440Version other, int otherFrom, int otherTo) {
        return Ascii.compareNumbers(text, from, to, other.text, otherFrom, otherTo);
    }

    private int optional(int from, int to, Pep440Version other, int otherFrom, int otherTo) {
        return from == NONE || otherFrom == NONE
                ? Boolean.compare(from != NONE, otherFrom != NONE)
                : numbers(from, to, other, otherFrom, otherTo);
    }

    private int compareDevelopment(Pep440Version other) {
        if (developmentFrom == NONE || other.developmentFrom == NONE) {
            return Boolean.compare(developmentFrom == NONE, other.developmentFrom == NONE);
        }
        return numbers(developmentFrom, developmentTo, other, other.developmentFrom, other.developmentTo);
    }

    private int compareRelease(Pep440Version other) {
        int l = releaseFrom;
        int r = other.releaseFrom;
        while (l < releaseTo || r < other.releaseTo) {
            int leftEnd = Math.min(Ascii.digitsEnd(text, Math.min(l, releaseTo)), releaseTo);
            int rightEnd = Math.min(Ascii.digitsEnd(other.text, Math.min(r, other.releaseTo)), other.releaseTo);
            int order = numbers(Math.min(l, releaseTo), leftEnd, other, Math.min(r, other.releaseTo), rightEnd);
            if (order != 0) {
                return order;
            }
            l = leftEnd + 1;
            r = rightEnd + 1;
        }
        return 0;
    }

    private int compareLocal(Pep440Version other) {
        if (localFrom == NONE || other.localFrom == NONE) {
            return Boolean.compare(localFrom != NONE, other.localFrom != NONE);
        }
        int l = localFrom;
        int r = other.localFrom;
        while (l < end && r < other.end) {
            int leftEnd = wordEnd(l);
            int rightEnd = other.wordEnd(r);
            int order = compareWord(l, leftEnd, other, r, rightEnd);
            if (order != 0) {
                return order;
            }
            l = leftEnd + 1;
            r = rightEnd + 1;
        }
        return Boolean.compare(l < end, r < other.end);
    }

    private int wordEnd(int from) {
        int to = from;
        while (to < end && !isSeparator(text.charAt(to))) {
            to++;
        }
        return to;
    }

    private int compareWord(int l, int leftEnd, Pep440Version other, int r, int rightEnd) {
        boolean leftNumber = digitsEnd(l) >= leftEnd;
        boolean rightNumber = other.digitsEnd(r) >= rightEnd;
        if (leftNumber != rightNumber) {
            return leftNumber ? 1 : -1;
        }
        return leftNumber
                ? numbers(l, leftEnd, other, r, rightEnd)
                : Ascii.compareFolded(text, l, leftEnd, other.text, r, rightEnd);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Pep440Version version && text.equals(version.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
