package dev.seawall.engine.rule;

import java.util.Set;

/** A question about one text whose right side is known. */
sealed interface TextTest {
    boolean holds(String text);

    /** What it costs, in units of one comparison of numbers. */
    int cost();

    /** The text itself, or not it. */
    record Equal(String wanted, boolean positive) implements TextTest {
        @Override
        public boolean holds(String text) {
            return text.equals(wanted) == positive;
        }

        @Override
        public int cost() {
            return 3;
        }
    }

    /** One of a set. */
    record OneOf(Set<String> wanted) implements TextTest {
        @Override
        public boolean holds(String text) {
            return wanted.contains(text);
        }

        @Override
        public int cost() {
            return 6;
        }
    }

    /** Before or after it in byte order. */
    record Ordered(Operator operator, String bound) implements TextTest {
        @Override
        public boolean holds(String text) {
            return NumberTest.holds(operator, text.compareTo(bound), 0);
        }

        @Override
        public int cost() {
            return 4;
        }
    }

    /** Begins so. */
    record Prefix(String start) implements TextTest {
        @Override
        public boolean holds(String text) {
            return text.startsWith(start);
        }

        @Override
        public int cost() {
            return 4;
        }
    }

    /** Ends so. */
    record Suffix(String end) implements TextTest {
        @Override
        public boolean holds(String text) {
            return text.endsWith(end);
        }

        @Override
        public int cost() {
            return 4;
        }
    }

    /** Holds it somewhere. */
    record Inside(String part) implements TextTest {
        @Override
        public boolean holds(String text) {
            return text.contains(part);
        }

        @Override
        public int cost() {
            return 10;
        }
    }

    /** Holds it somewhere, whatever the case of ASCII letters; the part is in lower case. */
    record InsideAnyCase(String part) implements TextTest {
        @Override
        public boolean holds(String text) {
            int last = text.length() - part.length();
            for (int i = 0; i <= last; i++) {
                if (matches(text, i)) {
                    return true;
                }
            }
            return false;
        }

        private boolean matches(String text, int from) {
            for (int i = 0; i < part.length(); i++) {
                if (Glob.lower(text.charAt(from + i)) != part.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int cost() {
            return 20;
        }
    }

    /** Fits a shell pattern. */
    record Pattern(Glob glob) implements TextTest {
        @Override
        public boolean holds(String text) {
            return glob.matches(text);
        }

        @Override
        public int cost() {
            return 15;
        }
    }

    /** Fits a regular expression from end to end. */
    record Expression(com.google.re2j.Pattern expression) implements TextTest {
        @Override
        public boolean holds(String text) {
            return expression.matches(text);
        }

        @Override
        public int cost() {
            return 100;
        }
    }

    /** Is one of the paths or lies below one. */
    record Below(PathPrefixes prefixes) implements TextTest {
        @Override
        public boolean holds(String text) {
            return prefixes.match(text);
        }

        @Override
        public int cost() {
            return 15;
        }
    }
}
