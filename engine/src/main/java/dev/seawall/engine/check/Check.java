package dev.seawall.engine.check;

import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One check: what is wrong, why, and how to see and mend it. Made from a check file; see docs/guide/writing-checks.md.
 *
 * @param id kebab-case words, unique over all areas
 * @param area the folder of its file: workload, kubernetes, rbac, dockerfile …
 * @param controls framework controls, {@code CIS-DOCKER-1.6:5.4}, {@code PSS:baseline}
 * @param targets the document kinds it judges
 * @param each what it looks at: document, containers, main-containers, init-containers, ephemeral-containers, or a path
 * @param when whether it applies to the place, or null for always
 * @param fail whether the place violates it; null for a manual check
 * @param at the path below the place where the finding points, empty for the place itself
 * @param message what to say of a violated place, or null: then the title
 * @param parameters defaults by name
 * @param fix operations as written in the file, see {@link FixStep}; expressions in them are {@link Condition}s
 * @param advice the remedy in words
 * @param aliases names in other tools, {@code kube-linter:run-as-non-root}
 * @param since first Kubernetes minor version it exists in, 0 for all
 * @param until last Kubernetes minor version, or a large number
 * @param overrides checks that it replaces where both are selected by a profile
 * @param optIn true where it runs only when asked for: by profile, parameters or alias
 */
public record Check(
        String id,
        String area,
        String title,
        Severity severity,
        List<Practice> practices,
        List<String> controls,
        String why,
        List<String> targets,
        String each,
        @Nullable Condition when,
        @Nullable Condition fail,
        String at,
        @Nullable Condition message,
        Map<String, @Nullable Object> parameters,
        List<Map<String, @Nullable Object>> fix,
        String advice,
        List<String> aliases,
        int since,
        int until,
        List<String> overrides,
        boolean optIn) {

    /** No upper bound on the version. */
    static final int NO_END = 9_999;

    public Check {
        practices = List.copyOf(practices);
        controls = List.copyOf(controls);
        targets = List.copyOf(targets);
        fix = List.copyOf(fix);
        aliases = List.copyOf(aliases);
        overrides = List.copyOf(overrides);
    }

    /** True where no condition can decide it and a human must. */
    public boolean isManual() {
        return fail == null;
    }

    /** Whether it exists in a Kubernetes minor version. */
    boolean covers(int minor) {
        return since <= minor && minor <= until;
    }
}
