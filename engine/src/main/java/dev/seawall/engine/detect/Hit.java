package dev.seawall.engine.detect;

import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Severity;
import java.util.List;

/**
 * One thing a detector saw in one file; it becomes a finding once the layers are stacked.
 *
 * @param id rule or check id in kebab-case words
 * @param innerPath path inside the file where it is an archive ({@code a.zip!/b}), else empty
 * @param line first line from 1, or 0
 * @param endLine last line
 * @param evidence what was seen, never a secret's value
 * @param advice what to do, in words
 * @param aliases names that other tools give it, {@code tool:name}
 */
public record Hit(
        String id,
        FindingKind kind,
        Severity severity,
        String title,
        List<Practice> practices,
        List<String> controls,
        String innerPath,
        int line,
        int endLine,
        String evidence,
        String advice,
        List<String> aliases) {

    public Hit {
        practices = List.copyOf(practices);
        controls = List.copyOf(controls);
        aliases = List.copyOf(aliases);
    }

    /** A hit that no other tool has a name for. */
    public Hit(
            String id,
            FindingKind kind,
            Severity severity,
            String title,
            List<Practice> practices,
            List<String> controls,
            String innerPath,
            int line,
            int endLine,
            String evidence,
            String advice) {
        this(id, kind, severity, title, practices, controls, innerPath, line, endLine, evidence, advice, List.of());
    }

    /** This hit with other evidence. */
    public Hit saying(String newEvidence) {
        return new Hit(
                id, kind, severity, title, practices, controls, innerPath, line, endLine, newEvidence, advice, aliases);
    }

    /** This hit on other lines. */
    public Hit at(int newLine, int newEndLine) {
        return new Hit(
                id,
                kind,
                severity,
                title,
                practices,
                controls,
                innerPath,
                newLine,
                newEndLine,
                evidence,
                advice,
                aliases);
    }
}
