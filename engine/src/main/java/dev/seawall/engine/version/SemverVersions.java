package dev.seawall.engine.version;

/**
 * The order of semver.org and its relatives: any count of numbers, missing ones zero, then a pre-release that comes
 * before the plain version. A leading {@code v} is dropped. Compares in place.
 */
final class SemverVersions implements VersionScheme {
    private final Rules rules;

    /**
     * What a relative does otherwise.
     *
     * @param foldsCase letters count alike in both cases (NuGet)
     * @param ordersBuilds what follows a plus counts (Dart, Julia); else it is ignored
     * @param fuzzy words may follow with any separator ({@code 1.20rc1}, {@code 1.0.0.beta}), {@code go} may lead
     */
    record Rules(boolean foldsCase, boolean ordersBuilds, boolean fuzzy) {}

    SemverVersions(Rules rules) {
        this.rules = rules;
    }

    @Override
    public int compare(String leftText, String rightText) throws BadVersionException {
        String left = rules.fuzzy() ? FuzzyWords.normal(leftText) : leftText;
        String right = rules.fuzzy() ? FuzzyWords.normal(rightText) : rightText;
        int leftFrom = numbersAt(left);
        int rightFrom = numbersAt(right);
        int leftEnd = numbersEnd(left, leftFrom);
        int rightEnd = numbersEnd(right, rightFrom);
        int order = orderNumbers(left, leftFrom, leftEnd, right, rightFrom, rightEnd);
        return order != 0 ? order : orderRests(left, leftEnd, right, rightEnd);
    }

    private int numbersAt(String text) throws BadVersionException {
        int at = 0;
        while (at < text.length() && " =vV".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at >= text.length() || !Ascii.isDigit(text.charAt(at))) {
            throw new BadVersionException(text);
        }
        return at;
    }

    private int numbersEnd(String text, int from) throws BadVersionException {
        int at = Ascii.digitsEnd(text, from);
        while (at + 1 < text.length() && text.charAt(at) == '.' && Ascii.isDigit(text.charAt(at + 1))) {
            at = Ascii.digitsEnd(text, at + 1);
        }
        for (int i = at; i < text.length(); i++) {
            if (!Ascii.isLetterOrDigit(text.charAt(i)) && ".-+_~".indexOf(text.charAt(i)) < 0) {
                throw new BadVersionException(text);
            }
        }
        if (!rules.fuzzy() && at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == '_')) {
            throw new BadVersionException(text);
        }
        return at;
    }

    private static int orderNumbers(String left, int leftFrom, int leftEnd, String right, int rightFrom, int rightEnd) {
        int l = leftFrom;
        int r = rightFrom;
        while (l < leftEnd || r < rightEnd) {
            int leftTo = Math.max(Ascii.digitsEnd(left, Math.min(l, leftEnd)), Math.min(l, leftEnd));
            int rightTo = Math.max(Ascii.digitsEnd(right, Math.min(r, rightEnd)), Math.min(r, rightEnd));
            int order = Ascii.compareNumbers(left, Math.min(l, leftEnd), leftTo, right, Math.min(r, rightEnd), rightTo);
            if (order != 0) {
                return order;
            }
            l = leftTo < leftEnd ? leftTo + 1 : leftEnd;
            r = rightTo < rightEnd ? rightTo + 1 : rightEnd;
        }
        return 0;
    }

    private int orderRests(String left, int leftEnd, String right, int rightEnd) {
        int leftBuild = buildAt(left, leftEnd);
        int rightBuild = buildAt(right, rightEnd);
        int leftPre = skipSeparators(left, leftEnd, leftBuild);
        int rightPre = skipSeparators(right, rightEnd, rightBuild);
        boolean leftPlain = leftPre >= leftBuild;
        boolean rightPlain = rightPre >= rightBuild;
        int order = leftPlain || rightPlain
                ? Boolean.compare(leftPlain, rightPlain)
                : orderWords(left, leftPre, leftBuild, right, rightPre, rightBuild);
        return order != 0 || !rules.ordersBuilds()
                ? order
                : orderWords(
                        left, after(left, leftBuild), left.length(), right, after(right, rightBuild), right.length());
    }

    private static int after(String text, int plus) {
        return Math.min(plus + 1, text.length());
    }

    private static int buildAt(String text, int from) {
        int plus = text.indexOf('+', from);
        return plus < 0 ? text.length() : plus;
    }

    private int skipSeparators(String text, int from, int to) {
        int at = from;
        while (at < to && (rules.fuzzy() || at == from) && "-._~".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** Orders words between dots; numbers come before other words, and what ends first comes first. */
    private int orderWords(String left, int leftFrom, int leftTo, String right, int rightFrom, int rightTo) {
        int l = leftFrom;
        int r = rightFrom;
        while (l < leftTo && r < rightTo) {
            int leftEnd = wordEnd(left, l, leftTo);
            int rightEnd = wordEnd(right, r, rightTo);
            int order = orderWord(left, l, leftEnd, right, r, rightEnd);
            if (order != 0) {
                return order;
            }
            l = leftEnd + 1;
            r = rightEnd + 1;
        }
        return Boolean.compare(l < leftTo, r < rightTo);
    }

    private static int wordEnd(String text, int from, int to) {
        int dot = text.indexOf('.', from);
        return dot < 0 || dot > to ? to : dot;
    }

    private int orderWord(String left, int l, int leftEnd, String right, int r, int rightEnd) {
        boolean leftNumber = l < leftEnd && Ascii.digitsEnd(left, l) >= leftEnd;
        boolean rightNumber = r < rightEnd && Ascii.digitsEnd(right, r) >= rightEnd;
        if (leftNumber != rightNumber) {
            return leftNumber ? -1 : 1;
        }
        if (leftNumber) {
            return Ascii.compareNumbers(left, l, leftEnd, right, r, rightEnd);
        }
        return rules.foldsCase()
                ? Ascii.compareFolded(left, l, leftEnd, right, r, rightEnd)
                : Ascii.compareText(left, l, leftEnd, right, r, rightEnd);
    }
}
