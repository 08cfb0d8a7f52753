package dev.seawall.engine.check;

import dev.seawall.engine.check.patch.TextDiff;
import dev.seawall.engine.model.Finding;
import dev.seawall.engine.model.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a repair would do.
 *
 * @param files the files that change, sorted by path
 * @param left what stays for a human, with the reason
 * @param assumptions what was chosen without asking: safe defaults, in words
 * @param before the report of the files as they are, {@code after} of what they would be
 */
public record Repair(List<FileRepair> files, List<Left> left, List<String> assumptions, Report before, Report after) {

    /** One file, before and after. */
    public record FileRepair(String path, byte[] before, byte[] after) {
        /** The change as a unified diff. */
        public String diff() {
            return TextDiff.of(
                    path.replaceFirst("^(\\./|/)+", ""),
                    new String(before, StandardCharsets.UTF_8),
                    new String(after, StandardCharsets.UTF_8));
        }
    }

    /** A finding that no repair was made for, and why: empty where it takes a decision, as its advice says. */
    public record Left(Finding finding, String reason) {}

    public Repair {
        files = List.copyOf(files);
        left = List.copyOf(left);
        assumptions = List.copyOf(assumptions);
    }

    /** All changes as one unified diff. */
    public String diff() {
        return files.stream().map(FileRepair::diff).collect(Collectors.joining());
    }

    /**
     * Writes the changed files, all or none where one of them may not be written.
     *
     * @throws dev.seawall.engine.model.SeawallException naming the file that cannot be written
     */
    public void write() {
        RepairedFiles.write(files);
    }
}
