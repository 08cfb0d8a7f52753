package dev.seawall.engine.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to check and how.
 *
 * @param paths files and folders as the user gave them
 * @param separate true to judge every path alone: objects of one path are unknown to the others
 * @param profile the controls to select checks by, or null for all checks
 * @param kubernetesMinor the Kubernetes minor version to judge for
 * @param parameters values that replace the checks' defaults
 * @param ownChecks checks of the user's
 */
public record CheckRequest(
        List<String> paths,
        boolean separate,
        @Nullable Profile profile,
        int kubernetesMinor,
        CheckParameters parameters,
        List<Check> ownChecks) {
    public CheckRequest {
        paths = List.copyOf(paths);
        ownChecks = List.copyOf(ownChecks);
    }

    /** All built-in checks on these paths, for the newest Kubernetes. */
    public static CheckRequest of(List<String> paths) {
        return new CheckRequest(paths, false, null, KubernetesVersion.NEWEST, CheckParameters.NONE, List.of());
    }

    /** The same for other paths. */
    public CheckRequest withPaths(List<String> others) {
        return new CheckRequest(others, separate, profile, kubernetesMinor, parameters, ownChecks);
    }
}
