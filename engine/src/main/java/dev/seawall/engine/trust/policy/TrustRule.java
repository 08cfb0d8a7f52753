package dev.seawall.engine.trust.policy;

import com.google.re2j.Pattern;
import dev.seawall.engine.model.ImageRef;
import java.util.List;

/**
 * What is demanded of some images.
 *
 * @param images globs over {@code registry/repository}; {@code *} within a part, {@code **} across parts
 * @param verdict judged, or accepted or rejected outright
 * @param enforced false where a failure only warns
 * @param pinned whether they must be named by digest
 * @param maxAgeDays how old they may be, 0 for any age
 * @param official whether they must be in the official catalogue
 * @param threshold how many of the signers must have signed
 */
public record TrustRule(
        List<String> images,
        Outright verdict,
        boolean enforced,
        boolean pinned,
        int maxAgeDays,
        boolean official,
        int threshold,
        List<TrustAuthority> signers,
        List<Attested> attestations) {

    /** Whether images are judged at all. */
    public enum Outright {
        JUDGED,
        ACCEPTED,
        REJECTED
    }

    /**
     * An attestation that must be there, by one of the signers.
     *
     * @param condition in CEL, empty for none
     */
    public record Attested(String predicateType, String condition) {}

    /** Copies what it is given. */
    public TrustRule {
        images = List.copyOf(images);
        signers = List.copyOf(signers);
        attestations = List.copyOf(attestations);
    }

    /** True where it is about this image. */
    public boolean isAbout(ImageRef ref) {
        String name = ref.registry() + "/" + ref.repository();
        return images.stream().anyMatch(glob -> matches(glob, name));
    }

    static boolean matches(String glob, String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            if (glob.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else if (glob.charAt(i) == '*') {
                out.append("[^/]*");
            } else {
                out.append(Pattern.quote(glob.substring(i, i + 1)));
            }
        }
        return Pattern.matches(out.toString(), name);
    }
}
