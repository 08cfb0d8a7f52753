package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.policy.IgnoreFiles;
import dev.seawall.engine.policy.JudgeOptions;
import dev.seawall.engine.policy.Policies;
import dev.seawall.engine.policy.Vex;
import dev.seawall.engine.policy.VexStatement;
import dev.seawall.engine.policy.Waiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files that judging needs: ignore and exception files, VEX statements, the policy. */
final class PolicyInputs {
    private PolicyInputs() {}

    static JudgeOptions read(JudgeFlags flags, @Nullable Path target) {
        List<Waiver> waivers = new ArrayList<>();
        if (flags.ignoreFiles.isEmpty()) {
            Path current = Path.of("");
            waivers.addAll(IgnoreFiles.search(target == null ? current : target, current));
        }
        flags.ignoreFiles.forEach(file -> waivers.addAll(IgnoreFiles.read(file)));
        List<VexStatement> vex = new ArrayList<>();
        flags.vex.forEach(file -> vex.addAll(Vex.read(file.toString(), content("VEX document", file))));
        Path policy = flags.policy;
        return JudgeOptions.REPORT_ALL
                .withWaivers(waivers)
                .withVex(vex)
                .withPolicy(policy == null ? null : Policies.read(policy.toString(), content("policy file", policy)));
    }

    private static byte[] content(String what, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SeawallException(
                    "read the " + what + " " + file,
                    "it cannot be opened: " + e.getMessage(),
                    "Name a readable file",
                    e);
        }
    }
}
