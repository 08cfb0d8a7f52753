package dev.seawall.engine.license;

import dev.seawall.engine.license.LicenseExpression.One;
import dev.seawall.engine.model.SeawallException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the user allows and denies. An entry that says more wins: an id (with its exception) before a pattern before a
 * category; of two that say as much, the denial.
 */
public final class LicensePolicy {
    /** Nothing allowed or denied by name: categories decide. */
    public static final LicensePolicy DEFAULT = new LicensePolicy(List.of(), List.of());

    private final List<Entry> allowed;
    private final List<Entry> denied;

    /** What the policy says of a licence. */
    public enum Answer {
        ALLOWED,
        DENIED,
        UNDECIDED
    }

    private record Entry(int weight, Pattern pattern, Optional<LicenseCategory> category) {
        int weightFor(One one) {
            boolean matches = category.isPresent()
                    ? category.get() == one.license().category()
                    : pattern.matcher(one.license().id()).matches()
                            || pattern.matcher(one.label()).matches();
            return matches ? weight : 0;
        }
    }

    private LicensePolicy(List<Entry> allowed, List<Entry> denied) {
        this.allowed = allowed;
        this.denied = denied;
    }

    /**
     * A policy of lists.
     *
     * @param allow licence ids or names, patterns with {@code *}, categories
     * @param deny the same
     * @throws SeawallException where an entry is none of these
     */
    public static LicensePolicy of(List<String> allow, List<String> deny) {
        return new LicensePolicy(entries(allow, "allow"), entries(deny, "deny"));
    }

    /** What the lists say of that licence. */
    public Answer answer(One one) {
        int allow = weight(allowed, one);
        int deny = weight(denied, one);
        if (allow == 0 && deny == 0) {
            return Answer.UNDECIDED;
        }
        return allow > deny ? Answer.ALLOWED : Answer.DENIED;
    }

    private static int weight(List<Entry> entries, One one) {
        return entries.stream().mapToInt(entry -> entry.weightFor(one)).max().orElse(0);
    }

    private static List<Entry> entries(List<String> texts, String list) {
        return texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> entry(text, list))
                .toList();
    }

    private static Entry entry(String text, String list) {
        Optional<LicenseCategory> category = LicenseCategory.find(text);
        if (category.isPresent()) {
            return new Entry(1, glob(text), category);
        }
        if (text.contains("*")) {
            return new Entry(2, glob(text), Optional.empty());
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("licenseref-")) {
            return new Entry(3, glob(text), Optional.empty());
        }
        if (LicenseParser.parse(text) instanceof One one && one.license().category() != LicenseCategory.UNKNOWN) {
            return new Entry(one.exception().isEmpty() ? 3 : 4, glob(one.label()), Optional.empty());
        }
        throw new SeawallException(
                list + " the licence '" + text + "'",
                "no licence and no category is called so",
                "Write an SPDX id, a pattern such as GPL-* or Vendor*, or one of forbidden, restricted, reciprocal,"
                        + " notice, permissive, unencumbered, unknown");
    }

    private static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("\\*+", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
