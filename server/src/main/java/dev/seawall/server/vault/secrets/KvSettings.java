package dev.seawall.server.vault.secrets;

import dev.seawall.server.vault.request.FieldValues;
import dev.seawall.server.vault.wire.Spans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a mount or a secret sets about versions; spans are seconds. */
record KvSettings(int maxVersions, boolean casRequired, long deleteAfter) {
    static final KvSettings NONE = new KvSettings(0, false, 0);
    private static final int DEFAULT_VERSIONS = 10;

    KvSettings updatedBy(FieldValues fields) {
        return new KvSettings(
                fields.has("max_versions") ? Math.max(0, fields.integer("max_versions")) : maxVersions,
                fields.flagOr("cas_required", casRequired),
                fields.secondsOr("delete_version_after", deleteAfter));
    }

    /** How many versions are kept where a secret has these settings below a mount's. */
    int keep(KvSettings mount) {
        int both = Math.max(maxVersions, mount.maxVersions());
        int own = maxVersions > 0 ? maxVersions : both;
        return own > 0 ? own : DEFAULT_VERSIONS;
    }

    /** After how many seconds a version deletes itself; 0 for never. */
    long deleteAfter(KvSettings mount) {
        if (deleteAfter < 0 || (mount.deleteAfter() < 0 && deleteAfter == 0)) {
            return 0;
        }
        if (deleteAfter == 0) {
            return mount.deleteAfter();
        }
        return mount.deleteAfter() > 0 ? Math.min(deleteAfter, mount.deleteAfter()) : deleteAfter;
    }

    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("cas_required", casRequired);
        view.put("delete_version_after", Spans.text(Duration.ofSeconds(deleteAfter)));
        view.put("max_versions", maxVersions);
        return view;
    }
}
