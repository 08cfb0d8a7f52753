package dev.seawall.engine.ecosystem;

import dev.seawall.engine.Fuzz;
import dev.seawall.engine.files.FileEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Damages the fixtures of one ecosystem and reads them: the only way out but a reading is an IOException. Runs for about
 * one second, or as long as {@code -Dseawall.fuzz.seconds} says; {@code -Dseawall.fuzz.seed} repeats a run.
 */
final class EcosystemFuzz {
    private static final List<String> POISON = List.of(
            "{",
            "[",
            "\"",
            "'",
            "}",
            "]",
            "<",
            ">",
            "&a ",
            "*a",
            "<<: *a",
            "\u0000",
            "\n",
            "\\",
            "99999999999999999999",
            "@",
            ":",
            "=",
            "a:999999999:{",
            "s:2147483647:\"",
            "(",
            "\uFEFF",
            "${x}",
            "null",
            "-1",
            "../",
            "\"\"\"");

    private final Random random;
    private final List<Seed> corpus;

    private record Seed(String path, byte[] content) {}

    private EcosystemFuzz(Random random, List<Seed> corpus) {
        this.random = random;
        this.corpus = corpus;
    }

    static void run(String id) throws IOException {
        Ecosystem ecosystem = Ecosystems.find(id).orElseThrow();
        EcosystemFuzz fuzz =
                new EcosystemFuzz(new Random(Long.getLong("seawall.fuzz.seed", 42)), corpus(ecosystem, id));
        long start = System.nanoTime();
        int rounds = 0;
        do {
            fuzz.round(ecosystem, rounds++);
        } while (Fuzz.goesOn(rounds, 300, start));
    }

    private void round(Ecosystem ecosystem, int round) {
        Seed seed = corpus.get(random.nextInt(corpus.size()));
        byte[] damaged = damage(seed.content());
        MemoryFiles files = new MemoryFiles();
        corpus.forEach(other -> files.with(other.path(), other.content()));
        files.with(seed.path(), damaged);
        try {
            files.read(ecosystem, seed.path());
        } catch (IOException expected) {
            return;
        } catch (RuntimeException | Error e) {
            String input = new String(damaged, StandardCharsets.ISO_8859_1);
            throw new AssertionError("round " + round + " of " + seed.path() + ":\n" + input, e);
        }
    }

    private byte[] damage(byte[] original) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, at + random.nextInt(30));
            bytes = switch (random.nextInt(5)) {
                case 0 -> join(bytes, 0, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
                case 1 -> join(bytes, 0, at, new byte[0], to);
                case 2 -> join(bytes, 0, to, new byte[0], at);
                case 3 -> join(bytes, 0, at, new byte[0], bytes.length);
                default -> join(bytes, 0, at, poison(), at);
            };
        }
        return bytes;
    }

    private byte[] poison() {
        String one = POISON.get(random.nextInt(POISON.size()));
        return one.repeat(random.nextInt(20) == 0 ? 5000 : 1).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] bytes, int from, int to, byte[] middle, int rest) {
        byte[] joined = new byte[to - from + middle.length + bytes.length - rest];
        System.arraycopy(bytes, from, joined, 0, to - from);
        System.arraycopy(middle, 0, joined, to - from, middle.length);
        System.arraycopy(bytes, rest, joined, to - from + middle.length, bytes.length - rest);
        return joined;
    }

    private static List<Seed> corpus(Ecosystem ecosystem, String id) throws IOException {
        List<Seed> seeds = new ArrayList<>();
        try (Stream<Path> folders = Files.list(LanguageFixturesTest.FIXTURES.resolve(id))) {
            for (Path folder : folders.sorted().toList()) {
                for (FileEntry file : FolderFiles.walk(folder, ecosystem::wants).entries()) {
                    seeds.add(new Seed(file.path(), Files.readAllBytes(folder.resolve(file.path()))));
                }
            }
        }
        return seeds;
    }
}
