package dev.seawall.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, of any kind.
 *
 * @param id CVE or advisory id, check id, secret rule id
 * @param fingerprint stable across scans of changed images; see {@link Fingerprint}
 * @param aliases other names of the same problem
 * @param title one line
 * @param controls framework controls such as {@code NIST-800-190:4.1.1}
 * @param pkg the package it is about, or null
 * @param evidence what was seen, never a secret's value
 * @param epss probability of exploitation from 0 to 1, or null where unknown
 * @param kev true where it is on the known-exploited list
 * @param severitySource who rated it; empty where nobody did
 * @param reason why the status is not open; empty where it is
 * @param score priority from 0 to 100
 * @param factors what made the score, in words
 */
public record Finding(
        String id,
        String fingerprint,
        List<String> aliases,
        FindingKind kind,
        Severity severity,
        String severitySource,
        String title,
        List<Practice> practices,
        List<String> controls,
        @Nullable Package pkg,
        Fix fix,
        Location location,
        String evidence,
        List<CvssScore> cvss,
        @Nullable Double epss,
        boolean kev,
        FindingStatus status,
        String reason,
        List<String> references,
        int score,
        List<String> factors) {

    public Finding {
        aliases = List.copyOf(aliases);
        practices = List.copyOf(practices);
        controls = List.copyOf(controls);
        cvss = List.copyOf(cvss);
        references = List.copyOf(references);
        factors = List.copyOf(factors);
    }

    /** Starts a finding; everything not set is empty, unknown or open. */
    public static Builder builder(FindingKind kind, String id) {
        return new Builder(kind, id);
    }

    /** This finding as a builder, to change a few components. */
    public Builder with() {
        Builder b = new Builder(kind, id);
        b.fingerprint = fingerprint;
        b.aliases = aliases;
        b.severity = severity;
        b.severitySource = severitySource;
        b.title = title;
        b.practices = practices;
        b.controls = controls;
        b.pkg = pkg;
        b.fix = fix;
        b.location = location;
        b.evidence = evidence;
        b.cvss = cvss;
        b.epss = epss;
        b.kev = kev;
        b.status = status;
        b.reason = reason;
        b.references = references;
        b.score = score;
        b.factors = factors;
        return b;
    }

    /** This finding with another status and the reason for it. */
    public Finding withStatus(FindingStatus newStatus, String newReason) {
        return with().status(newStatus, newReason).build();
    }

    /** Collects the components of a finding. Not thread-safe. */
    public static final class Builder {
        private final FindingKind kind;
        private String id;
        private String fingerprint = "";
        private String subject = "";
        private List<String> aliases = List.of();
        private Severity severity = Severity.UNKNOWN;
        private String severitySource = "";
        private String title = "";
        private List<Practice> practices = List.of();
        private List<String> controls = List.of();
        private @Nullable Package pkg;
        private Fix fix = Fix.UNKNOWN;
        private Location location = Location.of("");
        private String evidence = "";
        private List<CvssScore> cvss = List.of();
        private @Nullable Double epss;
        private boolean kev;
        private FindingStatus status = FindingStatus.OPEN;
        private String reason = "";
        private List<String> references = List.of();
        private int score;
        private List<String> factors = List.of();

        private Builder(FindingKind kind, String id) {
            this.kind = kind;
            this.id = id;
        }

        public Builder id(String value) {
            id = value;
            return this;
        }

        public Builder aliases(List<String> value) {
            aliases = value;
            return this;
        }

        public Builder severity(Severity value, String source) {
            severity = value;
            severitySource = source;
            return this;
        }

        public Builder title(String value) {
            title = value;
            return this;
        }

        public Builder practices(List<Practice> value) {
            practices = value;
            return this;
        }

        public Builder controls(List<String> value) {
            controls = value;
            return this;
        }

        public Builder pkg(@Nullable Package value) {
            pkg = value;
            return this;
        }

        public Builder fix(Fix value) {
            fix = value;
            return this;
        }

        public Builder location(Location value) {
            location = value;
            return this;
        }

        public Builder evidence(String value) {
            evidence = value;
            return this;
        }

        public Builder cvss(List<CvssScore> value) {
            cvss = value;
            return this;
        }

        public Builder epss(@Nullable Double value) {
            epss = value;
            return this;
        }

        public Builder kev(boolean value) {
            kev = value;
            return this;
        }

        public Builder status(FindingStatus value, String because) {
            status = value;
            reason = because;
            return this;
        }

        public Builder references(List<String> value) {
            references = value;
            return this;
        }

        public Builder priority(int value, List<String> because) {
            score = value;
            factors = because;
            return this;
        }

        /** What inside the file it is about, where one file may hold several of its kind; part of the fingerprint only. */
        public Builder subject(String value) {
            subject = value;
            return this;
        }

        /** The finding; its fingerprint is computed where none was carried over. */
        public Finding build() {
            String print = fingerprint.isEmpty()
                    ? Fingerprint.of(kind, id, pkg, location, subject + evidenceOfSecret())
                    : fingerprint;
            return new Finding(
                    id,
                    print,
                    aliases,
                    kind,
                    severity,
                    severitySource,
                    title,
                    practices,
                    controls,
                    pkg,
                    fix,
                    location,
                    evidence,
                    cvss,
                    epss,
                    kev,
                    status,
                    reason,
                    references,
                    score,
                    factors);
        }

        /** One file may hold several secrets of a kind, told apart by what is shown of them. */
        private String evidenceOfSecret() {
            return kind == FindingKind.SECRET ? evidence : "";
        }
    }
}
