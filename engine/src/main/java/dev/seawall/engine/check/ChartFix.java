package dev.seawall.engine.check;

import dev.seawall.engine.check.helm.ValuesPatch;
import dev.seawall.engine.check.patch.Edit;
import dev.seawall.engine.check.patch.UnpatchableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Repairs of what a chart renders, made in its values. */
final class ChartFix {
    private ChartFix() {}

    /** The folder of the chart that a template belongs to: the outermost, as its values decide. */
    static Optional<String> chartOf(String path) {
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            String folder = path.substring(0, at);
            boolean inside = path.startsWith("/templates/", at) || path.startsWith("/charts/", at);
            if (inside && Files.isRegularFile(Path.of(folder, "Chart.yaml"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** Templates print a switch as true or false rather than leave its key out. */
    private static List<Edit> edits(Violation violation) throws UnpatchableException {
        List<Edit> edits = new ArrayList<>();
        for (Edit edit : FixPlan.edits(violation)) {
            Object value = violation.document().root();
            for (Object step : edit.path()) {
                value = value instanceof Map<?, ?> map ? map.get(step) : null;
            }
            boolean isOn = edit instanceof Edit.Remove && Boolean.TRUE.equals(value);
            edits.add(isOn ? new Edit.Set(edit.path(), false) : edit);
        }
        return edits;
    }

    /** The values that repair the violations, check by check; unchanged where none does. */
    static byte[] values(String chart, byte[] values, List<Violation> violations, Map<String, String> reasons) {
        Map<String, List<ValuesPatch.Wish>> byCheck = new LinkedHashMap<>();
        for (Violation violation : violations) {
            try {
                String template = violation.document().path().substring(chart.length() + 1);
                byCheck.computeIfAbsent(violation.check().id(), id -> new ArrayList<>())
                        .add(new ValuesPatch.Wish(template, violation.document().root(), edits(violation)));
                reasons.put(Fixer.key(violation), "no value alone decides it: change the template");
            } catch (UnpatchableException e) {
                reasons.put(Fixer.key(violation), e.reason());
            }
        }
        byte[] now = values;
        InputFile folder = new InputFile(Path.of(chart), chart, true);
        for (List<ValuesPatch.Wish> wishes : byCheck.values()) {
            try {
                now = ValuesPatch.apply(folder, Map.of("values.yaml", now), now, wishes);
            } catch (IOException e) {
                violations.forEach(v -> reasons.putIfAbsent(Fixer.key(v), String.valueOf(e.getMessage())));
            }
        }
        return now;
    }
}
