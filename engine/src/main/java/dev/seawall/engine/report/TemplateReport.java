package dev.seawall.engine.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Mustache template over the keys of report version 1; {@code {{x}}} is escaped for HTML, {@code {{{x}}}} is not. */
final class TemplateReport implements ReportFormat {
    private static final String BUILT_IN = """
            {{target.name}}: {{#verdict.passed}}passed{{/verdict.passed}}{{^verdict.passed}}failed{{/verdict.passed}}
            {{#findings}}
            {{severity}} {{{id}}} {{#package}}{{{name}}} {{{version}}}{{/package}}{{^package}}{{{location.path}}}{{/package}} {{{title}}}
            {{/findings}}
            """;

    @Override
    public String name() {
        return "template";
    }

    @Override
    public void write(Report report, String version, OutputStream out, ReportStyle style) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonOut json = JsonOut.compact(bytes)) {
            JsonReport.write(report, json, style);
        }
        Map<?, ?> values = Json.mapper().readValue(bytes.toByteArray(), Map.class);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        try {
            compile(style.template() == null ? BUILT_IN : style.template()).execute(safe(values), writer);
        } catch (MustacheException e) {
            throw broken(e);
        }
        writer.flush();
    }

    /** Texts without terminal escapes and direction marks, whatever the template does with them. */
    private static Object safe(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> out = new LinkedHashMap<>();
                map.forEach((k, v) -> out.put(String.valueOf(k), safe(v)));
                yield out;
            }
            case List<?> list -> list.stream().map(TemplateReport::safe).toList();
            case String text -> text.lines().map(SafeText::line).collect(Collectors.joining("\n"));
            case null -> "";
            default -> value;
        };
    }

    private static Template compile(String text) {
        try {
            return Mustache.compiler().emptyStringIsFalse(true).defaultValue("").compile(text);
        } catch (MustacheException e) {
            throw broken(e);
        }
    }

    private static SeawallException broken(MustacheException e) {
        return new SeawallException(
                "fill the report template",
                String.valueOf(e.getMessage()),
                "Correct the template; docs/guide/report.md lists the names it may use",
                e);
    }
}
