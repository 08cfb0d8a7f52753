package dev.seawall.engine.check.dockerfile;

import dev.seawall.engine.check.shell.Call;
import dev.seawall.engine.check.shell.Command;
import dev.seawall.engine.check.shell.Redirect;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One command as a map of the document. */
final class CommandTree {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    private CommandTree() {}

    static SourceMap of(RunScripts.Placed placed, int order, Map<String, String> variables) {
        Command command = placed.command();
        List<String> words = words(command, variables);
        Call call = Call.of(words);
        return new Tree(Mark.line(placed.line()))
                .put("name", call.program())
                .put("written", command.name())
                .put("family", call.family())
                .put("action", call.action())
                .put("args", words.subList(Math.min(1, words.size()), words.size()))
                .put("operands", call.operands())
                .put("packages", call.rest())
                .put("flags", call.flags())
                .put("options", call.options())
                .put("env", assignments(command))
                .put("into", command.into())
                .put("background", command.background())
                .put("nested", command.nested())
                .put("connector", command.connector())
                .put(
                        "redirects",
                        command.redirects().stream()
                                .filter(redirect -> !redirect.isHeredoc())
                                .map(Redirect::target)
                                .toList())
                .put("line", placed.line())
                .put("order", order)
                .build();
    }

    /** The words; one that is nothing but a known variable is replaced by its words. */
    private static List<String> words(Command command, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        command.words().forEach(word -> {
            Matcher variable = VARIABLE.matcher(word.text());
            String name = variable.matches() ? variable.group(1) != null ? variable.group(1) : variable.group(2) : "";
            String value = variables.get(name);
            if (value == null) {
                words.add(word.text());
            } else {
                words.addAll(Words.plainWords(value));
            }
        });
        return words;
    }

    private static Map<String, String> assignments(Command command) {
        Map<String, String> assignments = new TreeMap<>();
        command.assignments().forEach(text -> {
            int equals = text.indexOf('=');
            assignments.put(text.substring(0, equals), text.substring(equals + 1));
        });
        return assignments;
    }
}
