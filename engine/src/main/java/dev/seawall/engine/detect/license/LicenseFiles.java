package dev.seawall.engine.detect.license;

import dev.seawall.engine.detect.Detector;
import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.files.FileContent;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.license.License;
import dev.seawall.engine.license.LicenseTable;
import dev.seawall.engine.license.LicenseTexts;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The {@code license-files} detector: names the licences spelt out in LICENSE, COPYING and their like, outside the
 * documents and folders of packages, whose metadata speaks for them. One hit per licence, harmless ones too: what is a
 * finding is for the policy to say.
 */
public final class LicenseFiles implements Detector {
    /** The id of the hit where a licence file holds no known licence. */
    public static final String NOT_RECOGNISED = "license-not-recognised";

    private static final Pattern NAME = Pattern.compile(
            "(?:(?:un)?licen[cs]es?|copying)(?:[-_.][a-z0-9+_-]+)*(?:\\.[0-9]+)*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_TEXT = Pattern.compile(
            ".*\\.(?:[ch]|cc|cpp|hpp|js|mjs|cjs|ts|tsx|jsx|map|css|scss|py|pyc|pyi|go|java|class|rb|rs|php|pl|pm|sh|lua|cs|kt"
                    + "|swift|json|ya?ml|xml|toml|lock|key|lic|dat|db|bin|exe|dll|so|jar|png|svg|jpe?g|gif|gz|zip|tar)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_PACKAGES = Pattern.compile(
            "(?:.*/)?(?:usr/share/(?:doc|licenses|common-licenses|R)|node_modules|bower_components|site-packages|dist-packages"
                    + "|[^/]+\\.(?:dist-info|egg-info)|gems|vendor|pkg/mod|\\.cargo|\\.git)/.*");
    private static final int READ_BYTES = 256 << 10;

    @Override
    public String id() {
        return "license-files";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public boolean wants(FileEntry file) {
        return file.kind() == FileEntry.Kind.FILE
                && file.sizeBytes() > 0
                && NAME.matcher(file.name()).matches()
                && !NO_TEXT.matcher(file.name()).matches()
                && !OF_PACKAGES.matcher(file.path()).matches();
    }

    @Override
    public List<Hit> inspect(FileEntry file, FileContent content) throws IOException {
        String text = text(content);
        if (text.indexOf('\0') >= 0 || text.isBlank()) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        for (String id : LicenseTexts.identify(text)) {
            LicenseTable.builtIn().find(id).map(LicenseFiles::hit).ifPresent(hits::add);
        }
        return hits.isEmpty() ? List.of(notRecognised()) : hits;
    }

    private static String text(FileContent content) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readNBytes(READ_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static Hit hit(License license) {
        return hit(
                license.findingId(),
                license.category().severity().orElse(Severity.LOW),
                license.id() + " (" + license.category().label() + ")",
                "the file holds the text of " + license.id(),
                license.category().advice());
    }

    private static Hit notRecognised() {
        return hit(
                NOT_RECOGNISED,
                Severity.UNKNOWN,
                "A licence file holds no licence that is known",
                "no known licence text in it",
                "Read its terms, and except the finding if they suit you");
    }

    private static Hit hit(String id, Severity severity, String title, String evidence, String advice) {
        return new Hit(
                id,
                FindingKind.LICENSE,
                severity,
                title,
                List.of(Practice.IMG_3),
                List.of("NIST-800-190:4.1.5"),
                "",
                0,
                0,
                evidence,
                advice);
    }
}
