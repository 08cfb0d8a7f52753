package dev.seawall.engine.ecosystem.pypi;

import dev.seawall.engine.model.Package;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirement, PEP 508: a name and what is asked of its version. Extras and markers are dropped.
 *
 * @param operator of the first clause: {@code ==}, {@code >=}, …; empty where any version will do
 * @param version of the first clause, without white space
 * @param single true where there is one clause at most
 */
record Requirement(String name, String operator, String version, boolean single) {
    /** The qualifier of a package whose version is a bound and not the version in use. */
    static final String CONSTRAINT = "constraint";

    private static final Pattern GRAMMAR = Pattern.compile("(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*"
            + "(?:\\[[^\\[\\]]*\\])?\\s*\\(?(?:(?<operator>===|==|~=|!=|>=|<=|>|<)\\s*(?<version>[\\w.*+!-]+)"
            + "(?<more>\\s*,.*)?)?\\)?\\s*(?:[;@].*)?");

    /** Longest text that is looked at; what is longer is no requirement. */
    private static final int LONGEST = 2000;

    /** Reads one requirement; empty for anything else, for addresses too. */
    static Optional<Requirement> parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text.strip());
        if (text.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        String operator = matcher.group("operator") == null ? "" : matcher.group("operator");
        String version = matcher.group("version") == null ? "" : matcher.group("version");
        boolean isAddress = operator.isEmpty() && text.indexOf('@') >= 0;
        return isAddress
                ? Optional.empty()
                : Optional.of(new Requirement(matcher.group("name"), operator, version, matcher.group("more") == null));
    }

    /** True for exactly one version: {@code ==} or {@code ===} without a wildcard. */
    boolean isPinned() {
        return operator.startsWith("==") && version.indexOf('*') < 0 && single;
    }

    /** The pinned version, or the bound of {@code >=}, {@code <=}, {@code ~=}, or nothing. */
    String bound() {
        boolean usable =
                !operator.isEmpty() && !operator.equals("!=") && !operator.equals("<") && !operator.equals(">");
        return usable && version.indexOf('*') < 0 ? version : "";
    }

    /** The package that this asks for, at {@link #bound}, marked where that is not the version in use. */
    Package at(String path, int line) {
        Package pkg = Package.of("pypi", name, bound(), path, line);
        return isPinned() || bound().isEmpty() ? pkg : pkg.withQualifier(CONSTRAINT, operator);
    }
}
