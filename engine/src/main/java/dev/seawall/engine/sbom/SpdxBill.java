package dev.seawall.engine.sbom;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the shapes of SPDX have in common: how tools hide their facts in its free texts. */
final class SpdxBill {
    private static final String BUILT = "built package from: ";
    private static final String ACQUIRED = "acquired package info from ";

    final Bill bill;
    private final Map<String, Component> byId = new HashMap<>();

    SpdxBill(String format) {
        bill = new Bill(format);
    }

    void add(Component c) throws IOException {
        if (c.ref.contains("OperatingSystem")) {
            c.type = "operating-system";
        }
        byId.putIfAbsent(c.ref, c);
        bill.add(c);
    }

    /** A relationship; an application that contains packages is the file that lists them. */
    void relate(String from, String how, String to) {
        Component owner = byId.get(from);
        boolean contains = how.equals("CONTAINS") || how.equals("DEPENDS_ON");
        if (contains && owner != null && owner.purl.isEmpty() && owner.ref.contains("Application")) {
            bill.home(to, owner.name);
        }
        Component described = byId.get(to);
        if (how.equals("DESCRIBES") && described != null) {
            bill.name = described.name;
            bill.digest = described.first("RepoDigest", "ImageID", "digest");
        }
    }

    SbomContent content() {
        return bill.content();
    }

    static void reference(Component c, String type, String locator) {
        if (c.purl.isEmpty() && (type.equals("purl") || locator.startsWith("pkg:"))) {
            c.purl = locator;
        }
    }

    /** {@code built package from: openssl 1:1.0.2k-16.el7} of Trivy; {@code acquired … : /path, …} of Syft. */
    static void sourceInfo(Component c, String text) {
        if (text.startsWith(BUILT)) {
            String rest = text.substring(BUILT.length()).strip();
            int space = rest.lastIndexOf(' ');
            c.property("SrcName", space > 0 ? rest.substring(0, space) : rest);
            c.property("SrcVersion", space > 0 ? rest.substring(space + 1) : "");
        } else if (text.startsWith(ACQUIRED) && text.indexOf(": ") > 0) {
            String paths = text.substring(text.indexOf(": ") + 2);
            c.property("FilePath", paths.split(",", 2)[0].strip());
        }
    }

    /** Lines of the form {@code Key: value}. */
    static void notes(Component c, String text) {
        text.lines().limit(100).forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                note(c, line.substring(0, colon), line.substring(colon + 2));
            }
        });
    }

    private static void note(Component c, String key, String value) {
        if (key.equals("License")) {
            c.license(value);
        } else {
            c.property(key, value);
        }
    }

    static void licenses(Component c, String declared, String concluded, Map<String, String> texts) {
        if (c.licenses.isEmpty()) {
            c.license(texts.getOrDefault(declared, declared));
        }
        if (c.licenses.isEmpty()) {
            c.license(texts.getOrDefault(concluded, concluded));
        }
    }

    /** The purpose of a package in CycloneDX's words. */
    static String purpose(String text) {
        return text.toUpperCase(Locale.ROOT).replace('_', '-').equals("OPERATING-SYSTEM") ? "operating-system" : text;
    }
}
