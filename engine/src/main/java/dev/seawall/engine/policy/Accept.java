package dev.seawall.engine.policy;

import dev.seawall.engine.model.SeawallException;
import java.util.Arrays;
import java.util.Locale;

/** What {@code --accept} lets pass although the scan cannot vouch for it. */
public enum Accept {
    NO_DATA,
    UNREADABLE,
    EOL;

    /**
     * Reads no-data, unreadable or eol.
     *
     * @throws SeawallException for any other word
     */
    public static Accept parse(String word) {
        return Arrays.stream(values())
                .filter(a -> a.label().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new SeawallException(
                        "accept '" + word + "'", "that cannot be accepted", "Use no-data, unreadable or eol"));
    }

    /** As the command line spells it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
