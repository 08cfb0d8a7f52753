package dev.seawall.engine.scan;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.advisory.AdvisorySource;
import dev.seawall.engine.ecosystem.EndOfLife;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.image.ImageSources;
import dev.seawall.engine.image.ResolvedTarget;
import dev.seawall.engine.image.ResolvedTarget.DirectoryTarget;
import dev.seawall.engine.image.ResolvedTarget.ImageTarget;
import dev.seawall.engine.image.ResolvedTarget.SbomTarget;
import dev.seawall.engine.image.ResolvedTarget.TarballTarget;
import dev.seawall.engine.image.TargetResolver;
import dev.seawall.engine.match.Matcher;
import dev.seawall.engine.match.Matches;
import dev.seawall.engine.model.DatabaseInfo;
import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.model.Target;
import dev.seawall.engine.model.Verdict;
import dev.seawall.engine.sbom.SbomContent;
import dev.seawall.engine.sbom.Sboms;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Front door of the scan: source, layers, inventory, advisories, findings. Judging and writing are the caller's next
 * steps ({@code engine.policy.Judge}, {@code engine.report.Reports}).
 */
public final class Scanner {
    private static final Verdict NOT_JUDGED = new Verdict(true, "none", List.of());

    private final AdvisorySource advisories;
    private final Progress progress;
    private final @Nullable TrustFindings trust;

    /**
     * @param advisories opened on the first scan that looks for vulnerabilities; the caller closes what it made
     * @param progress hears how far the reading is
     */
    public Scanner(AdvisorySource advisories, Progress progress) {
        this(advisories, progress, null);
    }

    private Scanner(AdvisorySource advisories, Progress progress, @Nullable TrustFindings trust) {
        this.advisories = advisories;
        this.progress = progress;
        this.trust = trust;
    }

    /** This scanner with the trust policy that images are judged by where {@code trust} is asked for. */
    public Scanner trusting(TrustFindings findings) {
        return new Scanner(advisories, progress, findings);
    }

    /**
     * Scans one target.
     *
     * @return a report that nothing has judged yet: every finding open or folded, the verdict passed
     * @throws SeawallException where the target cannot be found or read
     */
    public Report scan(ScanRequest request) {
        ResolvedTarget target = TargetResolver.resolve(request.target());
        return switch (target) {
            case ImageTarget image -> scanImage(image, request);
            case DirectoryTarget directory -> scanDirectory(directory, request);
            case TarballTarget tarball ->
                judgeable(
                        Target.Kind.FILESYSTEM,
                        tarball.name(),
                        null,
                        InventoryReader.readTarball(tarball, request.reading(), progress),
                        request);
            case SbomTarget sbom -> scanSbom(sbom, request);
        };
    }

    private Report scanImage(ImageTarget target, ScanRequest request) {
        try (Image image = ImageSources.open(target, request.source())) {
            Inventory inventory = InventoryReader.read(image, request.reading(), progress);
            Report report = new BaseAssessment(this, request)
                    .assess(
                            image,
                            inventory,
                            marked -> judgeable(Target.Kind.IMAGE, target.name(), image.digest(), marked, request));
            return trust == null || !request.reading().has(ScanOptions.Kind.TRUST)
                    ? report
                    : report.withMore(trust.of(image));
        } catch (IOException e) {
            throw new SeawallException("read the image " + target.name(), "" + e.getMessage(), "Try again", e);
        }
    }

    private Report scanDirectory(DirectoryTarget target, ScanRequest request) {
        Report report = judgeable(Target.Kind.FILESYSTEM, target.name(), null, readDirectory(target, request), request);
        boolean isProject = !target.rootFileSystem();
        return isProject && request.reading().has(ScanOptions.Kind.CONFIG)
                ? ProjectConfiguration.join(report, target.path())
                : report;
    }

    private Inventory readDirectory(DirectoryTarget target, ScanRequest request) {
        return InventoryReader.readDirectory(target.path(), request.reading(), progress);
    }

    private Report scanSbom(SbomTarget target, ScanRequest request) {
        try {
            SbomContent content = Sboms.read(Files.readAllBytes(target.path()));
            Inventory inventory = Inventory.of(content.os(), content.packages());
            return judgeable(Target.Kind.SBOM, target.name(), content.digest(), inventory, request);
        } catch (IOException e) {
            throw new SeawallException(
                    "read " + target.path() + " as a bill of material",
                    "" + e.getMessage(),
                    "Give CycloneDX, SPDX, Syft JSON or a list of package URLs",
                    e);
        }
    }

    /** The road after reading: end of life, advisories, detector hits, image configuration. */
    private Report judgeable(
            Target.Kind kind, String name, @Nullable Digest digest, Inventory read, ScanRequest request) {
        Inventory inventory = EmbeddedSboms.join(read);
        Os os = EndOfLife.assess(inventory.os(), request.today());
        List<Finding> findings = new ArrayList<>();
        Matches matches = new Matches(List.of(), List.of());
        DatabaseInfo database = DatabaseInfo.NONE;
        if (request.reading().has(ScanOptions.Kind.VULN)) {
            Advisories data = advisories.open(Matcher.ecosystems(inventory.packages(), os));
            matches = Matcher.match(inventory.packages(), os, data, request.matching());
            database = data.info();
        }
        findings.addAll(matches.findings());
        findings.addAll(HitFindings.ofRisks(inventory.hits()));
        if (request.reading().has(ScanOptions.Kind.SECRET)) {
            findings.addAll(HitFindings.of(
                    ConfigurationSecrets.in(inventory, request.reading().detectors())));
        }
        if (request.reading().has(ScanOptions.Kind.LICENSE)) {
            findings.addAll(new LicenseFindings(request.licenses(), request.matching()).of(inventory));
        }
        if (request.reading().has(ScanOptions.Kind.MALWARE)) {
            findings.addAll(DroppedPrograms.in(inventory));
        }
        if (request.reading().has(ScanOptions.Kind.CONFIG) && inventory.config() != null) {
            findings.addAll(ImageConfiguration.findings(inventory, name, request.today()));
        }
        Target target = new Target(kind, name, digest, os, inventory.layers());
        return new Report(
                database,
                target,
                inventory.packages(),
                findings,
                List.of(),
                inventory.statuses(),
                matches.coverage(),
                NOT_JUDGED);
    }
}
