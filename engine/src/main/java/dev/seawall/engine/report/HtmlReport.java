package dev.seawall.engine.report;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.Target;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file that needs nothing else: the report as data, a page and a script that shows it. The script builds every text
 * node from text, never from HTML, and the page's own policy allows that one script by its hash and no request at all.
 */
final class HtmlReport implements ReportFormat {
    private static final Pattern SLOT = Pattern.compile("\\{\\{([A-Z_]+)}}");

    @Override
    public String name() {
        return "html";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) throws IOException {
        String script = resource("report.js");
        out.write(utf8(filled(resource("report.html"), slots(report, script, style))));
        try (JsonOut json = JsonOut.compact(new InsideScript(out))) {
            JsonReport.write(report, json, style);
        }
        out.write(utf8("\n</script>\n<script>" + script + "</script>\n</body>\n</html>\n"));
    }

    private static Map<String, String> slots(Report report, String script, ReportStyle style) throws IOException {
        Target target = report.target();
        return Map.ofEntries(
                Map.entry("SCRIPT_HASH", "'sha256-" + hash(script) + "'"),
                Map.entry("CSS", resource("report.css")),
                Map.entry("TITLE", escape(target.name() + " - Seawall report")),
                Map.entry("NAME", escape(target.name())),
                Map.entry("VERDICT", report.verdict().passed() ? "Passed" : "Failed"),
                Map.entry("VERDICT_CLASS", report.verdict().passed() ? "pass" : "fail"),
                Map.entry("FACTS", escape(facts(report))),
                Map.entry("REASONS", list("reasons", report.verdict().reasons())),
                Map.entry("NOTICES", list("notices", Notices.of(report))),
                Map.entry("COUNTS", counts(report)),
                Map.entry("SPLIT", escape(Notices.split(report))),
                Map.entry("FOOTER", escape(footer(report, style))));
    }

    private static String facts(Report report) {
        Target target = report.target();
        String os = target.os().isNone() ? "" : ", " + Words.os(target.os());
        String digest = target.digest() == null ? "" : ", " + target.digest();
        String layers = target.layers().isEmpty()
                ? ""
                : ", " + Words.plural(target.layers().size(), "layer");
        return Words.capital(target.kind().label()) + os + layers + ", "
                + Words.plural(report.packages().size(), "package") + digest;
    }

    private static String footer(Report report, ReportStyle style) {
        String data = report.database().updatedAt() == null
                ? ""
                : " Advisory data of " + report.database().updatedAt() + ".";
        String time = style.timestamp() == null ? "" : " Made " + style.timeOrEpoch() + ".";
        return "Seawall " + style.toolVersion() + ", policy " + report.verdict().policy() + "." + data + time;
    }

    private static String counts(Report report) {
        return Summary.of(report).open().entrySet().stream()
                .map(e -> "<li><b class=\"" + e.getKey() + "\">" + e.getValue() + "</b><span>"
                        + Words.capital(Words.lower(e.getKey())) + "</span></li>")
                .collect(Collectors.joining());
    }

    private static String list(String name, List<String> sentences) {
        return sentences.isEmpty()
                ? ""
                : sentences.stream()
                        .map(s -> "<li>" + escape(s) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"" + name + "\" id=\"" + name + "\">", "</ul>\n"));
    }

    private static String filled(String page, Map<String, String> slots) {
        return SLOT.matcher(page).replaceAll(slot -> Matcher.quoteReplacement(slots.getOrDefault(slot.group(1), "")));
    }

    private static String escape(String text) {
        return SafeText.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String hash(String script) {
        String hex = Digest.sha256(utf8(script)).hex();
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program lacks its file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** JSON that cannot end the script element it stands in: less-than, greater-than and ampersand become escapes. */
    private static final class InsideScript extends FilterOutputStream {
        private static final byte[] LESS = utf8("\\u003c");
        private static final byte[] MORE = utf8("\\u003e");
        private static final byte[] AND = utf8("\\u0026");

        InsideScript(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            switch (b) {
                case '<' -> out.write(LESS);
                case '>' -> out.write(MORE);
                case '&' -> out.write(AND);
                default -> out.write(b);
            }
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
