package dev.seawall.cli;

import dev.seawall.engine.check.Repair;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.SeawallException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code --fix} does with a repair, and what it says of it on standard error. */
enum FixOutput {
    DIFF("would repair"),
    WRITE("repaired");

    private final String word;

    FixOutput(String word) {
        this.word = word;
    }

    static FixOutput parse(String text) {
        return switch (text) {
            case "diff" -> DIFF;
            case "write" -> WRITE;
            default ->
                throw new SeawallException(
                        "repair with --fix=" + text, "there is no such word", "Use --fix=diff or --fix=write");
        };
    }

    /** Which files change, what was taken for granted, and what is left to the user. */
    void say(Repair repair) {
        repair.files().forEach(file -> System.err.println(word + " " + printable(file.path())));
        repair.assumptions().forEach(text -> System.err.println("chosen: " + text));
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Repair.Left left : repair.left()) {
            Finding finding = left.finding();
            String what = finding.id() + ": "
                    + (left.reason().isEmpty() ? finding.fix().patch() : left.reason());
            lines.computeIfAbsent(finding.location().path() + "\0" + what, key -> new ArrayList<>())
                    .add(String.valueOf(finding.location().line()));
        }
        lines.forEach((key, places) ->
                System.err.println("needs you: " + printable(key.replace("\0", ":" + String.join(",", places) + " "))));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
