package dev.seawall.cli;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.format.Yaml;
import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.host.AuditRequest;
import dev.seawall.engine.host.HostAudit;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.policy.JudgeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seawall host audit}: judges the running host, or a mounted root, by every host check. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Judge this host, or with --root another one's files; changes nothing.")
final class HostAuditCommand implements Callable<Integer> {
    @Option(names = "--root", paramLabel = "DIR", description = "The root of another system (default: this host)")
    private @Nullable Path root;

    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = "YAML {check id or alias: {parameter: value}}: allowed listeners, ages, limits")
    private @Nullable Path parameters;

    @Option(
            names = "--advisories",
            paramLabel = "DIR",
            description = "Use the OSV records of this folder instead of the installed database")
    private @Nullable Path advisories;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final JudgeFlags judging = new JudgeFlags();

    @Override
    public Integer call() {
        output.requireKnown();
        SeawallHome home = SeawallHome.resolve();
        Path folder = advisories;
        AuditRequest request = new AuditRequest(
                root,
                Instant.now(),
                () -> folder == null ? Advisories.open(home) : Advisories.folder(folder, home),
                parameters == null ? Map.of() : read(parameters));
        JudgeOptions options = judging.toOptions(null).withFailOnChecks(true);
        Report report = JudgeFlags.judged(HostAudit.audit(request), options);
        output.write(report);
        return JudgeFlags.exitCode(report);
    }

    /** The audit of the running host as it is, not judged yet, for {@code check host:}. */
    static Report audited() {
        SeawallHome home = SeawallHome.resolve();
        return HostAudit.audit(new AuditRequest(null, Instant.now(), () -> Advisories.open(home), Map.of()));
    }

    private static Map<String, Map<String, Object>> read(Path file) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        try {
            if (!(Yaml.parse(Files.readAllBytes(file)) instanceof Map<?, ?> map)) {
                throw new IOException("it holds no map");
            }
            map.forEach((id, values) -> all.put(String.valueOf(id), values(id, values)));
            return all;
        } catch (IOException e) {
            throw new SeawallException(
                    "read the parameters " + file, "" + e.getMessage(), "Write {check id: {parameter: value}}", e);
        }
    }

    private static Map<String, Object> values(@Nullable Object id, @Nullable Object values) {
        if (!(values instanceof Map<?, ?> map)) {
            throw new SeawallException(
                    "read the parameters of " + id, "they are no map", "Write {check id: {parameter: value}}");
        }
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                all.put(String.valueOf(name), value);
            }
        });
        return all;
    }
}
