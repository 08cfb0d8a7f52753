package dev.seawall.agent.watch;

import dev.seawall.engine.rule.Priority;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that has fired.
 *
 * @param timeNanos since 1970
 * @param source of the event: syscall, k8s_audit, docker, auth
 * @param output what the rule says about it
 * @param fields the values its output names, by field: text, {@link Long}, {@link Boolean} or null
 * @param subject whose doing it was
 * @param killed true where the kernel has killed the process for it already
 */
public record Alert(
        long timeNanos,
        String rule,
        Priority priority,
        String source,
        String output,
        Map<String, @Nullable Object> fields,
        List<String> tags,
        List<String> practices,
        List<String> controls,
        String hostname,
        Subject subject,
        boolean killed) {
    public Alert {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        tags = List.copyOf(tags);
        practices = List.copyOf(practices);
        controls = List.copyOf(controls);
    }

    /** The same, with what the kernel did. */
    Alert killed(boolean byKernel) {
        return byKernel
                ? new Alert(
                        timeNanos, rule, priority, source, output, fields, tags, practices, controls, hostname, subject,
                        true)
                : this;
    }

    /**
     * A process and where it belongs.
     *
     * @param process its id; 0 where the event has none
     * @param lineage names of the process and its ancestors, nearest first
     * @param root the first process of its tree inside the container or session
     * @param container the short id; {@code host} for none
     * @param containerFullId empty for the host
     */
    public record Subject(
            int process,
            List<String> lineage,
            int root,
            String container,
            String containerFullId,
            String command,
            long monotonicNanos) {
        /** Nobody's doing. */
        public static final Subject NOBODY = new Subject(0, List.of(), 0, "host", "", "", 0);

        public Subject {
            lineage = List.copyOf(lineage);
        }
    }
}
