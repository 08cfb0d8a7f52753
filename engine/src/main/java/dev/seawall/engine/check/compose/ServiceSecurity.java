package dev.seawall.engine.check.compose;

import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.SourceList;
import dev.seawall.engine.check.tree.SourceMap;
import java.util.List;
import java.util.Locale;

/** User, privileges, capabilities and profiles as security contexts. */
final class ServiceSecurity {
    private final Service service;
    private final SourceMap.Builder context = new SourceMap.Builder();
    private final SourceMap.Builder selinux = new SourceMap.Builder();

    private ServiceSecurity(Service service) {
        this.service = service;
    }

    static SourceMap container(Service service) {
        ServiceSecurity made = new ServiceSecurity(service);
        made.truth("privileged", "privileged");
        made.truth("read_only", "readOnlyRootFilesystem");
        made.user();
        made.capabilities();
        service.items("security_opt").forEach(made::option);
        SourceMap selinux = made.selinux.build();
        if (!selinux.isEmpty()) {
            made.context.put("seLinuxOptions", selinux, service.mark("security_opt"));
        }
        return made.context.build();
    }

    static SourceMap pod(Service service) {
        SourceMap.Builder context = new SourceMap.Builder();
        SourceList.Builder sysctls = new SourceList.Builder();
        service.items("sysctls")
                .forEach(item -> sysctls.add(
                        new SourceMap.Builder()
                                .put("name", item.before('=').strip(), item.mark())
                                .put("value", item.after('=').strip(), item.mark())
                                .build(),
                        item.mark()));
        SourceList.Builder groups = new SourceList.Builder();
        for (Item item : service.items("group_add")) {
            if (item.text().matches("\\d{1,10}")) {
                groups.add(Long.valueOf(item.text()), item.mark());
            }
        }
        put(context, "sysctls", sysctls.build(), service.mark("sysctls"));
        put(context, "supplementalGroups", groups.build(), service.mark("group_add"));
        return context.build();
    }

    private static void put(SourceMap.Builder to, String key, SourceList list, Mark mark) {
        if (!list.isEmpty()) {
            to.put(key, list, mark);
        }
    }

    private void truth(String from, String to) {
        Boolean truth = service.truth(from);
        if (truth != null) {
            context.put(to, truth, service.mark(from));
        }
    }

    /** A number is an id; a name other than root only says that it is not root. */
    private void user() {
        String[] parts = service.text("user").split(":", 2);
        Mark mark = service.mark("user");
        if (parts[0].matches("\\d{1,10}")) {
            context.put("runAsUser", Long.valueOf(parts[0]), mark);
        } else if (parts[0].equals("root")) {
            context.put("runAsUser", 0L, mark);
        } else if (!parts[0].isEmpty() && parts[0].indexOf('$') < 0) {
            context.put("runAsNonRoot", true, mark);
        }
        if (parts.length == 2 && parts[1].matches("\\d{1,10}")) {
            context.put("runAsGroup", Long.valueOf(parts[1]), mark);
        }
    }

    private void capabilities() {
        SourceMap.Builder capabilities = new SourceMap.Builder();
        put(capabilities, "add", names("cap_add"), service.mark("cap_add"));
        put(capabilities, "drop", names("cap_drop"), service.mark("cap_drop"));
        SourceMap made = capabilities.build();
        if (!made.isEmpty()) {
            context.put("capabilities", made, made.mark(made.containsKey("add") ? "add" : "drop"));
        }
    }

    private SourceList names(String key) {
        SourceList.Builder names = new SourceList.Builder();
        for (Item item : service.items(key)) {
            String name = item.text().strip().toUpperCase(Locale.ROOT);
            names.add(name.startsWith("CAP_") ? name.substring(4) : name, item.mark());
        }
        return names.build();
    }

    private void option(Item item) {
        char separator = item.text().indexOf('=') >= 0 ? '=' : ':';
        String value = item.after(separator).strip();
        switch (item.before(separator).strip()) {
            case "no-new-privileges" -> context.put("allowPrivilegeEscalation", value.equals("false"), item.mark());
            case "seccomp" -> context.put("seccompProfile", profile(value, item.mark()), item.mark());
            case "apparmor" -> context.put("appArmorProfile", profile(value, item.mark()), item.mark());
            case "label" -> label(value, item.mark());
            case "systempaths", "unmask" -> context.put("procMount", "Unmasked", item.mark());
            default -> {}
        }
    }

    private static SourceMap profile(String value, Mark mark) {
        SourceMap.Builder profile = new SourceMap.Builder();
        if (value.equals("unconfined")) {
            profile.put("type", "Unconfined", mark);
        } else if (List.of("builtin", "default", "docker-default", "runtime/default", "")
                .contains(value)) {
            profile.put("type", "RuntimeDefault", mark);
        } else {
            profile.put("type", "Localhost", mark).put("localhostProfile", value, mark);
        }
        return profile.build();
    }

    /** A container without labels runs in the type of a super privileged one. */
    private void label(String value, Mark mark) {
        String[] parts = value.split(":", 2);
        if (parts[0].equals("disable")) {
            selinux.put("type", "spc_t", mark);
        } else if (parts.length == 2 && List.of("type", "user", "role", "level").contains(parts[0])) {
            selinux.put(parts[0], parts[1], mark);
        }
    }
}
