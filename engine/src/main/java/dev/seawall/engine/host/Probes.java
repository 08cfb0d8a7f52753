package dev.seawall.engine.host;

import java.util.Map;
import java.util.TreeMap;

/** The list of readers by the names that check files use. */
final class Probes {
    private static final Map<String, Probe> ALL = all();

    private Probes() {}

    private static Map<String, Probe> all() {
        Map<String, Probe> all = new TreeMap<>();
        all.putAll(AccountProbes.all());
        all.putAll(AuditProbes.all());
        all.putAll(BackupProbes.all());
        all.putAll(FileProbes.all());
        all.putAll(HomeProbes.all());
        all.putAll(KernelProbes.all());
        all.putAll(LogProbes.all());
        all.putAll(MountProbes.all());
        all.putAll(NetworkProbes.all());
        all.putAll(PamProbes.all());
        all.putAll(PatchProbes.all());
        all.putAll(ProcessProbes.all());
        all.putAll(RuntimeProbes.all());
        all.putAll(ServiceProbes.all());
        all.putAll(SettingProbes.all());
        all.putAll(SshdProbes.all());
        all.putAll(SudoProbes.all());
        all.putAll(UpdateProbes.all());
        return Map.copyOf(all);
    }

    /**
     * The reader of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    static Probe named(String name) {
        Probe probe = ALL.get(name);
        if (probe == null) {
            throw new IllegalArgumentException(
                    "there is no reader '" + name + "'; there are " + new TreeMap<>(ALL).keySet());
        }
        return probe;
    }
}
