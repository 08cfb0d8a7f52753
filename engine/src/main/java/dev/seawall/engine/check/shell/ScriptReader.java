package dev.seawall.engine.check.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Recursive descent over the grammar of POSIX sh plus bash's {@code [[ ]]}, {@code (( ))}, {@code |&}, {@code <<<} and
 * {@code function}. Compound commands are only a skeleton: the reader wants the simple commands inside them.
 */
final class ScriptReader {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_COMMANDS = 20_000;
    private static final int DEEPEST = 100;
    private static final int MOST_PROBLEMS = 10;
    private static final Set<String> CLOSING = Set.of("then", "do", "done", "fi", "elif", "else", "esac", "}");
    private static final Set<String> LEADING = Set.of("then", "else", "elif", "do");

    final String text;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final PendingHeredocs heredocs = new PendingHeredocs();
    private final WordReader words = new WordReader(this);
    int at;
    private int depth;
    private int nesting;
    private boolean piped;

    ScriptReader(String text) {
        this.text = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        if (text.length() > MOST_CHARACTERS) {
            problem("longer than " + MOST_CHARACTERS + " characters");
        }
    }

    Script read() {
        while (at < text.length()) {
            int before = at;
            list();
            if (at < text.length()) {
                problem("unexpected '" + text.charAt(at) + "' at " + at);
                at = Math.min(
                        text.length(),
                        Math.max(at, before) + Math.max(1, peekWord().length()));
            }
        }
        return new Script(drafts.stream().map(Draft::build).toList(), piped, problems);
    }

    void problem(String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(what);
        }
    }

    /** Reads a list that ends at the end of the text or before {@code )}, {@code ;;} or a closing word. */
    void list() {
        String connector = "";
        while (drafts.size() < MOST_COMMANDS) {
            blanks();
            newlines();
            if (at >= text.length() || isAtListEnd()) {
                return;
            }
            int first = drafts.size();
            int before = at;
            pipeline(connector);
            connector = separator(first);
            if (at == before) {
                return;
            }
        }
        problem("more than " + MOST_COMMANDS + " commands");
        at = text.length();
    }

    private boolean isAtListEnd() {
        return text.charAt(at) == ')' || looking(";;") || CLOSING.contains(peekWord());
    }

    private String separator(int first) {
        blanks();
        String connector = "";
        if (looking("&&") || looking("||")) {
            connector = text.substring(at, at + 2);
        } else if (looking("&") || (looking(";") && !looking(";;"))) {
            connector = text.substring(at, at + 1);
        } else if (looking("\n")) {
            return ";";
        }
        at += connector.length();
        if (connector.equals("&")) {
            drafts.subList(first, drafts.size()).forEach(draft -> draft.background = true);
        }
        return connector;
    }

    private void pipeline(String connector) {
        List<int[]> parts = new ArrayList<>();
        String before = connector;
        while (true) {
            int from = drafts.size();
            element(before);
            parts.add(new int[] {from, drafts.size()});
            blanks();
            if (!looking("|") || looking("||")) {
                break;
            }
            at += looking("|&") ? 2 : 1;
            piped = true;
            before = "|";
            blanks();
            newlines();
        }
        connect(parts);
    }

    private void connect(List<int[]> parts) {
        for (int i = 0; i < parts.size() - 1; i++) {
            for (int j = i + 1; j < Math.min(parts.size(), i + 16); j++) {
                join(parts.get(i), parts.get(j));
            }
        }
    }

    private void join(int[] from, int[] to) {
        int most = Math.min(to[1], to[0] + 16);
        for (int i = from[0]; i < from[1]; i++) {
            for (int j = to[0]; j < most; j++) {
                drafts.get(i).feeds(drafts.get(j));
            }
        }
    }

    private void element(String connector) {
        if (++depth > DEEPEST) {
            problem("nested deeper than " + DEEPEST);
            at = text.length();
        }
        blanks();
        if (at < text.length()) {
            compoundOrSimple(connector);
        }
        depth--;
    }

    private void compoundOrSimple(String connector) {
        if (looking("((")) {
            skipTo("))");
        } else if (looking("(")) {
            group(")");
        } else {
            String word = peekWord();
            switch (word) {
                case "if", "while", "until", "!", "time" -> leader(word, connector);
                case "{" -> group("}");
                case "for", "select" -> loop(word);
                case "case" -> choice();
                case "function" -> function();
                case "[[" -> skipTo("]]");
                default -> simple(connector);
            }
        }
    }

    /** A subshell or a group with the redirections after it. */
    private void group(String closing) {
        at++;
        list();
        expect(closing);
        trailing();
    }

    /** {@code if A; then B; elif C; then D; else E; fi} and {@code while A; do B; done}: lists between words. */
    private void leader(String word, String connector) {
        at += word.length();
        if (word.equals("!") || word.equals("time")) {
            element(connector);
            return;
        }
        list();
        String end = word.equals("if") ? "fi" : "done";
        while (at < text.length() && !peekWord().equals(end)) {
            String next = peekWord();
            if (!LEADING.contains(next)) {
                break;
            }
            at += next.length();
            list();
        }
        expect(end);
        trailing();
    }

    private void loop(String word) {
        at += word.length();
        blanks();
        if (looking("((")) {
            skipTo("))");
        }
        List<Word> head = new ArrayList<>();
        while (words.read(head)) {
            blanks();
        }
        separator(drafts.size());
        blanks();
        newlines();
        body();
        trailing();
    }

    private void body() {
        if (peekWord().equals("{")) {
            group("}");
            return;
        }
        expect("do");
        list();
        expect("done");
    }

    private void choice() {
        at += "case".length();
        List<Word> head = new ArrayList<>();
        blanks();
        while (head.size() < 2 && words.read(head)) {
            blanks();
            newlines();
        }
        while (at < text.length() && !peekWord().equals("esac")) {
            int before = at;
            branch();
            if (at == before) {
                break;
            }
        }
        expect("esac");
        trailing();
    }

    private void branch() {
        List<Word> patterns = new ArrayList<>();
        at += looking("(") ? 1 : 0;
        blanks();
        while (words.read(patterns) || looking("|")) {
            at += looking("|") ? 1 : 0;
            blanks();
        }
        expect(")");
        list();
        while (looking(";") || looking("&")) {
            at++;
        }
        blanks();
        newlines();
    }

    private void function() {
        at += "function".length();
        List<Word> name = new ArrayList<>();
        blanks();
        words.read(name);
        blanks();
        if (looking("(")) {
            at++;
            blanks();
            expect(")");
        }
        functionBody();
    }

    private void functionBody() {
        blanks();
        newlines();
        nesting++;
        element("");
        nesting--;
    }

    private void simple(String connector) {
        Draft draft = new Draft(connector, nesting > 0, at);
        int place = drafts.size();
        boolean going = true;
        while (going) {
            blanks();
            going = redirect(draft) || word(draft);
        }
        if (draft.words.size() == 1 && looking("(")) {
            at++;
            blanks();
            expect(")");
            functionBody();
        } else if (!draft.isEmpty()) {
            drafts.add(place, draft);
        }
    }

    private boolean word(Draft draft) {
        int start = at;
        if (!words.read(draft.words)) {
            return false;
        }
        Word word = draft.words.getLast();
        if (draft.words.size() == 1 && isAssignment(start)) {
            draft.words.removeLast();
            draft.assignments.add(word.text());
            skipArray();
        }
        draft.end = at;
        return true;
    }

    private boolean isAssignment(int start) {
        int i = start;
        while (i < at && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        i += i < at && text.charAt(i) == '+' ? 1 : 0;
        return i > start && i < at && text.charAt(i) == '=' && !Character.isDigit(text.charAt(start));
    }

    private void skipArray() {
        if (looking("(") && at > 0 && text.charAt(at - 1) == '=') {
            at++;
            List<Word> items = new ArrayList<>();
            do {
                blanks();
                newlines();
            } while (words.read(items));
            expect(")");
        }
    }

    private void trailing() {
        Draft sink = new Draft("", false, at);
        do {
            blanks();
        } while (redirect(sink));
    }

    private boolean redirect(Draft draft) {
        String operator = Redirections.at(text, at);
        if (operator.isEmpty()) {
            return false;
        }
        at += operator.length();
        blanks();
        List<Word> target = new ArrayList<>();
        words.read(target);
        Word word = target.isEmpty() ? new Word("", false, at, at) : target.getFirst();
        Redirect made = new Redirect(operator, word.text());
        if (made.isHeredoc()) {
            heredocs.expect(draft, draft.redirects.size(), operator.endsWith("-"));
        }
        draft.redirects.add(made);
        draft.end = at;
        return true;
    }

    /** A substitution: its commands are read as nested ones. */
    void substitution(int end) {
        nesting++;
        int outer = depth;
        depth += 2;
        if (depth > DEEPEST) {
            problem("nested deeper than " + DEEPEST);
            at = text.length();
        }
        list();
        while (at < end && at < text.length() && text.charAt(at) != ')') {
            at++;
            list();
        }
        depth = outer;
        nesting--;
    }

    /** The commands of a substitution in backticks, which cannot hold itself unescaped. */
    void nested(int from, int end) {
        if (depth < DEEPEST) {
            ScriptReader inner = new ScriptReader(text.substring(from, end).replace("\\`", "`"));
            inner.depth = depth + 5;
            inner.nesting = 1;
            inner.list();
            inner.drafts.forEach(draft -> draft.moveBy(from));
            drafts.addAll(inner.drafts);
        }
    }

    private void expect(String token) {
        blanks();
        newlines();
        if (looking(token)) {
            at += token.length();
        } else {
            problem("expected '" + token + "' at " + at);
        }
    }

    private void skipTo(String token) {
        int end = text.indexOf(token, at);
        if (end < 0) {
            problem("'" + token + "' is missing after " + at);
        }
        at = end < 0 ? text.length() : end + token.length();
        trailing();
    }

    boolean looking(String token) {
        return text.startsWith(token, at);
    }

    /** The plain word that stands here, empty where none does. */
    private String peekWord() {
        int i = at;
        while (i < text.length() && i - at < 10 && " \t\n;&|()<>".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return text.substring(at, i);
    }

    void blanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
                at++;
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                at += 2;
            } else if (c == '#' && (at == 0 || " \t\n;&|()".indexOf(text.charAt(at - 1)) >= 0)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private void newlines() {
        while (at < text.length() && text.charAt(at) == '\n') {
            at = heredocs.take(text, at + 1);
            blanks();
        }
    }
}
