package dev.seawall.server.admission;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Severity;
import dev.seawall.server.config.ConfigSection;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code admission} of the configuration file.
 *
 * @param policy that images are judged by, or null
 * @param failOn severity from which failed checks count, or null where checks only warn
 * @param enforced patterns of namespaces where a refusal is one; elsewhere it is a warning
 * @param excluded patterns of namespaces that are not judged at all
 * @param closed whether what cannot be judged is refused
 * @param opened namespaces whose glass is broken
 * @param insecure registries without encryption
 * @param ca PEM file of authorities that registries may rest on, or null
 */
record AdmissionConfig(
        @Nullable Path policy,
        @Nullable Severity failOn,
        List<String> enforced,
        List<String> excluded,
        boolean closed,
        List<Opened> opened,
        Set<String> insecure,
        @Nullable Path ca,
        @Nullable Path advisories,
        String advisorySource) {
    /** Never judged: without them the cluster, and this server in it, could not start again. */
    private static final List<String> SYSTEM =
            List.of("kube-system", "kube-public", "kube-node-lease", "seawall", "seawall-system");

    private static final Set<String> KEYS = Set.of(
            "policy",
            "fail-on",
            "enforce",
            "exclude",
            "failure",
            "break-glass",
            "insecure-registries",
            "ca",
            "advisories",
            "advisory-source");

    /** Namespaces where nothing is refused until some time, because somebody said so. */
    record Opened(List<String> namespaces, String owner, String reason, Instant until) {
        Opened {
            namespaces = List.copyOf(namespaces);
        }
    }

    AdmissionConfig {
        enforced = List.copyOf(enforced);
        excluded = List.copyOf(excluded);
        opened = List.copyOf(opened);
        insecure = Set.copyOf(insecure);
    }

    /** @param environment of the process, which says in which namespace it runs itself */
    static AdmissionConfig read(ConfigSection section, Map<String, String> environment) {
        section.only(KEYS);
        List<String> excluded = new ArrayList<>(SYSTEM);
        Optional.ofNullable(environment.get("POD_NAMESPACE")).ifPresent(excluded::add);
        excluded.addAll(section.texts("exclude"));
        String failure = section.text("failure").orElse("closed");
        if (!failure.equals("closed") && !failure.equals("open")) {
            throw wrong("failure is '" + failure + "'", "Write open or closed");
        }
        String failOn = section.text("fail-on").orElse("high");
        return new AdmissionConfig(
                section.text("policy").map(Path::of).orElse(null),
                failOn.equals("none") ? null : severity(failOn),
                section.texts("enforce"),
                excluded,
                failure.equals("closed"),
                section.sections("break-glass").stream()
                        .map(AdmissionConfig::opened)
                        .toList(),
                new HashSet<>(section.texts("insecure-registries")),
                section.text("ca").map(Path::of).orElse(null),
                section.text("advisories").map(Path::of).orElse(null),
                section.text("advisory-source").orElse(""));
    }

    private static Severity severity(String word) {
        Severity severity = Severity.parse(word);
        if (severity == Severity.UNKNOWN) {
            throw wrong("fail-on is '" + word + "'", "Write low, medium, high, critical or none");
        }
        return severity;
    }

    private static Opened opened(ConfigSection section) {
        section.only(Set.of("namespaces", "owner", "reason", "until"));
        String owner = section.text("owner").orElse("");
        String reason = section.text("reason").orElse("");
        if (owner.isBlank() || reason.isBlank() || section.texts("namespaces").isEmpty()) {
            throw wrong("a break-glass entry is not whole", "Give it namespaces, owner, reason and until");
        }
        String until = section.text("until").orElse("");
        return new Opened(section.texts("namespaces"), owner, reason, instant(until));
    }

    private static Instant instant(String text) {
        try {
            return text.length() <= 10
                    ? LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong("the end '" + text + "' of a break-glass entry is no time", "Write it as 2027-01-31");
        }
    }

    private static SeawallException wrong(String because, String remedy) {
        return new SeawallException(
                "read the section admission of the configuration file",
                because,
                remedy + "; docs/guide/admission.md lists every key");
    }

    boolean excludes(String namespace) {
        return excluded.stream().anyMatch(glob -> matches(glob, namespace));
    }

    boolean enforces(String namespace) {
        return enforced.stream().anyMatch(glob -> matches(glob, namespace));
    }

    /** The entry that opens this namespace now, if there is one. */
    Optional<Opened> opens(String namespace, Instant now) {
        return opened.stream()
                .filter(each -> now.isBefore(each.until()))
                .filter(each -> each.namespaces().stream().anyMatch(glob -> matches(glob, namespace)))
                .findFirst();
    }

    /** One star at most, at the end: names of namespaces need no more. */
    private static boolean matches(String glob, String namespace) {
        return glob.endsWith("*") ? namespace.startsWith(glob.substring(0, glob.length() - 1)) : glob.equals(namespace);
    }
}
