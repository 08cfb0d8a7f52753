package dev.seawall.engine.check.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Helm rendered, cut where a comment says which template the next manifest is from. */
final class Manifests {
    private static final Pattern SOURCE = Pattern.compile("(?m)^---\\s*\\n# Source: ([^\\n]+)\\n");

    /** One manifest: its template, by its path in the chart, and its text. */
    record Manifest(String template, String text) {}

    private Manifests() {}

    static List<Manifest> of(String rendered) {
        List<Manifest> manifests = new ArrayList<>();
        Matcher source = SOURCE.matcher(rendered);
        int start = -1;
        String template = "";
        while (source.find()) {
            add(manifests, template, rendered, start, source.start());
            start = source.end();
            template = source.group(1).replaceFirst("^[^/]+/", "");
        }
        add(manifests, template, rendered, start, rendered.length());
        return manifests;
    }

    private static void add(List<Manifest> manifests, String template, String rendered, int start, int end) {
        if (start >= 0) {
            manifests.add(new Manifest(template, rendered.substring(start, end)));
        }
    }

    /**
     * For every line of a manifest the line of its template, both from 1 (index 0 is not used).
     *
     * @param marked the same manifest rendered with marks; where its lines are others, lines are looked for by their text
     */
    static int[] lines(Manifest manifest, Manifest marked, TemplateText template) {
        String[] plain = manifest.text().split("\n", -1);
        String[] with = marked.text().split("\n", -1);
        int[] lines = new int[plain.length + 1];
        boolean alike = marked.template().equals(manifest.template()) && with.length == plain.length;
        int known = 0;
        for (int i = 0; i < plain.length; i++) {
            int at = alike ? markOf(with[i]) : textual(plain[i], template, known);
            known = at > 0 ? at : known;
            lines[i + 1] = at;
        }
        return filled(lines);
    }

    private static int markOf(String line) {
        Matcher mark = TemplateText.MARK.matcher(line);
        int at = 0;
        while (mark.find()) {
            at = mark.group(1).length() > 7 ? 0 : Integer.parseInt(mark.group(1));
        }
        return at;
    }

    /** The next line of the template, from the one known last, whose plain text is the same; else any. */
    private static int textual(String line, TemplateText template, int known) {
        String wanted = line.strip();
        for (int i = 1; !wanted.isEmpty() && i <= template.size(); i++) {
            int at = (known + i - 1) % template.size() + 1;
            if (template.line(at).strip().equals(wanted)) {
                return at;
            }
        }
        return 0;
    }

    /** A line without a mark belongs to the marked line below it: the end of what an action printed. */
    private static int[] filled(int[] lines) {
        for (int i = lines.length - 2; i > 0; i--) {
            lines[i] = lines[i] == 0 ? lines[i + 1] : lines[i];
        }
        for (int i = 1; i < lines.length; i++) {
            lines[i] = Math.max(1, lines[i] == 0 ? lines[i - 1] : lines[i]);
        }
        return lines;
    }
}
