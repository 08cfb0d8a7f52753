package dev.seawall.server.vault.secrets;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One version of a secret: when it was made, when it was or will be deleted (empty for never), and whether its value is gone. */
record KvVersion(String created, String deletion, boolean destroyed) {
    KvVersion deletedAt(String when) {
        return new KvVersion(created, when, destroyed);
    }

    KvVersion gone() {
        return new KvVersion(created, deletion, true);
    }

    Map<String, @Nullable Object> view() {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("created_time", created);
        view.put("deletion_time", deletion);
        view.put("destroyed", destroyed);
        return view;
    }
}
