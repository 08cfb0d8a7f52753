package dev.seawall.engine.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.model.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between rules and findings: encodings, archives, allowances, wording. */
final class SecretScanTest {
    /** In pieces, as everywhere here. */
    private static final String TOKEN = "ghp_" + "7XkQ2mVn9RbTz4LcW8yJ" + "s3HdPf6GaE1uKo5B";

    private static final String LINE = "export GITHUB_TOKEN=" + TOKEN + "\n";

    @TempDir
    private Path folder;

    @Test
    void neverTellsTheSecret() throws IOException {
        List<Hit> hits = SecretFiles.hits("run.sh", "#!/bin/sh\n" + LINE);
        assertEquals(1, hits.size());
        Hit hit = hits.getFirst();
        assertEquals(2, hit.line());
        assertTrue(hit.evidence().startsWith("ghp_… (40 characters)"), hit.evidence());
        assertFalse(hit.toString().contains(TOKEN.substring(0, 6)));
        assertEquals(List.of("trivy:github-pat"), hit.aliases());
    }

    @Test
    void checksumsAreNoted() throws IOException {
        String payload = TOKEN.substring(4, 34);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(payload.getBytes(StandardCharsets.ISO_8859_1));
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        StringBuilder sum = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < 6; i++) {
            sum.insert(0, digits.charAt((int) (rest % 62)));
            rest /= 62;
        }
        String valid =
                SecretFiles.hits("a.txt", "ghp_" + payload + sum).getFirst().evidence();
        assertTrue(valid.endsWith("its checksum holds"), valid);
        String masked = SecretFiles.hits("a.txt", TOKEN).getFirst().evidence();
        assertTrue(masked.endsWith("its checksum does not hold"), masked);
    }

    @Test
    void looksIntoEncodings() throws IOException {
        byte[] plain = LINE.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain);
        }
        Base64.Encoder base64 = Base64.getEncoder();
        String twice = base64.encodeToString(base64.encode(plain));
        for (String encoded : List.of(
                base64.encodeToString(plain),
                twice,
                HexFormat.of().formatHex(plain),
                base64.encodeToString(zipped.toByteArray()),
                "token%3D" + TOKEN.replace("_", "%5F"))) {
            List<Hit> hits = SecretFiles.hits("config.yaml", "a: b\ndata: " + encoded + "\n");
            assertTrue(hits.stream().anyMatch(hit -> hit.id().equals("github-pat") && hit.line() == 2), encoded);
        }
    }

    @Test
    void looksIntoArchives() throws IOException {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(inner)) {
            zip.putNextEntry(new ZipEntry("conf/app.properties"));
            zip.write(LINE.getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(outer)) {
            zip.putNextEntry(new ZipEntry("lib/app.jar"));
            zip.write(inner.toByteArray());
        }
        Hit hit = SecretFiles.hits(SecretScan.builtin(), "app.war", outer.toByteArray())
                .getFirst();
        assertEquals("lib/app.jar!/conf/app.properties", hit.innerPath());
        assertEquals(1, hit.line());
    }

    @Test
    void readsUtf16AndNulSeparatedText() throws IOException {
        byte[] wide = ("\ufeff" + LINE).getBytes(StandardCharsets.UTF_16LE);
        assertEquals(1, SecretFiles.hits(SecretScan.builtin(), "a.ps1", wide).size());
        byte[] environment = ("PATH=/bin\0TOKEN=" + TOKEN + "\0HOME=/root\0").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                2,
                SecretFiles.hits(SecretScan.builtin(), "environ", environment)
                        .getFirst()
                        .line());
    }

    @Test
    void commentsAllow() throws IOException {
        assertEquals(List.of(), SecretFiles.hits("a.py", "t = '" + TOKEN + "'  # gitleaks:allow\n"));
        assertEquals(
                1,
                SecretFiles.hits("a.py", "# gitleaks:allow\nt = '" + TOKEN + "'\n")
                        .size());
    }

    @Test
    void encryptedKeysAreMilder() throws IOException {
        String body = "MIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI8W1Xm9y2vwMCAggA\n".repeat(3);
        String kind = "ENCRYPTED PRIVATE" + " KEY-----\n";
        Hit hit = SecretFiles.hits("tls.key", "-----BEGIN " + kind + body + "-----END " + kind)
                .getFirst();
        assertEquals(Severity.MEDIUM, hit.severity());
        assertTrue(hit.evidence().contains("encrypted"));
    }

    @Test
    void inspectsTextThatIsNoFile() {
        List<Hit> hits = SecretScan.builtin().inspectText("image-config", "PATH=/bin\nTOKEN=" + TOKEN + "\n");
        assertEquals("github-pat", hits.getFirst().id());
        assertEquals(2, hits.getFirst().line());
    }

    @Test
    void gitleaksConfiguration() throws IOException {
        Path file = folder.resolve(".gitleaks.toml");
        Files.writeString(file, """
                [extend]
                useDefault = true
                disabledRules = ["jwt"]
                [[rules]]
                id = "shop-key"
                description = "Key of the shop"
                regex = '''shop-([0-9a-f]{8})'''
                keywords = ["shop-"]
                [[rules.allowlists]]
                stopwords = ["deadbeef"]
                [[rules]]
                id = "shop-pair"
                regex = '''pair-[0-9]{6}'''
                [[rules.required]]
                id = "shop-key"
                withinLines = 2
                [[allowlists]]
                paths = ['''^docs/''']
                """);
        SecretScan scan = SecretScan.of(SecretConfig.read(file));
        assertEquals(List.of("shop-key", "shop-pair"), ids(scan, "a.txt", "shop-1234abcd\npair-123456\n"));
        assertEquals(List.of(), ids(scan, "a.txt", "shop-deadbeef\n\n\n\npair-123456\n"));
        assertEquals(List.of(), ids(scan, "docs/a.txt", LINE));
        assertEquals(List.of("github-pat"), ids(scan, "a.txt", LINE));
    }

    @Test
    void trivyConfiguration() throws IOException {
        Path file = folder.resolve("trivy-secret.yaml");
        Files.writeString(file, """
                enable-builtin-rules: [aws-access-key-id]
                exclude-block:
                  description: generated
                  regexes: ['--- start ---(.|\\s)*--- stop ---']
                rules:
                  - id: login
                    category: general
                    title: Login
                    severity: LOW
                    regex: 'user: "(?P<secret>[a-z]+)" password: "(?P<secret>[0-9]+)"'
                    secret-group-name: secret
                    allow-rules:
                      - id: skip
                        regex: guest
                """);
        SecretScan scan = SecretScan.of(SecretConfig.read(file));
        String login = "user: \"shop\" password: \"123456789\"\n";
        assertEquals(List.of("login", "login"), ids(scan, "a.txt", login));
        assertEquals(List.of(), ids(scan, "a.txt", "--- start ---\n" + login + "--- stop ---\n"));
        assertEquals(List.of(), ids(scan, "a.txt", login.replace("shop", "guest")));
        assertEquals(List.of(), ids(scan, "a.md", login));
        assertEquals(List.of(), ids(scan, "a.txt", LINE));
        assertEquals(List.of("aws-access-key-id"), ids(scan, "a.txt", "key=AKIA" + "Q3XWZ7NPLMTRV2KD\n"));
    }

    private static List<String> ids(SecretScan scan, String path, String text) throws IOException {
        return SecretFiles.hits(scan, path, text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(Hit::id)
                .toList();
    }
}
