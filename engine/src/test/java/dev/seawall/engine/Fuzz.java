package dev.seawall.engine;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Feeds damaged copies of a corpus to a parser that may refuse them with an IOException and nothing else. Seeded, so a
 * failure repeats; {@code -Dseawall.fuzz.seconds=N} goes on for longer than the second it takes by default.
 */
public final class Fuzz {
    private static final long SEED = 20_251_125;

    private Fuzz() {}

    /** What is under test. */
    public interface Parser {
        void parse(byte[] input) throws IOException;
    }

    /** Whether a run goes on: for so many rounds, the same on every machine, or as long as {@code seawall.fuzz.seconds} says. */
    public static boolean goesOn(int round, int rounds, long startNanos) {
        Long seconds = Long.getLong("seawall.fuzz.seconds");
        return seconds == null ? round < rounds : System.nanoTime() - startNanos < seconds * 1_000_000_000L;
    }

    /** Damages the corpus for a fixed number of rounds, or for the configured time. */
    public static void run(List<byte[]> corpus, Parser parser) {
        Random random = new Random(SEED);
        long start = System.nanoTime();
        for (int round = 0; goesOn(round, ROUNDS, start); round++) {
            byte[] input = damage(corpus.get(round % corpus.size()), random);
            try {
                parser.parse(input);
            } catch (IOException refused) {
                continue;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("round " + round + " of seed " + SEED + " on " + input.length + " bytes", e);
            }
        }
    }

    private static final int ROUNDS = 1_500;

    private static byte[] damage(byte[] original, Random random) {
        byte[] copy = original.clone();
        int edits = 1 + random.nextInt(8);
        for (int i = 0; i < edits && copy.length > 0; i++) {
            int at = random.nextInt(copy.length);
            switch (random.nextInt(6)) {
                case 0 -> copy[at] = (byte) random.nextInt();
                case 1 -> copy[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(copy, at, Math.min(copy.length, at + 4), (byte) 0xff);
                case 3 -> Arrays.fill(copy, at, Math.min(copy.length, at + 4), (byte) 0);
                case 4 -> move(copy, at, random);
                default -> copy = random.nextInt(4) == 0 ? Arrays.copyOf(copy, at) : copy;
            }
        }
        return copy;
    }

    private static void move(byte[] copy, int at, Random random) {
        int from = random.nextInt(copy.length);
        int length = Math.min(1 + random.nextInt(32), copy.length - Math.max(at, from));
        System.arraycopy(copy, from, copy, at, length);
    }
}
