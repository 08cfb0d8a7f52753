package dev.seawall.engine.net;

import dev.seawall.engine.format.Json;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.Authorizer.Purpose;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tags, repositories and referrers, page by page. */
final class Listings {
    private static final int PAGE = 1_000;
    private static final int MAX_PAGES = 1_000;
    private static final int MAX_PAGE_BYTES = 8 << 20;
    private static final int MAX_REFERRERS = 1_000;
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*rel=\"?next\"?");

    private final RegistryClient client;
    private final RegistryCalls calls;

    Listings(RegistryClient client, RegistryCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** Takes one page; false ends the listing. */
    private interface PageTaker {
        boolean take(JsonNode page) throws IOException;
    }

    List<String> tags(ImageRef repository, int limit) throws IOException {
        HttpCall call = calls.get(repository, "/tags/list?n=" + PAGE);
        return names(call, RegistryClient.pull(repository), "tags", limit);
    }

    List<String> catalog(String registry, int limit) throws IOException {
        URI uri = calls.root(registry).resolve("_catalog?n=" + PAGE);
        HttpCall call = HttpCall.get(uri, RegistryHosts.apiHost(registry));
        return names(call, Purpose.catalog(registry), "repositories", limit);
    }

    private List<String> names(HttpCall call, Purpose purpose, String key, int limit) throws IOException {
        List<String> out = new ArrayList<>();
        pages(call, purpose, page -> {
            JsonNode names = page.path(key);
            for (int i = 0; i < names.size() && out.size() < limit; i++) {
                out.add(names.get(i).asString(""));
            }
            return out.size() < limit && !names.isEmpty();
        });
        return List.copyOf(out);
    }

    List<Descriptor> referrers(ImageRef repository, Digest subject) throws IOException {
        List<Descriptor> out = new ArrayList<>();
        try {
            HttpCall call = calls.get(repository, "/referrers/" + subject).with("Accept", MediaTypes.OCI_INDEX);
            pages(call, RegistryClient.pull(repository), page -> {
                take(page, out);
                return out.size() < MAX_REFERRERS;
            });
            return List.copyOf(out);
        } catch (RegistryException e) {
            if (e.status() != 404 && e.status() != 400 && e.status() != 405) {
                throw e;
            }
        }
        return fallback(repository, subject);
    }

    /** The tag under which referrers are listed where a registry has no API for them. */
    static String fallbackTag(Digest subject) {
        return subject.algorithm() + "-" + subject.hex();
    }

    private List<Descriptor> fallback(ImageRef repository, Digest subject) throws IOException {
        List<Descriptor> out = new ArrayList<>();
        try {
            FetchedManifest index = client.manifest(repository.withTag(fallbackTag(subject)));
            take(Json.parse(index.content()), out);
        } catch (RegistryException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return List.copyOf(out);
    }

    private static void take(JsonNode index, List<Descriptor> into) throws IOException {
        for (JsonNode entry : index.path("manifests")) {
            if (into.size() < MAX_REFERRERS) {
                into.add(Descriptor.parse(entry));
            }
        }
    }

    private void pages(HttpCall first, Purpose purpose, PageTaker taker) throws IOException {
        HttpCall call = first;
        for (int i = 0; i < MAX_PAGES; i++) {
            @Nullable URI next;
            try (HttpAnswer answer = calls.successful(call, purpose)) {
                boolean more = taker.take(Json.parse(answer.bytes(MAX_PAGE_BYTES)));
                next = more ? next(answer) : null;
            }
            if (next == null || next.equals(call.uri())) {
                return;
            }
            call = new HttpCall("GET", next, call.host(), Map.copyOf(first.headers()), null);
        }
    }

    /** The next page, which must lie on the same host. */
    private static @Nullable URI next(HttpAnswer answer) throws IOException {
        Matcher link = NEXT.matcher(answer.header("Link"));
        if (!link.find()) {
            return null;
        }
        URI next = HttpTransport.resolve(answer.uri(), link.group(1));
        if (!next.getAuthority().equals(answer.uri().getAuthority())
                || !next.getScheme().equals(answer.uri().getScheme())) {
            throw new RefusedException(answer.uri().getAuthority() + " continues its list on another host");
        }
        return next;
    }
}
