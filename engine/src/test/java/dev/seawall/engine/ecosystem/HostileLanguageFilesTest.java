package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files made to hang, exhaust or crash the readers of language packages. */
final class HostileLanguageFilesTest {
    private static final int MANY = 200_000;

    private static Reading read(String id, String path, byte[] content) throws IOException {
        return new MemoryFiles().with(path, content).read(Ecosystems.find(id).orElseThrow(), path);
    }

    private static Reading read(String id, String path, String content) throws IOException {
        return read(id, path, content.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "npm,package-lock.json,[",
        "npm,package-lock.json,'{\"a\":'",
        "npm,bun.lock,[",
        "pypi,uv.lock,a=[",
        "pypi,uv.lock,'a={b='",
        "cargo,Cargo.lock,[[",
        "nuget,a.csproj,<a>",
        "pear,php/.registry/a.reg,'a:1:{i:0;'",
        "npm,pnpm-lock.yaml,'['"
    })
    void deepNestingIsRefused(String id, String path, String level) {
        assertThrows(IOException.class, () -> read(id, path, level.repeat(MANY)));
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
        }
        assertThrows(IOException.class, () -> read("npm", "pnpm-lock.yaml", bomb.toString()));
    }

    @Test
    void cyclesAreRefused() {
        assertThrows(IOException.class, () -> read("npm", "pnpm-lock.yaml", "packages: &a\n  b: *a\n"));
    }

    @Test
    void millionsOfValuesAreRefused() {
        String bomb = "[" + "1,".repeat(4_000_000) + "1]";
        assertThrows(IOException.class, () -> read("npm", "package-lock.json", bomb));
    }

    @ParameterizedTest
    @CsvSource({
        "pypi,requirements.txt",
        "pypi,setup.py",
        "pypi,a.dist-info/METADATA",
        "gem,Gemfile.lock",
        "gem,a.gemspec",
        "npm,yarn.lock",
        "nuget,paket.lock",
        "nuget,paket.dependencies"
    })
    void oneLineOfTwentyMegabytesIsNoPackage(String id, String path) throws IOException {
        assertEquals(
                0,
                read(id, path, " ".repeat(10_000_000) + "x".repeat(10_000_000))
                        .packages()
                        .size());
        assertEquals(
                0,
                read(id, path, "nuget a" + " ".repeat(5_000_000) + "!")
                        .packages()
                        .size());
    }

    @Test
    void wrongEncodingsAreReadAsFarAsTheyGo() throws IOException {
        byte[] latin = "Name: caf\u00e9\nVersion: 1.0\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "1.0",
                read("pypi", "a.dist-info/METADATA", latin)
                        .packages()
                        .getFirst()
                        .version());
    }

    @Test
    void blocksOfOneNameThatAllNeedEachOtherEnd() throws IOException {
        StringBuilder lock = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lock.append("a@%d:\n  version \"%d\"\n  dependencies:\n    a \"none\"\n".formatted(i, i));
        }
        MemoryFiles files = new MemoryFiles()
                .with("yarn.lock", lock.toString())
                .with("package.json", "{\"name\":\"x\",\"version\":\"1\",\"devDependencies\":{\"a\":\"0\"}}");
        Ecosystem npm = Ecosystems.find("npm").orElseThrow();
        assertEquals(20_000, files.read(npm, "yarn.lock").packages().size());
    }

    @Test
    void auditDataIsFoundInAnElfFile() throws IOException {
        String json = "{\"packages\":[{\"name\":\"serde\",\"version\":\"1.0.1\",\"kind\":\"runtime\"},"
                + "{\"name\":\"cc\",\"version\":\"1.0.0\",\"kind\":\"build\"},{\"name\":\"app\",\"version\":\"0.1.0\",\"root\":true}]}";
        Reading reading = read("cargo", "usr/bin/app.so", elf(deflate(json.getBytes(StandardCharsets.UTF_8))));
        assertEquals(
                "[serde 1.0.1, app 0.1.0]",
                reading.packages().stream()
                        .map(p -> p.name() + " " + p.version())
                        .toList()
                        .toString());
    }

    @Test
    void auditDataThatGrowsWithoutEndIsRefused() throws IOException {
        byte[] bomb = elf(deflate(new byte[40_000_000]));
        assertThrows(IOException.class, () -> read("cargo", "usr/bin/app.so", bomb));
    }

    @Test
    void elfOffsetsOutsideTheFileAreNothing() throws IOException {
        byte[] elf = elf(new byte[8]);
        ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN).putLong(40, Long.MAX_VALUE - 10);
        assertEquals(0, read("cargo", "usr/bin/app.so", elf).packages().size());
    }

    private static byte[] deflate(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        }
        return out.toByteArray();
    }

    /** A 64-bit little-endian ELF file of two sections: names, then {@code .dep-v0}. */
    private static byte[] elf(byte[] section) {
        byte[] names = "\0.shstrtab\0.dep-v0\0".getBytes(StandardCharsets.US_ASCII);
        int table = 64 + names.length + section.length;
        ByteBuffer out = ByteBuffer.allocate(table + 128).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1).putLong(40, table);
        out.putShort(58, (short) 64).putShort(60, (short) 2).putShort(62, (short) 0);
        out.put(64, names).put(64 + names.length, section);
        out.putInt(table, 1).putLong(table + 24, 64).putLong(table + 32, names.length);
        out.putInt(table + 64, 11).putLong(table + 88, 64 + names.length).putLong(table + 96, section.length);
        return out.array();
    }
}
