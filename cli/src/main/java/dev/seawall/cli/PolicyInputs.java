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

    /** @param target the folder where ignore files may lie, or null */
    static JudgeOptions read(JudgeFlags flags, @Nullable Path target) {
        JudgeOptions options =
                JudgeOptions.REPORT_ALL.withWaivers(waivers(flags, target)).withVex(vex(flags.vex));
        Path policy = flags.policy;
        return policy == null
                ? options
                : options.withPolicy(Policies.read(policy.toString(), content(policy, "policy")));
    }

    private static List<Waiver> waivers(JudgeFlags flags, @Nullable Path target) {
        Path current = Path.of("").toAbsolutePath();
        if (flags.ignoreFiles.isEmpty()) {
            return IgnoreFiles.search(target == null ? current : target, current);
        }
        List<Waiver> all = new ArrayList<>();
        flags.ignoreFiles.forEach(file -> all.addAll(IgnoreFiles.read(file)));
        return all;
    }

    private static List<VexStatement> vex(List<Path> files) {
        List<VexStatement> all = new ArrayList<>();
        files.forEach(file -> all.addAll(Vex.read(file.toString(), content(file, "VEX document"))));
        return all;
    }

    private static byte[] content(Path file, String what) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SeawallException(
                    "read the " + what + " " + file, "it is not readable: " + e, "Name a readable file", e);
        }
    }
}
