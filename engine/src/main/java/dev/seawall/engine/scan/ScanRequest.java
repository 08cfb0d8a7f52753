package dev.seawall.engine.scan;

import dev.seawall.engine.base.BaseOptions;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.license.LicensePolicy;
import dev.seawall.engine.match.MatchOptions;
import java.time.LocalDate;

/**
 * One scan that was asked for.
 *
 * @param target as the user gave it: image reference, archive, layout, directory or SBOM, with or without scheme prefix
 * @param reading what to look for and how much to read
 * @param source how images are found and opened
 * @param matching how advisories are matched
 * @param today the day that decides what has reached its end of life
 * @param base what the user told of base images
 * @param licenses which licences the user allows and denies
 */
public record ScanRequest(
        String target,
        ScanOptions reading,
        SourceOptions source,
        MatchOptions matching,
        LocalDate today,
        BaseOptions base,
        LicensePolicy licenses) {

    /** A request that tells nothing of base images. */
    public ScanRequest(
            String target, ScanOptions reading, SourceOptions source, MatchOptions matching, LocalDate today) {
        this(target, reading, source, matching, today, BaseOptions.NONE, LicensePolicy.DEFAULT);
    }

    /** This request with something told of base images. */
    public ScanRequest withBase(BaseOptions value) {
        return new ScanRequest(target, reading, source, matching, today, value, licenses);
    }

    /** This request with another policy for licences. */
    public ScanRequest withLicenses(LicensePolicy value) {
        return new ScanRequest(target, reading, source, matching, today, base, value);
    }

    /** The same looking at another target, of whose base nothing is told. */
    ScanRequest of(String other) {
        return new ScanRequest(other, reading, source, matching, today).withLicenses(licenses);
    }
}
