package dev.seawall.engine.sbom;

import java.io.IOException;
import java.util.Iterator;

/** A text with one package URL per line; {@code #} starts a comment line. */
final class PurlList {
    private PurlList() {}

    /** Whether the first line that says anything is a package URL. */
    static boolean isOne(String head) {
        return head.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .findFirst()
                .filter(l -> l.startsWith("pkg:"))
                .isPresent();
    }

    static SbomContent read(String text) throws IOException {
        Bill bill = new Bill("package URLs");
        Iterator<String> lines = text.lines().map(String::strip).iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Component c = new Component();
                c.purl = line;
                c.name = line;
                bill.add(c);
            }
        }
        return bill.content();
    }
}
