package dev.seawall.cli;

import dev.seawall.engine.advisory.Advisories;
import dev.seawall.engine.image.SourceOptions;
import dev.seawall.engine.match.MatchOptions;
import dev.seawall.engine.model.Report;
import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.policy.Judge;
import dev.seawall.engine.policy.JudgeOptions;
import dev.seawall.engine.report.ReportStyle;
import dev.seawall.engine.report.Reports;
import dev.seawall.engine.scan.Progress;
import dev.seawall.engine.scan.ScanOptions;
import dev.seawall.engine.scan.ScanRequest;
import dev.seawall.engine.scan.Scanner;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code seawall demo}: makes an image with the usual mistakes and shows what a scan of it says. No network. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Make an image with the usual mistakes and scan it; needs no network.")
final class DemoCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "seawall-demo",
            description = "Where image and report are written (default: seawall-demo)")
    private Path directory = Path.of("seawall-demo");

    @Override
    public Integer call() {
        Path image = directory.resolve("image");
        Path html = directory.resolve("report.html");
        try (Advisories starter = Advisories.starter()) {
            DemoImage.write(image);
            Report shop = scan(starter, "oci:" + image + ":shop");
            Report edge = scan(starter, "oci:" + image + ":edge");
            ReportStyle style =
                    ReportStyle.plain(Version.number()).withTerminal(Terminal.columns(), Terminal.inColour());
            Reports.write(shop, "table", System.out, style);
            System.out.println();
            Reports.write(edge, "table", System.out, style);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(html))) {
                Reports.write(shop, "html", out, style.withTerminal(80, false));
            }
        } catch (IOException e) {
            throw new SeawallException(
                    "make the demonstration in " + directory.toAbsolutePath(),
                    "" + e,
                    "Name a folder that can be written",
                    e);
        }
        sayWhatNext(html);
        return 0;
    }

    private static Report scan(Advisories advisories, String target) {
        ScanRequest request = new ScanRequest(
                target,
                ScanOptions.defaults(),
                SourceOptions.defaults().withOffline(true),
                MatchOptions.DEFAULT,
                LocalDate.now());
        Report report = new Scanner(met -> advisories, Progress.NONE).scan(request);
        return Judge.judge(report, JudgeOptions.REPORT_ALL, LocalDate.now());
    }

    private void sayWhatNext(Path html) {
        String image = "oci:" + directory.resolve("image") + ":shop";
        System.out.println();
        System.out.println("The same as a page for the browser: " + html);
        System.out.println();
        System.out.println("Try next:");
        System.out.println("  ./seawall scan " + image + " --explain CVE-2021-44228");
        System.out.println("  ./seawall scan " + image + " --fail-on high -f sarif -o report.sarif");
        System.out.println(
                "  ./seawall scan YOUR-IMAGE        (an archive, a layout, a folder, or a name that Docker or a registry knows)");
    }
}
