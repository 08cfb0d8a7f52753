package dev.seawall.engine.version;

/**
 * Conan's order: items between dots, numbers or words, zeros at the end do not count; a pre-release after a dash comes
 * first, what follows a plus counts last.
 */
final class ConanVersions implements VersionScheme {
    @Override
    public int compare(String left, String right) throws BadVersionException {
        String l = check(left);
        String r = check(right);
        int order = orderItems(main(l), main(r));
        if (order == 0) {
            order = orderPre(pre(l), pre(r));
        }
        return order != 0 ? order : orderItems(build(l), build(r));
    }

    private static String check(String version) throws BadVersionException {
        String text = version.strip();
        if (text.isEmpty() || text.indexOf(' ') >= 0) {
            throw new BadVersionException(version);
        }
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    private static String withoutBuild(String text) {
        int plus = text.indexOf('+');
        return plus < 0 ? text : text.substring(0, plus);
    }

    private static String build(String text) {
        return text.substring(Math.min(withoutBuild(text).length() + 1, text.length()));
    }

    private static String main(String text) {
        String version = withoutBuild(text);
        int dash = version.indexOf('-');
        return dash < 0 ? version : version.substring(0, dash);
    }

    private static String pre(String text) {
        String version = withoutBuild(text);
        return version.substring(Math.min(main(text).length() + 1, version.length()));
    }

    private static int orderPre(String left, String right) {
        return left.isEmpty() || right.isEmpty()
                ? Boolean.compare(left.isEmpty(), right.isEmpty())
                : orderItems(left, right);
    }

    private static int orderItems(String left, String right) {
        String[] l = left.split("\\.");
        String[] r = right.split("\\.");
        int leftSize = nonZero(l);
        int rightSize = nonZero(r);
        for (int i = 0; i < Math.min(leftSize, rightSize); i++) {
            boolean numbers = Ascii.isNumber(l[i]) && Ascii.isNumber(r[i]);
            int order = numbers ? Ascii.compareNumbers(l[i], r[i]) : orderWords(l[i], r[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(leftSize, rightSize);
    }

    /** Numbers come before words, so that the order stays one. */
    private static int orderWords(String left, String right) {
        int byKind = Boolean.compare(!Ascii.isNumber(left), !Ascii.isNumber(right));
        return byKind != 0 ? byKind : left.compareTo(right);
    }

    private static int nonZero(String[] items) {
        int size = items.length;
        while (size > 0 && items[size - 1].chars().allMatch(c -> c == '0')) {
            size--;
        }
        return size;
    }
}
