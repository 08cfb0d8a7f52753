package dev.seawall.engine.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of Go: one the real tool chain builds here, and the older form and other systems made by hand. */
final class GolangProgramTest {
    private static final String MARK = "0123456789abcdef";

    @Test
    void aProgramBuiltHereTellsItsModules(@TempDir Path folder) throws IOException, InterruptedException {
        module(folder.resolve("dep"), "example.com/team/dep", "", "package dep\n\nfunc A() int { return 1 }\n");
        module(
                folder.resolve("app"),
                "example.com/team/app",
                "require example.com/team/dep v1.2.3\nreplace example.com/team/dep => ../dep\n",
                "package main\n\nimport \"example.com/team/dep\"\n\nvar version = \"dev\"\n\nfunc main() { println(version, dep.A()) }\n");
        Path program = folder.resolve("program");
        build(folder.resolve("app"), "-ldflags", "-s -w -X main.version=3.2.1", "-o", program.toString(), ".");
        List<String> found = read(Files.readAllBytes(program));
        assertTrue(found.getFirst().matches("stdlib 1\\.\\d+.*"), found.toString());
        assertEquals(List.of("example.com/team/app v3.2.1", "example.com/team/dep "), found.subList(1, found.size()));
    }

    private static void module(Path folder, String path, String more, String source) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("go.mod"), "module " + path + "\n\ngo 1.21\n\n" + more);
        Files.writeString(folder.resolve("main.go"), source);
    }

    private static void build(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("go", "build"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile());
        builder.environment().putAll(Map.of("GOPROXY", "off", "GOTOOLCHAIN", "local", "GOFLAGS", "-mod=mod"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            Assumptions.abort("skipped: there is no go command here");
            return;
        }
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        assertTrue(ended && process.exitValue() == 0, Files.readString(folder.resolve("out.txt")));
    }

    @Test
    void textInPlaceIsReadFromPortableAndMachPrograms() throws IOException {
        String modules = "path\texample.com/a/cmd\nmod\texample.com/a\tv1.0.0\th1:x\n"
                + "dep\texample.com/b\tv2.0.0+incompatible\th1:y\n=>\texample.com/c\tv0.1.0\th1:z\n";
        List<String> expected = List.of("stdlib 1.21.3", "example.com/a v1.0.0", "example.com/c v0.1.0");
        assertEquals(expected, read(portable(inline("go1.21.3", modules))));
        assertEquals(expected, read(mach(inline("go1.21.3 X:boringcrypto", modules))));
    }

    @Test
    void developmentBuildsTellByTheirCommit() throws IOException {
        String modules =
                "path\texample.com/a\nmod\texample.com/a\t(devel)\t\nbuild\tvcs.revision=0123456789abcdef0123\n"
                        + "build\tvcs.time=2024-05-06T07:08:09Z\n";
        assertEquals(
                List.of("stdlib 1.20-pre3", "example.com/a v0.0.0-20240506070809-0123456789ab"),
                read(portable(inline("go1.20-pre3 +a813be86df", modules))));
    }

    @Test
    void pointersOfTheOlderFormAreFollowed() throws IOException {
        String modules = MARK + "path\texample.com/a\nmod\texample.com/a\tv1.0.0\th1:x\n" + MARK;
        ByteBuffer data = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
        data.put(header((byte) 8, (byte) 0));
        long base = 0x400000;
        data.putLong(16, base + 64).putLong(24, base + 80);
        data.putLong(64, base + 200).putLong(72, 8).putLong(80, base + 300).putLong(88, modules.length());
        data.put(200, "go1.17.1".getBytes(StandardCharsets.UTF_8));
        data.put(300, modules.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("stdlib 1.17.1", "example.com/a v1.0.0"), read(elf(data.array(), base)));
    }

    @Test
    void otherProgramsTellNothing() throws IOException {
        assertEquals(List.of(), read(new byte[5_000]));
        assertEquals(List.of(), read(elf(new byte[5_000], 0x400000)));
        assertEquals(List.of(), read(portable(new byte[5_000])));
        byte[] classFile = new byte[200];
        ByteBuffer.wrap(classFile).putInt(0xcafebabe).putInt(61);
        assertEquals(List.of(), read(classFile));
    }

    static byte[] inline(String version, String modules) {
        ByteBuffer out = ByteBuffer.allocate(8_192);
        out.put(header((byte) 0, (byte) 2)).position(32);
        text(out, version);
        text(out, MARK + modules + MARK);
        return out.array();
    }

    private static void text(ByteBuffer out, String text) {
        int length = text.length();
        while (length > 127) {
            out.put((byte) (length | 0x80));
            length >>>= 7;
        }
        out.put((byte) length).put(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] header(byte pointer, byte flags) {
        byte[] out = new byte[16];
        System.arraycopy("\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1), 0, out, 0, 14);
        out[14] = pointer;
        out[15] = flags;
        return out;
    }

    static byte[] elf(byte[] data, long base) {
        ByteBuffer out = ByteBuffer.allocate(4_096 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1);
        out.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        out.putInt(64, 1).putInt(68, 6).putLong(72, 4_096).putLong(80, base).putLong(96, data.length);
        out.put(4_096, data);
        return out.array();
    }

    static byte[] portable(byte[] data) {
        ByteBuffer out = ByteBuffer.allocate(4_096 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort(0, (short) 0x5a4d).putInt(0x3c, 128).putInt(128, 0x4550);
        out.putShort(134, (short) 1).putShort(148, (short) 240).putShort(152, (short) 0x20b);
        out.put(392, ".data".getBytes(StandardCharsets.US_ASCII));
        out.putInt(392 + 16, data.length).putInt(392 + 20, 4_096).putInt(392 + 36, 0xc0000040);
        out.put(4_096, data);
        return out.array();
    }

    static byte[] mach(byte[] data) {
        ByteBuffer out = ByteBuffer.allocate(4_096 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0, 0xfeedfacf).putInt(16, 1).putInt(20, 72);
        out.putInt(32, 0x19).putInt(36, 72).put(40, "__DATA".getBytes(StandardCharsets.US_ASCII));
        out.putLong(72, 4_096).putLong(80, data.length);
        out.put(4_096, data);
        return out.array();
    }

    private static List<String> read(byte[] program) throws IOException {
        return OneFile.of("usr/bin/program", program).readBy(new Golang()).packages().stream()
                .map(p -> p.name() + " " + p.version())
                .toList();
    }
}
