package dev.seawall.engine.rebase;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.ImageRef;
import dev.seawall.engine.net.RegistryClient;
import dev.seawall.engine.net.RegistryClient.ManifestHead;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks registries for the newest supported tag of a base image. Remembers the answers; not thread-safe. */
public final class BaseSearch {
    private static final int MOST_TAGS = 50_000;
    private static final int TRIED = 8;

    private final RegistryClient client;
    private final LocalDate today;
    private final Within within;
    private final Map<String, NewerBase> known = new TreeMap<>();

    /**
     * @param today the day that decides which releases are supported
     * @param within how far a supported base may move
     */
    public BaseSearch(RegistryClient client, LocalDate today, Within within) {
        this.client = client;
        this.today = today;
        this.within = within;
    }

    /**
     * The newest supported tag of the same repository and flavour, with its digest.
     *
     * @param current with a tag; without one and without digest {@code latest} is meant
     * @throws IOException where the registry does not answer or has no fitting tag, or the name is only a digest
     */
    public NewerBase newest(ImageRef current) throws IOException {
        NewerBase before = known.get(current.toString());
        if (before != null) {
            return before;
        }
        NewerBase found = find(current);
        known.put(current.toString(), found);
        return found;
    }

    private NewerBase find(ImageRef current) throws IOException {
        String tag = current.tag() != null ? current.tag() : current.digest() == null ? "latest" : "";
        if (tag.isEmpty()) {
            throw new IOException(current.familiar() + " has no tag that says which flavour is wanted");
        }
        TagChoice choice = new TagChoice(current.repository(), tag, today, within);
        for (String best : tags(choice, current, tag)) {
            Optional<Digest> digest = client.head(current.withTag(best)).map(ManifestHead::digest);
            if (digest.isPresent()) {
                ImageRef to = new ImageRef(current.registry(), current.repository(), best, digest.get());
                return new NewerBase(current, to, choice.isEndOfLife(), choice.isEndOfLife(best));
            }
        }
        throw new IOException("the registry has no tag like " + tag + " of " + current.name());
    }

    private List<String> tags(TagChoice choice, ImageRef current, String tag) throws IOException {
        List<String> alone = choice.best(List.of());
        if (alone.contains(tag)) {
            return alone;
        }
        return choice.best(client.tags(current, MOST_TAGS)).stream()
                .limit(TRIED)
                .toList();
    }
}
