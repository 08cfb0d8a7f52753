package dev.seawall.cli;

import dev.seawall.engine.license.LicensePolicy;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the license scanner allows and denies. */
final class LicenseFlags {
    @Option(
            names = "--license-allow",
            split = ",",
            paramLabel = "LIST",
            description = "Licences that are no finding: SPDX ids, patterns such as LGPL-*, or categories")
    List<String> allow = new ArrayList<>();

    @Option(
            names = "--license-deny",
            split = ",",
            paramLabel = "LIST",
            description = "Licences that are a finding, HIGH at least: SPDX ids, patterns, or categories (forbidden,"
                    + " restricted, reciprocal, notice, permissive, unencumbered, unknown)")
    List<String> deny = new ArrayList<>();

    LicensePolicy toPolicy() {
        return LicensePolicy.of(allow, deny);
    }
}
