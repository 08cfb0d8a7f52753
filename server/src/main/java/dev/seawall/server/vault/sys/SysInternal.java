package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.core.Core;
import dev.seawall.server.vault.core.Mounted;
import dev.seawall.server.vault.policy.Acl;
import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.MountEntry;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.TokenEntry;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What command lines and pages ask before they begin. */
final class SysInternal {
    private final Core core;

    SysInternal(Core core) {
        this.core = core;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("internal/ui/mounts/?").on(Operation.READ, (request, fields) -> visible(request)),
                Endpoint.at("internal/ui/mounts/{path+}").on(Operation.READ, this::mount),
                Endpoint.at("internal/ui/resultant-acl").on(Operation.READ, (request, fields) -> acl(request)));
    }

    private VaultResponse visible(VaultRequest request) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("auth", visible(request, "auth"));
        data.put("secret", visible(request, "secret"));
        return VaultResponse.of(data);
    }

    private Map<String, Object> visible(VaultRequest request, String kind) {
        TokenEntry caller = request.caller();
        Map<String, Object> visible = new TreeMap<>();
        for (MountEntry entry : core.mounts().all(kind)) {
            boolean open = "unauth".equals(entry.config().get("listing_visibility"));
            if (caller != null && core.acl(caller).reaches(entry.route())) {
                visible.put(entry.path(), MountView.effective(entry));
            } else if (open) {
                Map<String, @Nullable Object> view = new LinkedHashMap<>();
                view.put("description", entry.description());
                view.put("options", entry.options().isEmpty() ? null : entry.options());
                view.put("type", entry.type());
                visible.put(entry.path(), view);
            }
        }
        return visible;
    }

    private VaultResponse mount(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        TokenEntry caller = request.caller();
        if (caller == null) {
            throw VaultException.of(403, "permission denied");
        }
        VaultException denied = VaultException.of(
                403,
                "preflight capability check returned 403, please ensure client's policies grant" + " access to path \""
                        + (path.endsWith("/") ? path : path + "/") + "\"");
        Mounted mounted = core.mounts()
                .find(path.endsWith("/") ? path : path + "/")
                .or(() -> core.mounts().find(path))
                .orElseThrow(() -> denied);
        Acl acl = core.acl(caller);
        if (!acl.reaches(mounted.entry().route())) {
            throw denied;
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>(MountView.effective(mounted.entry()));
        data.put("path", mounted.entry().route());
        return VaultResponse.of(data);
    }

    private VaultResponse acl(VaultRequest request) {
        Acl acl = core.acl(request.requireCaller());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("chroot_namespace", "");
        if (!acl.isRoot()) {
            data.put("exact_paths", acl.exactPaths());
            data.put("glob_paths", acl.globPaths());
        }
        data.put("root", acl.isRoot());
        return VaultResponse.of(data);
    }
}
