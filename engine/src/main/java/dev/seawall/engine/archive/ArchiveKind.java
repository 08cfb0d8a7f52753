package dev.seawall.engine.archive;

import java.nio.charset.StandardCharsets;

/** What a file is by its first bytes, as far as something may lie inside it. */
public enum ArchiveKind {
    GZIP(true),
    BZIP2(true),
    XZ(true),
    ZSTD(true),
    TAR(false),
    ZIP(false),
    SEVEN_ZIP(false),
    CABINET(false),
    AR(false),
    CPIO(false),
    ARJ(false),
    /** Nothing that can be opened. */
    NONE(false);

    /** Bytes that are enough to tell. */
    public static final int HEAD_BYTES = 512;

    private final boolean stream;

    ArchiveKind(boolean stream) {
        this.stream = stream;
    }

    /** True for one compressed stream without a name for what is inside. */
    boolean isStream() {
        return stream;
    }

    /** The kind that the first bytes tell; give {@link #HEAD_BYTES} of them where the file has so many. */
    public static ArchiveKind of(byte[] head, int length) {
        ArchiveKind byMagic = byMagic(head, length);
        return byMagic == NONE && isTar(head, length) ? TAR : byMagic;
    }

    private static ArchiveKind byMagic(byte[] head, int length) {
        if (length < 6) {
            return NONE;
        }
        String start = new String(head, 0, Math.min(length, 8), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u001f\u008b\b")) {
            return GZIP;
        }
        if (start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006")) {
            return ZIP;
        }
        return rarer(start, head);
    }

    private static ArchiveKind rarer(String start, byte[] head) {
        if (start.startsWith("BZh") && start.charAt(3) >= '1' && start.charAt(3) <= '9') {
            return BZIP2;
        }
        if (start.startsWith("\u00fd7zXZ\0")) {
            return XZ;
        }
        if (start.startsWith("(\u00b5/\u00fd")) {
            return ZSTD;
        }
        if (start.startsWith("7z\u00bc\u00af'\u001c")) {
            return SEVEN_ZIP;
        }
        if (start.startsWith("MSCF\0\0\0\0")) {
            return CABINET;
        }
        if (start.startsWith("!<arch>\n")) {
            return AR;
        }
        boolean arj = head[0] == 0x60 && (head[1] & 0xff) == 0xea && head[3] < 0x0b;
        return arj ? ARJ : cpio(start);
    }

    private static ArchiveKind cpio(String start) {
        boolean text = start.startsWith("070701") || start.startsWith("070702") || start.startsWith("070707");
        return text || start.startsWith("\u00c7q") || start.startsWith("q\u00c7") ? CPIO : NONE;
    }

    private static boolean isTar(byte[] head, int length) {
        if (length < HEAD_BYTES || head[0] == 0) {
            return false;
        }
        return head[257] == 'u' && head[258] == 's' && head[259] == 't' && head[260] == 'a' && head[261] == 'r';
    }
}
