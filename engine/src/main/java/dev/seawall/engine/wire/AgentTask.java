package dev.seawall.engine.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line asks of the agent. */
public sealed interface AgentTask {
    /**
     * Watches this host and tells alerts.
     *
     * @param rules rule files in order
     * @param own true where Seawall's own rules come first
     * @param json true for one JSON object per line, false for lines that people read
     * @param duration how long; null until stopped
     * @param priority the least urgent that is told, by its name
     * @param firstOnly true where an event fires the first rule only
     * @param disabled names and tags ({@code tag:NAME}) of rules that are switched off
     * @param response file that says which rules act and how; null for none
     * @param dryRun true where responses are told and not done
     * @param record file to which events behind alerts are written; null for none
     * @param incidents true where incidents are told instead of alerts
     */
    record Watch(
            List<Path> rules,
            boolean own,
            boolean json,
            @Nullable Duration duration,
            String priority,
            boolean firstOnly,
            List<String> disabled,
            @Nullable Path response,
            boolean dryRun,
            @Nullable Path record,
            boolean incidents)
            implements AgentTask {
        public Watch {
            rules = List.copyOf(rules);
            disabled = List.copyOf(disabled);
        }
    }

    /**
     * Tells a server what this host is and runs.
     *
     * @param home folder of the agent's state
     * @param server needed to enrol
     * @param token needed to enrol, good once
     * @param version of this program
     * @param once true to tell it once and stop
     */
    record Link(
            Path home, @Nullable String server, @Nullable String token, String version, boolean once)
            implements AgentTask {}

    /**
     * Watches one container and writes the profiles that allow what it does.
     *
     * @param container name or begin of the id
     * @param output folder for the files; null for the summary alone
     * @param prove true where the container is run again under its profile
     */
    record Profile(
            String container, Duration duration, @Nullable Path output, boolean prove) implements AgentTask {}

    /**
     * Sets limits of a running container; absent ones stay as they are.
     *
     * @param egress bits per second it may send, as {@code 10mbit}
     * @param ingress bits per second it may get
     */
    record Limit(
            String container,
            @Nullable Double cpus,
            @Nullable Long memoryBytes,
            @Nullable Long processes,
            @Nullable Long readBytesPerSecond,
            @Nullable Long writeBytesPerSecond,
            @Nullable String egress,
            @Nullable String ingress,
            boolean dryRun)
            implements AgentTask {}
}
