package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Detector;
import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.detect.secret.SecretDetector;
import dev.seawall.engine.detect.secret.SecretScan;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.image.ImageConfig;
import dev.seawall.engine.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Secrets that an image carries in its configuration: environment, labels, commands, and the history of its build. */
final class ConfigurationSecrets {
    /** What a command line with a secret in it nearly always holds; the rules are not loaded for others. */
    private static final Pattern TELLING = Pattern.compile(
            "(?i)passw|pwd|secret|token|key|auth|cred|bearer|akia|asia|[a-z]{2,5}_[0-9a-z]{20}|://[^/\\s]*:[^/\\s]*@|[0-9a-z+/_-]{32}");

    private ConfigurationSecrets() {}

    /**
     * Hits with the line of the variable, or of the build step, that they are in; empty for anything but an image.
     *
     * @param detectors of the scan, whose secret rules are applied
     */
    static List<FoundHit> in(Inventory inventory, List<Detector> detectors) {
        ImageConfig config = inventory.config();
        if (config == null) {
            return List.of();
        }
        List<String> settings = new ArrayList<>(config.env());
        config.labels().forEach((key, value) -> settings.add(key + "=" + value));
        settings.add(String.join(" ", config.entrypoint()));
        settings.add(String.join(" ", config.command()));
        SecretScan rules = SecretDetector.rulesAmong(detectors);
        List<FoundHit> found = new ArrayList<>(hits(rules, "image-config", lines(settings)));
        found.addAll(hits(
                rules,
                "image-history",
                lines(config.history().stream()
                        .map(ImageConfig.History::createdBy)
                        .toList())));
        return found;
    }

    /** A line of the history as reports may show it: without the secrets in it. */
    static String masked(String command) {
        return TELLING.matcher(command).find() ? SecretScan.builtin().masked("image-history", command) : command;
    }

    private static String lines(List<String> texts) {
        return texts.stream().map(text -> text.replace('\n', ' ')).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<FoundHit> hits(SecretScan rules, String place, String text) {
        FileEntry file = new FileEntry(place, FileEntry.Kind.FILE, text.length(), 0644, 0, 0, 0, null);
        return rules.inspectText(place, text).stream()
                .map(hit -> new FoundHit("secret", hit, file, place(place, hit), null))
                .toList();
    }

    private static Location place(String path, Hit hit) {
        return new Location(path, hit.line(), hit.endLine(), null, false);
    }
}
