package dev.seawall.engine.trust.image;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.trust.crypto.TrustException;
import dev.seawall.engine.trust.sigstore.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * A condition in CEL that an attestation must satisfy. It sees {@code predicate}, {@code predicateType},
 * {@code subject} and the whole {@code statement}.
 */
public final class PredicatePolicy {
    private static final String STEP = "predicate policy";
    private static final Cel CEL = CelFactory.standardCelBuilder()
            .addVar("predicate", SimpleType.DYN)
            .addVar("predicateType", SimpleType.STRING)
            .addVar("subject", SimpleType.DYN)
            .addVar("statement", SimpleType.DYN)
            .build();

    private final CelRuntime.Program program;

    private PredicatePolicy(CelRuntime.Program program) {
        this.program = program;
    }

    /**
     * Compiles a condition.
     *
     * @throws SeawallException where it is malformed
     */
    public static PredicatePolicy of(String expression) {
        try {
            return new PredicatePolicy(CEL.createProgram(CEL.compile(expression).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new SeawallException(
                    "compile the policy " + expression, String.valueOf(e.getMessage()), "Write a condition in CEL", e);
        }
    }

    /** Demands that the statement satisfies it; an error is a refusal. */
    public void require(Statement statement) throws TrustException {
        Map<String, Object> variables = new HashMap<>();
        Object whole = Json.mapper().convertValue(statement.json(), Object.class);
        Map<?, ?> fields = whole instanceof Map<?, ?> map ? map : Map.of();
        variables.put("statement", fields);
        variables.put("predicateType", statement.predicateType());
        put(variables, "predicate", fields.get("predicate"));
        put(variables, "subject", fields.get("subject"));
        try {
            boolean holds = Boolean.TRUE.equals(program.eval(variables));
            TrustException.require(holds, STEP, "the predicate does not satisfy it");
        } catch (CelEvaluationException e) {
            throw new TrustException(STEP, "it cannot be decided: " + e.getMessage(), e);
        }
    }

    private static void put(
            Map<String, Object> variables, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            variables.put(name, value);
        }
    }
}
