package dev.seawall.engine.check.quadlet;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.DocumentReader;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.InputFile;
import dev.seawall.engine.check.command.RunOptions;
import dev.seawall.engine.check.compose.ServiceDraft;
import dev.seawall.engine.check.compose.ServiceWorkload;
import dev.seawall.engine.check.shell.Script;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A {@code .container} quadlet: one document with its workload, in the words of a Compose service. */
public final class QuadletReader implements DocumentReader {
    private static final ServiceWorkload.Origin ORIGIN = new ServiceWorkload.Origin("quadlet", "quadlet");

    /** Keys with one value. */
    private static final Map<String, String> SCALARS = Map.ofEntries(
            Map.entry("Image", "image"),
            Map.entry("ContainerName", "container_name"),
            Map.entry("ReadOnly", "read_only"),
            Map.entry("UserNS", "userns_mode"),
            Map.entry("PidsLimit", "pids_limit"),
            Map.entry("Memory", "mem_limit"),
            Map.entry("HostName", "hostname"),
            Map.entry("WorkingDir", "working_dir"),
            Map.entry("Entrypoint", "entrypoint"),
            Map.entry("HealthCmd", "healthcheck.test"),
            Map.entry("LogDriver", "logging.driver"));

    /** Keys with several values, separated by blanks. */
    private static final Map<String, String> WORDS = Map.of(
            "AddCapability", "cap_add",
            "DropCapability", "cap_drop",
            "Environment", "environment",
            "Label", "labels",
            "Sysctl", "sysctls",
            "Exec", "command",
            "AddDevice", "devices",
            "EnvironmentFile", "env_file");

    /** Keys with one value that may come again. */
    private static final Map<String, String> LISTS = Map.of(
            "Volume",
            "volumes",
            "PublishPort",
            "ports",
            "ExposeHostPort",
            "expose",
            "Tmpfs",
            "tmpfs",
            "GroupAdd",
            "group_add");

    @Override
    public String id() {
        return "quadlet";
    }

    @Override
    public boolean accepts(InputFile file) {
        return !file.isFolder()
                && file.name().endsWith(".container")
                && file.head().lines().anyMatch(line -> line.strip().equals("[Container]"));
    }

    @Override
    public Documents read(InputFile file) throws IOException {
        ServiceDraft draft = new ServiceDraft();
        List<UnitFile.Entry> entries = UnitFile.parse(new String(file.content(), StandardCharsets.UTF_8));
        user(entries, draft);
        for (UnitFile.Entry entry : entries) {
            if (entry.section().equals("Container")) {
                container(entry, draft);
            } else if (entry.section().equals("Service")) {
                service(entry, draft);
            }
        }
        SourceMap service = draft.build();
        Mark place = Mark.line(1);
        String name = file.name().replaceFirst("\\.container$", "");
        return Documents.of(List.of(Document.of(
                file.shown(), ORIGIN.kind(), service, place, ServiceWorkload.of(ORIGIN, name, service, "", place))));
    }

    private static void user(List<UnitFile.Entry> entries, ServiceDraft draft) {
        String group = entries.stream()
                .filter(entry ->
                        entry.section().equals("Container") && entry.key().equals("Group"))
                .map(entry -> ":" + entry.value())
                .reduce("", (a, b) -> b);
        entries.stream()
                .filter(entry ->
                        entry.section().equals("Container") && entry.key().equals("User"))
                .forEach(entry -> draft.set(
                        "user", entry.value().contains(":") ? entry.value() : entry.value() + group, entry.mark()));
    }

    private static void container(UnitFile.Entry entry, ServiceDraft draft) {
        String key = entry.key();
        String value = entry.value();
        if (SCALARS.containsKey(key)) {
            draft.set(String.valueOf(SCALARS.get(key)), value, entry.mark());
        } else if (WORDS.containsKey(key)) {
            words(value).forEach(word -> draft.add(String.valueOf(WORDS.get(key)), word, entry.mark()));
        } else if (LISTS.containsKey(key)) {
            draft.add(String.valueOf(LISTS.get(key)), value, entry.mark());
        } else {
            special(entry, draft);
        }
    }

    private static List<String> words(String text) {
        return Script.parse("x " + text).commands().stream()
                .limit(1)
                .flatMap(command -> command.arguments().stream())
                .toList();
    }

    private static void special(UnitFile.Entry entry, ServiceDraft draft) {
        String value = entry.value();
        boolean on = List.of("true", "yes", "on", "1").contains(value);
        Mark mark = entry.mark();
        switch (entry.key()) {
            case "NoNewPrivileges" -> draft.add("security_opt", "no-new-privileges=" + on, mark);
            case "SeccompProfile" -> draft.add("security_opt", "seccomp=" + value, mark);
            case "AppArmor" -> draft.add("security_opt", "apparmor=" + value, mark);
            case "SecurityLabelType" -> draft.add("security_opt", "label=type:" + value, mark);
            case "SecurityLabelLevel" -> draft.add("security_opt", "label=level:" + value, mark);
            case "SecurityLabelDisable" -> draft.add("security_opt", on ? "label=disable" : "", mark);
            case "Unmask" -> draft.add("security_opt", "unmask=" + value, mark);
            case "Network" -> network(value, draft, mark);
            case "Mount" -> new RunOptions(draft, mark).read(List.of("--mount", value));
            case "PodmanArgs" -> new RunOptions(draft, mark).read(words(value));
            default -> {}
        }
    }

    private static void network(String value, ServiceDraft draft, Mark mark) {
        if (value.endsWith(".network")) {
            draft.add("networks", value, mark);
        } else {
            draft.set("network_mode", value, mark);
        }
    }

    /** The unit around the container limits it, too. */
    private static void service(UnitFile.Entry entry, ServiceDraft draft) {
        switch (entry.key()) {
            case "MemoryMax" -> draft.set("mem_limit", entry.value(), entry.mark());
            case "TasksMax" -> draft.set("pids_limit", entry.value(), entry.mark());
            case "Restart" -> draft.set("restart", entry.value(), entry.mark());
            case "CPUQuota" -> {
                if (entry.value().matches("\\d{1,6}%")) {
                    draft.set("cpu_quota", entry.value().replace("%", "000"), entry.mark());
                }
            }
            default -> {}
        }
    }
}
