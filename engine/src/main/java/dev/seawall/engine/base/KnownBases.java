package dev.seawall.engine.base;

import dev.seawall.engine.model.Digest;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Base images known by the diffIDs of their layers. A file of them has one a line: the name, then the diffIDs, bottom
 * first, separated by commas or spaces; {@code #} begins a comment.
 *
 * @param bases in order of preference among equals
 */
public record KnownBases(List<Known> bases) {
    /** None. */
    public static final KnownBases NONE = new KnownBases(List.of());

    public KnownBases {
        bases = List.copyOf(bases);
    }

    /**
     * One base image.
     *
     * @param name image reference
     * @param diffIds bottom first
     */
    public record Known(String name, List<Digest> diffIds) {
        public Known {
            diffIds = List.copyOf(diffIds);
        }

        private boolean isUnder(List<Digest> layers) {
            return !diffIds.isEmpty()
                    && diffIds.size() <= layers.size()
                    && layers.subList(0, diffIds.size()).equals(diffIds);
        }
    }

    /**
     * Reads a file of bases.
     *
     * @throws SeawallException where it cannot be read or a line is malformed
     */
    public static KnownBases read(Path file) {
        List<Known> bases = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    bases.add(parse(text));
                }
            }
            return new KnownBases(bases);
        } catch (IOException | IllegalArgumentException e) {
            throw new SeawallException(
                    "read the index of base images " + file,
                    "line " + number + ": " + e.getMessage(),
                    "Write NAME sha256:…,sha256:… on each line",
                    e);
        }
    }

    private static Known parse(String line) {
        String[] words = line.split("[\\s,]+", -1);
        if (words.length < 2) {
            throw new IllegalArgumentException("there are no diffIDs after the name");
        }
        List<Digest> ids = Arrays.stream(words).skip(1).map(Digest::parse).toList();
        return new Known(words[0], ids);
    }

    /** These and others. */
    public KnownBases and(List<Known> others) {
        List<Known> all = new ArrayList<>(bases);
        all.addAll(others);
        return new KnownBases(all);
    }

    /** The base with the most layers that lies under these, but is not all of them. */
    Optional<Known> under(List<Digest> layers) {
        Known best = null;
        for (Known base : bases) {
            boolean more = best == null || base.diffIds.size() > best.diffIds.size();
            if (more && base.diffIds.size() < layers.size() && base.isUnder(layers)) {
                best = base;
            }
        }
        return Optional.ofNullable(best);
    }
}
