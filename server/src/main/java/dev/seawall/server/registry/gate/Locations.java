package dev.seawall.server.registry.gate;

import java.net.URI;

/** Makes the backend's addresses ours. */
final class Locations {
    private Locations() {}

    /**
     * The address under which clients reach what the backend calls {@code location}.
     *
     * @param base of this server, as {@code https://host:port}
     * @throws OciProblem where it lies in another server or is no path of a registry
     */
    static String ours(String location, Backend backend, String base, String repository) throws OciProblem {
        URI uri;
        try {
            uri = backend.root().resolve(location);
        } catch (IllegalArgumentException e) {
            throw OciProblem.backend("it names no address to go on with");
        }
        if (!backend.isOwn(uri)) {
            throw OciProblem.backend("it sends clients to another server");
        }
        RegistryPath path;
        try {
            path = RegistryPath.parse(String.valueOf(uri.getRawPath()));
        } catch (OciProblem e) {
            throw OciProblem.backend("it sends clients to a path that no registry has");
        }
        boolean inside =
                path instanceof RegistryPath.InRepository in && in.repository().equals(repository);
        if (!inside) {
            throw OciProblem.backend("it sends clients to another repository");
        }
        return base + path.path() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    /** A {@code Link} header of a listing, which may only point at the same listing. */
    static String link(String link, RegistryPath listing) {
        int from = link.indexOf('<');
        int to = link.indexOf('>');
        if (from < 0 || to < from) {
            return "";
        }
        String target = link.substring(from + 1, to);
        int query = target.indexOf('?');
        return "<" + listing.path() + (query < 0 ? "" : target.substring(query)) + ">" + link.substring(to + 1);
    }
}
