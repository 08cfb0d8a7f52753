package dev.seawall.engine.compliance;

import java.util.Locale;

/** One HTML file that prints well: no script, no request, page breaks between sections. */
final class AssessmentPage {
    private static final String STYLE = """
            :root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
            h1{font-size:1.5rem;margin-bottom:.2rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid #8884}td.s{white-space:nowrap;font-weight:600}
            .pass{color:#18794e}.fail{color:#c62a2f}.manual{color:#8a5a00}.not-assessed{color:#6b6f76}.excepted{color:#5b5bd6}
            ul{margin:.2rem 0 0;padding-left:1.1rem;font-size:.9em;overflow-wrap:anywhere}.sum span{margin-right:1.2rem}
            @media(prefers-color-scheme:dark){.pass{color:#4cc38a}.fail{color:#ff8589}.manual{color:#f1a10d}.excepted{color:#b1a9ff}.not-assessed{color:#9ba1a6}}
            @media print{body{margin:0;max-width:none;font-size:10pt;color:#000}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}
            @page{margin:16mm}}
            """;

    private final StringBuilder out = new StringBuilder();

    private AssessmentPage() {}

    static String of(Assessment assessment, String version) {
        AssessmentPage page = new AssessmentPage();
        page.head(assessment, version);
        String section = "";
        for (Assessment.Assessed each : assessment.items()) {
            if (!each.item().section().equals(section)) {
                page.out.append(section.isEmpty() ? "" : "</tbody></table>\n");
                section = each.item().section();
                page.out
                        .append("<h2>")
                        .append(escaped(section))
                        .append("</h2><table><thead><tr><th scope=\"col\">State</th>")
                        .append("<th scope=\"col\">Item</th><th scope=\"col\">What</th></tr></thead><tbody>\n");
            }
            page.row(each);
        }
        return page.out
                .append(section.isEmpty() ? "" : "</tbody></table>\n")
                .append("</main></body></html>\n")
                .toString();
    }

    private void head(Assessment assessment, String version) {
        Framework framework = assessment.framework();
        String title = escaped(framework.title() + " " + framework.version());
        out.append(
                        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
                .append("<title>")
                .append(title)
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>")
                .append(title)
                .append("</h1><p>")
                .append(escaped(assessment.target().kind().label()))
                .append(" <code>")
                .append(escaped(assessment.target().name()))
                .append("</code>, judged by Seawall ")
                .append(escaped(version))
                .append("</p><p class=\"sum\">");
        assessment.summary().forEach((state, count) -> out.append("<span class=\"")
                .append(state.label())
                .append("\">")
                .append(count)
                .append(' ')
                .append(state.label().replace('-', ' '))
                .append("</span>"));
        out.append("</p>\n");
    }

    private void row(Assessment.Assessed each) {
        String state = each.state().label();
        out.append("<tr><td class=\"s ")
                .append(state)
                .append("\">")
                .append(state.replace('-', ' ').toUpperCase(Locale.ROOT))
                .append("</td><td>")
                .append(escaped(each.item().id()))
                .append("</td><td>")
                .append(escaped(each.item().title()));
        if (!each.evidence().isEmpty()) {
            out.append("<ul>");
            each.evidence()
                    .forEach(text -> out.append("<li>").append(escaped(text)).append("</li>"));
            out.append("</ul>");
        } else if (!each.checks().isEmpty()) {
            out.append("<ul><li>");
            out.append(escaped(String.join(
                            ", ",
                            each.checks().stream().map(check -> check.id()).toList())))
                    .append("</li></ul>");
        }
        out.append("</td></tr>\n");
    }

    private static String escaped(String text) {
        return AssessmentReports.clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
