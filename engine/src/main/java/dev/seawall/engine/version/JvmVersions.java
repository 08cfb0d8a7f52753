package dev.seawall.engine.version;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The order of Java runtimes, in the old spelling ({@code 1.8.0_131-b11}, {@code 8u131}) and that of JEP 223 ({@code
 * 8.0.131+11}): numbers, then early access before the release. Builds do not count.
 */
final class JvmVersions implements VersionScheme {
    private static final Pattern VERSION = Pattern.compile(
            "(?:1\\.(?=[1-9]))?(\\d++(?:[._]\\d++)*+)(?:[_-]?(?:update|u)_?(\\d++)|-(\\d++))?+((?:-[0-9A-Za-z.]++)*?)(?:-b\\d++)?(?:\\+.*)?");
    private static final VersionScheme PARTS = new SemverVersions(new SemverVersions.Rules(true, false, true));

    @Override
    public int compare(String left, String right) throws BadVersionException {
        return PARTS.compare(modern(left), modern(right));
    }

    private static String modern(String version) throws BadVersionException {
        String text = version.strip();
        if (text.startsWith("jdk") || text.startsWith("jre")) {
            text = text.substring(text.startsWith("-", 3) ? 4 : 3);
        }
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw new BadVersionException(version);
        }
        String numbers = matcher.group(1).replace('_', '.');
        return withUpdate(numbers, matcher.group(2), matcher.group(3)) + preRelease(matcher.group(4));
    }

    private static String withUpdate(String numbers, @Nullable String update, @Nullable String dashed) {
        if (update != null) {
            return numbers + (numbers.indexOf('.') < 0 ? ".0." : ".") + update;
        }
        return dashed == null ? numbers : numbers + "." + dashed;
    }

    private static String preRelease(@Nullable String words) {
        return words == null || words.isEmpty() || words.equalsIgnoreCase("-lts") || words.equalsIgnoreCase("-ga")
                ? ""
                : words;
    }
}
