package dev.seawall.engine.detect.secret;

import dev.seawall.engine.model.Severity;
import java.util.List;

/**
 * One kind of secret, as its YAML entry describes it.
 *
 * @param id unique; the entry's file name
 * @param finding the id that findings carry
 * @param severity of a finding
 * @param trivy the name Trivy gives this kind of secret, or empty
 * @param form how the text around the secret looks
 * @param keywords literal words in lower case, one of which is in every match; case is ignored
 * @param regex of the secret itself, of the whole match, or empty for {@link Form#FILE}
 * @param exact whether case matters in the value of {@link Form#ASSIGNED}
 * @param entropy bits per character that the secret must exceed, or 0
 * @param begin what may stand before a token: word, any, enclosed
 * @param end what may stand after a token: delimiter, word, token, enclosed, any
 * @param offset how many characters of a token precede its keyword
 * @param before window before the keyword in bytes, for {@link Form#FREE}
 * @param after window after the keyword in bytes
 * @param needs a text that must be in the window, or empty
 * @param spelled keywords that count in lower case, upper case or with a capital only
 * @param gapWords words of which one must stand between keyword and operator
 * @param notNamed names (letters and digits only) whose values are no secrets
 * @param flags see {@link Flag}
 * @param check a checksum or structure to verify, or empty
 * @param groups names of the groups that hold the secret, best first; the whole match where none took part
 * @param paths where not empty, one must match the file's path
 * @param allow what is allowed
 * @param required rules that must have matched nearby
 * @param excluded expressions of blocks of text in which this rule does not count
 * @param practices ids of practices
 * @param advice what to do
 */
record SecretRule(
        String id,
        String finding,
        String title,
        Severity severity,
        String trivy,
        Form form,
        List<String> keywords,
        String regex,
        boolean exact,
        double entropy,
        String begin,
        String end,
        int offset,
        int before,
        int after,
        String needs,
        List<String> spelled,
        List<String> gapWords,
        List<String> notNamed,
        List<Flag> flags,
        String check,
        List<String> groups,
        List<String> paths,
        List<Allow> allow,
        List<Required> required,
        List<String> excluded,
        List<String> practices,
        List<String> controls,
        String advice) {

    /** How the text around a secret looks. */
    enum Form {
        /** The secret begins at its keyword, or {@link SecretRule#offset} before it. */
        TOKEN,
        /** {@code keyword-ish name, operator, value}. */
        ASSIGNED,
        /** A regular expression over a window around the keyword. */
        FREE,
        /** A regular expression over the whole text, for rules bound to a path or without a keyword. */
        WHOLE,
        /** The file itself, by its path. */
        FILE
    }

    /** Properties of a rule that are either there or not. */
    enum Flag {
        /** Gives way to any other rule that found the same secret. */
        GENERIC,
        /** The secret must hold a digit. */
        NEEDS_DIGIT,
        /** A secret that holds a common word is none. */
        STOPWORDS,
        /** Values that are obviously placeholders count all the same. */
        NO_GLOBAL_ALLOW,
        /** Matches only serve other rules that require them. */
        SILENT
    }

    /**
     * What is no finding although it matches.
     *
     * @param all whether every given condition must hold, rather than one
     * @param target what the expressions are tried on: secret, match, line
     * @param regexes expressions
     * @param paths expressions on the file's path
     * @param stopwords words in the secret, case ignored
     */
    record Allow(boolean all, String target, List<String> regexes, List<String> paths, List<String> stopwords) {}

    /** Another rule that must match within so many lines; 0 for anywhere in the file. */
    record Required(String rule, int lines) {}

    static final List<String> PRACTICES = List.of("SEC-1", "IMG-3");
    static final List<String> CONTROLS = List.of("NIST-800-190:4.1.4");
    static final String ADVICE =
            "Revoke it where it was issued, take it out of the file and of every layer, and pass it in when the container starts";

    SecretRule withAllow(List<Allow> value) {
        return new SecretRule(
                id,
                finding,
                title,
                severity,
                trivy,
                form,
                keywords,
                regex,
                exact,
                entropy,
                begin,
                end,
                offset,
                before,
                after,
                needs,
                spelled,
                gapWords,
                notNamed,
                flags,
                check,
                groups,
                paths,
                List.copyOf(value),
                required,
                excluded,
                practices,
                controls,
                advice);
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }
}
