package dev.seawall.server.vault.policy;

import java.util.List;

/**
 * One item of an object: {@code key = value} or {@code key "label" { … }}.
 *
 * @param keys the key and its labels
 * @param value a String, Long, Double, Boolean, List of values, or List of HclItem for an object (see {@link HclObject})
 * @param line of the key
 */
record HclItem(List<String> keys, Object value, int line) {
    String key() {
        return keys.getFirst();
    }

    /** An object: its items in order; keys may repeat. */
    record HclObject(List<HclItem> items) {}
}
