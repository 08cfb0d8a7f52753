package dev.seawall.server.vault.sys;

import dev.seawall.server.vault.request.Endpoint;
import dev.seawall.server.vault.request.Field;
import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.request.Operation;
import dev.seawall.server.vault.request.VaultException;
import dev.seawall.server.vault.request.VaultRequest;
import dev.seawall.server.vault.request.VaultResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The audit devices, which come from the configuration alone: a stolen token must not switch them off. */
public final class AuditPaths {
    private final Map<String, Device> devices = new TreeMap<>();

    /** A device: its type, its options, and its keyed hash of a text. */
    public record Device(String type, String description, Map<String, String> options, UnaryOperator<String> hash) {}

    /** Adds a device at a path with its last slash. */
    public void add(String path, Device device) {
        devices.put(path, device);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.at("audit-hash/{path+}").fields(Field.string("input")).onWrite(this::hash),
                Endpoint.at("audit/?").on(Operation.READ, (request, fields) -> list()),
                Endpoint.at("audit/{path+}")
                        .takingAnything()
                        .onWrite((request, fields) -> {
                            throw VaultException.refused("cannot enable audit device via API");
                        })
                        .on(Operation.DELETE, (request, fields) -> {
                            throw VaultException.refused("cannot disable audit device via API");
                        }));
    }

    private VaultResponse list() {
        Map<String, Object> data = new LinkedHashMap<>();
        devices.forEach((path, device) -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("description", device.description());
            view.put("local", false);
            view.put("options", device.options());
            view.put("path", path);
            view.put("type", device.type());
            data.put(path, view);
        });
        return VaultResponse.of(data);
    }

    private VaultResponse hash(VaultRequest request, FieldValues fields) {
        String path = fields.string("path");
        Device device = devices.get(path.endsWith("/") ? path : path + "/");
        VaultException.refuseIf(fields.string("input").isEmpty(), "the \"input\" parameter is empty");
        if (device == null) {
            throw VaultException.refused("unknown audit backend " + path + (path.endsWith("/") ? "" : "/"));
        }
        return VaultResponse.of("hash", device.hash().apply(fields.string("input")));
    }
}
