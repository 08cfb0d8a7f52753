package dev.seawall.engine.backup;

import dev.seawall.engine.home.SeawallHome;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The systemd units that run a plan by themselves: a timer and a service each for the backup and the drill. */
public final class BackupUnits {
    private BackupUnits() {}

    /**
     * Writes the units of a plan; the same call again writes the same files.
     *
     * @param program the absolute path of the seawall command
     * @param folder such as /etc/systemd/system
     * @return the files written; systemd does not know them before {@code systemctl daemon-reload}
     */
    public static List<Path> write(BackupPlan plan, SeawallHome home, Path program, Path folder) {
        Map<String, String> units = new TreeMap<>();
        String name = "seawall-backup-" + plan.name();
        units.put(name + ".service", service(plan, "backup", home, program));
        units.put(name + ".timer", timer(plan, "backup", plan.schedule()));
        units.put(name + "-drill.service", service(plan, "drill", home, program));
        units.put(name + "-drill.timer", timer(plan, "drill", plan.drill()));
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> unit : units.entrySet()) {
                Files.writeString(folder.resolve(unit.getKey()), unit.getValue());
            }
        } catch (IOException e) {
            throw new SeawallException(
                    "write the units to " + folder, "" + e.getMessage(), "Run as root, or name --unit-dir", e);
        }
        return units.keySet().stream().map(folder::resolve).toList();
    }

    private static String service(BackupPlan plan, String verb, SeawallHome home, Path program) {
        return """
                [Unit]
                Description=seawall host %s of the plan %s
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=oneshot
                %sExecStart=%s host %s --plan %s
                Nice=10
                IOSchedulingClass=idle
                UMask=0077
                """.formatted(
                        verb,
                        plan.name(),
                        environment(home),
                        quoted(program.toString()),
                        verb,
                        quoted(plan.file().toString()));
    }

    /** Where SEAWALL_HOME is set now, the units set it too; else both use the folders of root. */
    private static String environment(SeawallHome home) {
        boolean own = home.data().endsWith("data");
        return own ? "Environment=" + quoted("SEAWALL_HOME=" + home.data().getParent()) + "\n" : "";
    }

    private static String timer(BackupPlan plan, String verb, String when) {
        return """
                [Unit]
                Description=seawall host %s of the plan %s, %s

                [Timer]
                OnCalendar=%s
                RandomizedDelaySec=10m
                Persistent=true

                [Install]
                WantedBy=timers.target
                """.formatted(verb, plan.name(), when.replace("%", "%%"), when);
    }

    /** One word for systemd, whatever it holds. */
    private static String quoted(String word) {
        return "\""
                + word.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("%", "%%")
                        .replace("$", "$$") + "\"";
    }
}
