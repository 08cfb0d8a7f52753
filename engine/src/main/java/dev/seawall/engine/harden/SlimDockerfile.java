package dev.seawall.engine.harden;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.image.ImageConfig;
import java.util.List;
import java.util.TreeSet;

/** A Dockerfile of two stages: the full image with what can go removed, and an empty one that takes the rest. */
final class SlimDockerfile {
    private SlimDockerfile() {}

    static String text(String image, ImageConfig config, HardenPlan plan) {
        StringBuilder out = new StringBuilder();
        out.append("# syntax=docker/dockerfile:1\n# Written by seawall harden: what nothing reaches is left out.\n");
        out.append("FROM ").append(image).append(" AS full\nUSER 0\n");
        out.append("COPY <<'SEAWALL_KEEP' /tmp/.seawall-keep\n");
        for (String path : new TreeSet<>(plan.kept())) {
            if (path.chars().allMatch(c -> c >= ' ' && c != 0x7f) && !path.startsWith("tmp/.seawall")) {
                out.append(path).append('\n');
            }
        }
        out.append("SEAWALL_KEEP\n");
        out.append("RUN mkdir /.slim && tar -C / --no-recursion -cf - -T /tmp/.seawall-keep | tar -C /.slim -xpf -");
        for (String path : plan.setId()) {
            out.append(" \\\n && chmod ug-s '/.slim/")
                    .append(path.replace("'", "'\\''"))
                    .append('\'');
        }
        out.append("\nFROM scratch\nCOPY --from=full /.slim/ /\n");
        config.env().forEach(line -> out.append("ENV ").append(variable(line)).append('\n'));
        config.labels().forEach((key, value) -> out.append("LABEL ")
                .append(quoted(key))
                .append('=')
                .append(quoted(value))
                .append('\n'));
        config.exposedPorts().forEach(port -> out.append("EXPOSE ").append(port).append('\n'));
        config.volumes()
                .forEach(volume ->
                        out.append("VOLUME ").append(list(List.of(volume))).append('\n'));
        line(out, "WORKDIR", config.workingDir());
        line(out, "USER", config.user());
        line(out, "STOPSIGNAL", config.stopSignal());
        line(out, "ENTRYPOINT", config.entrypoint().isEmpty() ? "" : list(config.entrypoint()));
        line(out, "CMD", config.command().isEmpty() ? "" : list(config.command()));
        return out.toString();
    }

    private static void line(StringBuilder out, String instruction, String value) {
        if (!value.isEmpty()) {
            out.append(instruction).append(' ').append(value).append('\n');
        }
    }

    private static String variable(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? line + "=" : line.substring(0, equals) + "=" + quoted(line.substring(equals + 1));
    }

    private static String quoted(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$");
        return "\"" + escaped.replace("\n", " ") + "\"";
    }

    private static String list(List<String> words) {
        return new String(Json.mapper().writeValueAsBytes(words), java.nio.charset.StandardCharsets.UTF_8);
    }
}
