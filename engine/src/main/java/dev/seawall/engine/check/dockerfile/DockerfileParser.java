package dev.seawall.engine.check.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Joins lines, takes comments, directives and here-documents out, and hands each instruction on. */
final class DockerfileParser {
    private static final int MOST_INSTRUCTIONS = 20_000;
    private static final int MOST_PROBLEMS = 100;
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*+([A-Za-z][A-Za-z0-9]*+)\\s*+=\\s*+(\\S.*)");
    private static final Set<String> WITH_HEREDOC = Set.of("RUN", "COPY", "ADD");

    private final SourceText source;
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private char escape = '\\';
    private String syntax = "";
    private int next;

    DockerfileParser(String text) {
        this.source = new SourceText(text);
    }

    Dockerfile parse() {
        directives();
        while (next < source.lines() && instructions.size() < MOST_INSTRUCTIONS) {
            line();
        }
        if (next < source.lines()) {
            problem(next + 1, "more than " + MOST_INSTRUCTIONS + " instructions");
        }
        return new Dockerfile(escape, syntax, instructions, comments, problems);
    }

    private void problem(int line, String reason) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(line, reason));
        }
    }

    /** Directives stand before everything else; the first line that is none ends them. */
    private void directives() {
        while (next < source.lines()) {
            Matcher directive = DIRECTIVE.matcher(source.line(next).strip());
            if (!directive.matches() || !take(directive.group(1).toLowerCase(Locale.ROOT), directive.group(2))) {
                return;
            }
            comments.add(
                    new Comment(next + 1, source.line(next).strip().substring(1).strip()));
            next++;
        }
    }

    private boolean take(String name, String value) {
        if (name.equals("syntax")) {
            syntax = value;
        } else if (name.equals("escape") && (value.equals("\\") || value.equals("`"))) {
            escape = value.charAt(0);
        } else if (name.equals("escape")) {
            problem(next + 1, "the escape directive must be \\ or `, not " + shown(value));
        }
        return Set.of("syntax", "escape", "check").contains(name);
    }

    private static String shown(String value) {
        return "'" + (value.length() <= 40 ? value : value.substring(0, 40) + "…") + "'";
    }

    private void line() {
        String line = source.line(next);
        if (line.isBlank()) {
            next++;
        } else if (isComment(line)) {
            comment(line);
        } else {
            instruction();
        }
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    private void comment(String line) {
        comments.add(new Comment(next + 1, line.strip().substring(1).strip()));
        next++;
    }

    private void instruction() {
        LogicalLine logical = join();
        InstructionReader reader = new InstructionReader(logical, escape);
        List<Heredoc> heredocs = WITH_HEREDOC.contains(reader.keyword()) ? heredocs(logical, reader) : List.of();
        try {
            instructions.add(reader.read(heredocs));
        } catch (IllegalArgumentException e) {
            problem(logical.first + 1, String.valueOf(e.getMessage()));
        }
    }

    private LogicalLine join() {
        LogicalLine logical = new LogicalLine(source, next);
        boolean open = true;
        boolean first = true;
        while (open && next < source.lines()) {
            String line = source.line(next);
            if (!first && (isComment(line) || line.isBlank())) {
                skipInside(line);
                continue;
            }
            int cut = continuation(line);
            open = cut >= 0;
            int from = first ? line.length() - line.stripLeading().length() : 0;
            logical.append(line.substring(from, open ? Math.max(cut, from) : line.length()), source.start(next) + from);
            logical.last = next++;
            first = false;
        }
        return logical;
    }

    private void skipInside(String line) {
        if (line.isBlank()) {
            next++;
        } else {
            comment(line);
        }
    }

    /** Where the escape character stands that continues the line, or -1. */
    private int continuation(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        boolean escaped = end > 0 && line.charAt(end - 1) == escape;
        boolean doubled = end > 1 && line.charAt(end - 2) == escape;
        return escaped && !doubled ? end - 1 : -1;
    }

    private List<Heredoc> heredocs(LogicalLine logical, InstructionReader reader) {
        List<Heredoc> heredocs = new ArrayList<>();
        for (HeredocStart start : HeredocStart.in(reader.rest())) {
            int from = next;
            StringBuilder body = new StringBuilder();
            while (next < source.lines() && !start.endsAt(source.line(next))) {
                body.append(start.stripped(source.line(next++))).append('\n');
            }
            if (next >= source.lines()) {
                problem(logical.first + 1, "the here-document " + shown(start.name()) + " is never closed");
            }
            int at = from < source.lines() ? source.start(from) : 0;
            heredocs.add(new Heredoc(start.name(), start.expanded(), body.toString(), at, from + 1));
            logical.last = Math.min(next, source.lines() - 1);
            next++;
        }
        return heredocs;
    }
}
