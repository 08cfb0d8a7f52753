package dev.seawall.engine.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the file systems are mounted. */
final class MountProbes {
    private MountProbes() {}

    static Map<String, Probe> all() {
        Map<String, Probe> all = new LinkedHashMap<>();
        all.put("mount-options", MountProbes::options);
        all.put("separate-mount", MountProbes::separate);
        all.put("removable-mounts", (host, condition) -> removable(host));
        return all;
    }

    /** The mount of a folder itself: live as mounted, else as fstab or a mount unit plans it. */
    private static Optional<MountPoint> mount(Host host, String folder) {
        List<MountPoint> all = host.isLive() ? host.mounted() : host.planned();
        Optional<MountPoint> found =
                all.stream().filter(each -> each.folder().equals(folder)).reduce((before, after) -> after);
        return found.isPresent() || host.isLive() ? found : unit(host, folder);
    }

    /** {@code tmp.mount}, where it starts at boot. */
    private static Optional<MountPoint> unit(Host host, String folder) {
        String name = folder.substring(1).replace('/', '-') + ".mount";
        if (!host.units().startsAtBoot(name)) {
            return Optional.empty();
        }
        return host.units()
                .settings(name)
                .find("Mount", "Options")
                .map(each -> new MountPoint(
                        "", folder, "", java.util.Set.of(each.value().split(",")), each.line()));
    }

    /** Each of {@code folders} has all {@code options}; {@code if-separate: true} judges only what is mounted there. */
    private static Answer options(Host host, Condition condition) {
        List<String> problems = new ArrayList<>();
        List<String> fine = new ArrayList<>();
        String place = "";
        int line = 0;
        for (String folder : condition.texts("folders")) {
            Optional<MountPoint> mount = mount(host, folder);
            if (mount.isEmpty()) {
                if (!condition.flag("if-separate")) {
                    problems.add(folder + " is no mount of its own");
                }
                continue;
            }
            List<String> missing = condition.texts("options").stream()
                    .filter(option -> !mount.get().options().contains(option))
                    .toList();
            if (missing.isEmpty()) {
                fine.add(folder);
            } else {
                problems.add(folder + " lacks " + String.join(", ", missing));
                place = mount.get().line().path();
                line = mount.get().line().number();
            }
        }
        if (problems.isEmpty() && fine.isEmpty()) {
            return Answer.notApplicable("not mounted on their own: " + String.join(", ", condition.texts("folders")));
        }
        return Answer.of(
                        problems,
                        String.join(", ", fine) + " mounted with " + String.join(",", condition.texts("options")))
                .at(place, line);
    }

    private static Answer separate(Host host, Condition condition) {
        String folder = condition.text("folder");
        String needs = condition.text("needs", "");
        if (!needs.isEmpty() && !host.text().exists(needs)) {
            return Answer.notApplicable("there is no /" + needs);
        }
        Optional<MountPoint> mount = mount(host, folder);
        return Answer.of(
                mount.isPresent(),
                folder + (mount.isPresent() ? " is a mount of its own" : " is part of a larger file system"));
    }

    private static Answer removable(Host host) {
        List<String> problems = host.planned().stream()
                .filter(each -> each.folder().startsWith("/media")
                        || each.device().contains("/cdrom")
                        || each.device().contains("/sr0")
                        || each.device().contains("/fd0"))
                .filter(each ->
                        !each.options().contains("nosuid") || !each.options().contains("nodev"))
                .map(each -> each.folder() + " lacks nosuid or nodev")
                .toList();
        return Answer.of(problems, "no removable medium is trusted").at("etc/fstab");
    }
}
