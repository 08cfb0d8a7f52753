package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.wire.Spans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a secret beside its values.
 *
 * @param deleteAfter seconds; 0 for the mount's, negative for never
 * @param custom null when there never was any
 */
record KvMetadata(
        TreeMap<Integer, KvVersion> versions,
        int current,
        int oldest,
        String created,
        String updated,
        int maxVersions,
        boolean casRequired,
        long deleteAfter,
        @Nullable Map<String, String> custom) {
    static KvMetadata begin(String now) {
        return new KvMetadata(new TreeMap<>(), 0, 0, now, now, 0, false, 0, null);
    }

    KvMetadata with(TreeMap<Integer, KvVersion> newVersions, String now) {
        int newest = newVersions.isEmpty() ? current : Math.max(current, newVersions.lastKey());
        return new KvMetadata(newVersions, newest, oldest, created, now, maxVersions, casRequired, deleteAfter, custom);
    }

    KvMetadata withOldest(int newOldest) {
        return new KvMetadata(
                versions, current, newOldest, created, updated, maxVersions, casRequired, deleteAfter, custom);
    }

    KvMetadata withSettings(KvSettings settings, @Nullable Map<String, String> newCustom, String now) {
        return new KvMetadata(
                versions,
                current,
                oldest,
                created,
                now,
                settings.maxVersions(),
                settings.casRequired(),
                settings.deleteAfter(),
                newCustom);
    }

    KvSettings settings() {
        return new KvSettings(maxVersions, casRequired, deleteAfter);
    }

    Map<String, @Nullable Object> view() {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        Map<String, Object> shown = new LinkedHashMap<>();
        versions.forEach((number, version) -> shown.put(String.valueOf(number), version.view()));
        view.put("cas_required", casRequired);
        view.put("created_time", created);
        view.put("current_version", current);
        view.put("custom_metadata", custom);
        view.put("delete_version_after", Spans.text(Duration.ofSeconds(deleteAfter)));
        view.put("max_versions", maxVersions);
        view.put("oldest_version", oldest);
        view.put("updated_time", updated);
        view.put("versions", shown);
        return view;
    }

    /** What goes with a value of this version. */
    Map<String, @Nullable Object> view(int number, KvVersion version) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("created_time", version.created());
        view.put("custom_metadata", custom);
        view.put("deletion_time", version.deletion());
        view.put("destroyed", version.destroyed());
        view.put("version", number);
        return view;
    }
}
