package dev.seawall.engine.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.seawall.engine.model.CvssScore;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.SeawallException;
import java.util.HashMap;
import java.util.Map;

/** A CEL expression over the variable {@code finding}, which has the keys of the report. */
public final class FindingCondition {
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    private final String source;
    private final CelRuntime.Program program;

    private FindingCondition(String source, CelRuntime.Program program) {
        this.source = source;
        this.program = program;
    }

    /**
     * Compiles an expression that yields true or false.
     *
     * @throws SeawallException where it does not compile
     */
    public static FindingCondition compile(String expression) {
        try {
            CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addVar("finding", SimpleType.DYN)
                    .addLibraries(CelExtensions.strings())
                    .build();
            CelAbstractSyntaxTree ast = compiler.compile(expression).getAst();
            CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .addLibraries(CelExtensions.strings())
                    .build();
            return new FindingCondition(expression, runtime.createProgram(ast));
        } catch (CelValidationException | CelEvaluationException e) {
            throw failure(
                    expression,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    /**
     * Whether the finding meets the condition.
     *
     * @throws SeawallException where the expression fails on it, such as by an unknown key or a result that is no truth
     *     value: a policy that cannot be evaluated must not pass
     */
    boolean test(Finding finding) {
        try {
            Object result = program.eval(Map.of("finding", facts(finding)));
            if (result instanceof Boolean answer) {
                return answer;
            }
            throw failure(source, "it yields " + result + ", neither true nor false", null);
        } catch (CelEvaluationException e) {
            throw failure(source, "on " + finding.id() + ": " + e.getMessage(), e);
        }
    }

    private static SeawallException failure(
            String expression, String because, @org.jspecify.annotations.Nullable Exception cause) {
        return new SeawallException(
                "evaluate the policy condition '" + expression + "'",
                because,
                "Correct the expression; docs/guide/policy.md lists the keys of a finding",
                cause);
    }

    private static Map<String, Object> facts(Finding f) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("id", f.id());
        facts.put("aliases", f.aliases());
        facts.put("kind", f.kind().label());
        facts.put("severity", f.severity().name());
        facts.put("title", f.title());
        facts.put("evidence", f.evidence());
        facts.put("practices", f.practices().stream().map(Practice::id).toList());
        facts.put("controls", f.controls());
        facts.put(
                "fix",
                Map.of("state", f.fix().state().label(), "version", f.fix().version()));
        facts.put("location", location(f));
        facts.put("package", f.pkg() == null ? Map.of() : pkg(f.pkg()));
        facts.put("cvss", f.cvss().stream().mapToDouble(CvssScore::score).max().orElse(0));
        facts.put("epss", f.epss() == null ? 0.0 : f.epss());
        facts.put("kev", f.kev());
        facts.put("priority", (long) f.score());
        return facts;
    }

    private static Map<String, Object> location(Finding f) {
        return Map.of(
                "path",
                f.location().path(),
                "line",
                (long) f.location().line(),
                "layer",
                f.location().layer() == null ? "" : f.location().layer().toString(),
                "shadowed",
                f.location().shadowed());
    }

    private static Map<String, Object> pkg(Package pkg) {
        return Map.of("purl", pkg.purl(), "name", pkg.name(), "version", pkg.version(), "ecosystem", pkg.ecosystem());
    }
}
