package dev.seawall.engine.check.cel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes' CEL library: ip, cidr and url. */
final class NetworkFunctions {
    private NetworkFunctions() {}

    static @Nullable Function find(String name) {
        return switch (name) {
            case "ip" -> NetworkFunctions::address;
            case "isIP" -> a -> a[0] instanceof String text && Address.parse(text) != null;
            case "ip.isCanonical" ->
                a -> a[0] instanceof String text
                        && Address.parse(text) instanceof Address parsed
                        && parsed.toString().equals(text);
            case "family" -> a -> a[0] instanceof Address i ? (Object) (long) i.family() : CelError.noOverload(name, a);
            case "isUnspecified" -> a -> a[0] instanceof Address i ? i.isUnspecified() : CelError.noOverload(name, a);
            case "isLoopback" -> a -> a[0] instanceof Address i ? i.isLoopback() : CelError.noOverload(name, a);
            case "isLinkLocalUnicast" ->
                a -> a[0] instanceof Address i ? i.isLinkLocal() : CelError.noOverload(name, a);
            case "isGlobalUnicast" -> a -> a[0] instanceof Address i ? i.isGlobal() : CelError.noOverload(name, a);
            case "cidr" -> NetworkFunctions::block;
            case "isCIDR" -> a -> a[0] instanceof String text && Block.parse(text) != null;
            case "containsIP" -> NetworkFunctions::containsAddress;
            case "containsCIDR" -> NetworkFunctions::containsBlock;
            case "prefixLength" ->
                a -> a[0] instanceof Block b ? (Object) (long) b.bits() : CelError.noOverload(name, a);
            case "masked" -> a -> a[0] instanceof Block b ? b.masked() : CelError.noOverload(name, a);
            case "url" ->
                a -> a[0] instanceof String text && url(text) instanceof URI uri
                        ? uri
                        : new CelError("not a URL: " + Values.text(a[0]));
            case "isURL" -> a -> a[0] instanceof String text && url(text) != null;
            case "getScheme" -> a -> a[0] instanceof URI u ? text(u.getScheme()) : CelError.noOverload(name, a);
            case "getHost" ->
                a -> a[0] instanceof URI u
                        ? text(u.getRawAuthority()).replaceFirst("^[^@]*@", "")
                        : CelError.noOverload(name, a);
            case "getHostname" -> a -> a[0] instanceof URI u ? text(u.getHost()) : CelError.noOverload(name, a);
            case "getPort" ->
                a -> a[0] instanceof URI u ? (u.getPort() < 0 ? "" : "" + u.getPort()) : CelError.noOverload(name, a);
            case "getEscapedPath" -> a -> a[0] instanceof URI u ? text(u.getRawPath()) : CelError.noOverload(name, a);
            case "getQuery" -> a -> a[0] instanceof URI u ? query(u) : CelError.noOverload(name, a);
            default -> null;
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Object address(@Nullable Object[] a) {
        if (a[0] instanceof Block block) {
            return block.address();
        }
        Address parsed = a[0] instanceof String text ? Address.parse(text) : null;
        return parsed == null ? new CelError("not an IP address: " + Values.text(a[0])) : parsed;
    }

    private static Object block(@Nullable Object[] a) {
        Block parsed = a[0] instanceof String text ? Block.parse(text) : null;
        return parsed == null ? new CelError("not a CIDR: " + Values.text(a[0])) : parsed;
    }

    private static Object containsAddress(@Nullable Object[] a) {
        Address inside = a[1] instanceof String text ? Address.parse(text) : a[1] instanceof Address i ? i : null;
        return a[0] instanceof Block block && inside != null
                ? block.contains(inside)
                : CelError.noOverload("containsIP", a);
    }

    private static Object containsBlock(@Nullable Object[] a) {
        Block inside = a[1] instanceof String text ? Block.parse(text) : a[1] instanceof Block b ? b : null;
        return a[0] instanceof Block block && inside != null
                ? inside.bits() >= block.bits() && block.contains(inside.address())
                : CelError.noOverload("containsCIDR", a);
    }

    private static @Nullable URI url(String text) {
        try {
            URI uri = new URI(text);
            return (uri.isAbsolute() && !uri.isOpaque()) || text.startsWith("/") ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Map<String, Object> query(URI uri) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String pair : text(uri.getRawQuery()).split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                @SuppressWarnings("unchecked")
                List<Object> values = (List<Object>) all.computeIfAbsent(parts[0], k -> new ArrayList<>());
                values.add(parts.length > 1 ? parts[1] : "");
            }
        }
        return all;
    }
}
