package dev.seawall.cli;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.rebase.DockerfileRebase;
import dev.seawall.engine.rebase.FindingsChange;
import dev.seawall.engine.rebase.ImageRebase;
import dev.seawall.engine.rebase.NewerBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a rebase found and did, for people and as JSON. */
final class RebaseText {
    private static final int SHOWN = 40;

    private RebaseText() {}

    static String table(DockerfileRebase.Outcome outcome) {
        StringBuilder out = new StringBuilder(outcome.diff());
        for (DockerfileRebase.Line line : outcome.lines()) {
            out.append(line.isChange() ? "# line %d: %s%n".formatted(line.line(), line.reason()) : kept(line));
        }
        return out.toString();
    }

    private static String kept(DockerfileRebase.Line line) {
        return "# line %d: %s stays: %s%n".formatted(line.line(), line.from(), line.reason());
    }

    static String json(String target, DockerfileRebase.Outcome outcome, boolean written) {
        ObjectNode json = start(target, "dockerfile", outcome.isChange()).put("written", written);
        ArrayNode bases = json.putArray("bases");
        for (DockerfileRebase.Line line : outcome.lines()) {
            bases.addObject()
                    .put("line", line.line())
                    .put("from", line.from())
                    .put("to", line.to())
                    .put("changed", line.isChange())
                    .put("reason", line.reason());
        }
        return text(json.put("diff", outcome.diff()));
    }

    private static ObjectNode start(String target, String kind, boolean changed) {
        return Json.mapper()
                .createObjectNode()
                .put("schemaVersion", 1)
                .put("target", target)
                .put("kind", kind)
                .put("changed", changed);
    }

    static String table(ImageRebase.Outcome outcome, ImageRebase.Wish wish) {
        NewerBase base = outcome.base();
        FindingsChange findings = outcome.findings();
        if (findings == null) {
            return "%s stands on the newest already (%s)%n"
                    .formatted(base.from().familiar(), base.to().familiar());
        }
        StringBuilder out = new StringBuilder();
        out.append("%s -> %s%n".formatted(base.from().familiar(), base.to().familiar()));
        rows(out, '-', findings.gone());
        rows(out, '+', findings.appeared());
        out.append("findings %d -> %d: %d disappear, %d appear%n"
                .formatted(
                        findings.before(),
                        findings.after(),
                        findings.gone().size(),
                        findings.appeared().size()));
        return out.append(destination(outcome, wish)).toString();
    }

    private static String destination(ImageRebase.Outcome outcome, ImageRebase.Wish wish) {
        String written = wish.output() == null ? "" : "written to " + wish.output() + "%n".formatted();
        String pushed = wish.push() == null ? "" : "pushed to " + wish.push().familiar() + "%n".formatted();
        String nowhere = written.isEmpty() && pushed.isEmpty() ? "nothing written%n".formatted() : "";
        return "image " + outcome.digest() + "%n".formatted() + written + pushed + nowhere;
    }

    private static void rows(StringBuilder out, char mark, List<Finding> findings) {
        findings.stream()
                .limit(SHOWN)
                .forEach(finding -> out.append(
                        "%c %-9s %-20s %s%n".formatted(mark, finding.severity(), finding.id(), about(finding))));
        int more = findings.size() - SHOWN;
        if (more > 0) {
            out.append("%c and %d more (--format json names them)%n".formatted(mark, more));
        }
    }

    private static String about(Finding finding) {
        return finding.pkg() == null
                ? finding.location().path()
                : finding.pkg().name() + " " + finding.pkg().version();
    }

    static String json(String target, ImageRebase.Outcome outcome, ImageRebase.Wish wish) {
        ObjectNode json = start(target, "image", outcome.isChange());
        NewerBase base = outcome.base();
        json.putObject("base")
                .put("from", base.from().toString())
                .put("to", base.to().toString())
                .put("reason", base.reason());
        FindingsChange findings = outcome.findings();
        if (findings == null) {
            return text(json);
        }
        json.put("digest", String.valueOf(outcome.digest()));
        json.put("output", wish.output() == null ? null : wish.output().toString());
        json.put("pushed", wish.push() == null ? null : wish.push().toString());
        ObjectNode change = json.putObject("findings");
        change.put("before", findings.before()).put("after", findings.after());
        list(change.putArray("removed"), findings.gone());
        list(change.putArray("added"), findings.appeared());
        return text(json);
    }

    private static void list(ArrayNode into, List<Finding> findings) {
        for (Finding finding : findings) {
            ObjectNode entry = into.addObject()
                    .put("id", finding.id())
                    .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                    .put("severity", finding.severity().name())
                    .put("path", finding.location().path());
            if (finding.pkg() != null) {
                entry.put("package", finding.pkg().name())
                        .put("version", finding.pkg().version());
            }
        }
    }

    private static String text(ObjectNode json) {
        return new String(
                        Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json), StandardCharsets.UTF_8)
                + "\n";
    }
}
