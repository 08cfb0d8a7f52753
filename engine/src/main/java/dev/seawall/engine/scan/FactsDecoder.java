package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.FindingKind;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.Practice;
import dev.seawall.engine.model.Scope;
import dev.seawall.engine.model.Severity;
import dev.seawall.engine.model.SourcePackage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@link FactsEncoder} wrote. */
final class FactsDecoder {
    private static final FileEntry.Kind[] KINDS = FileEntry.Kind.values();

    private final byte[] bytes;
    private int position;
    private final List<String> texts = new ArrayList<>();
    private byte[] path = new byte[256];

    private FactsDecoder(byte[] bytes, int from) {
        this.bytes = bytes;
        this.position = from;
    }

    /** @throws MalformedFileException where the bytes are not facts */
    static LayerFacts decode(byte[] bytes, int from) throws MalformedFileException {
        try {
            return new FactsDecoder(bytes, from).facts();
        } catch (RuntimeException e) {
            throw new MalformedFileException("damaged facts", e);
        }
    }

    private LayerFacts facts() {
        return new LayerFacts(
                list(this::entry),
                list(this::path),
                list(this::path),
                list(this::source),
                list(this::hit),
                list(() -> new FileStatus(text(), FileStatus.State.valueOf(text()), text())),
                kept(),
                true);
    }

    private Map<String, byte[]> kept() {
        Map<String, byte[]> kept = new TreeMap<>();
        for (long left = number(); left > 0; left--) {
            String name = path();
            kept.put(name, raw());
        }
        return kept;
    }

    private FileEntry entry() {
        return new FileEntry(
                path(),
                KINDS[(int) number()],
                number(),
                (int) number(),
                (int) number(),
                (int) number(),
                signed(),
                optional());
    }

    private LayerFacts.PackageSource source() {
        String ecosystem = text();
        String file = text();
        List<Package> packages = list(this::pkg);
        return new LayerFacts.PackageSource(
                ecosystem, file, new Reading(packages, list(() -> new Reading.OwnedFiles(text(), list(this::path)))));
    }

    private Package pkg() {
        return new Package(
                text(),
                text(),
                text(),
                text(),
                sourcePackage(),
                qualifiers(),
                list(this::text),
                Scope.valueOf(text()),
                text(),
                (int) number(),
                null,
                optional());
    }

    private @Nullable SourcePackage sourcePackage() {
        String name = optional();
        String version = optional();
        return name == null || version == null ? null : new SourcePackage(name, version);
    }

    private TreeMap<String, String> qualifiers() {
        TreeMap<String, String> qualifiers = new TreeMap<>();
        for (long left = number(); left > 0; left--) {
            String key = text();
            qualifiers.put(key, text());
        }
        return qualifiers;
    }

    private LayerFacts.LayerHit hit() {
        String detector = text();
        FileEntry file = entry();
        boolean superseded = number() == 1;
        Hit hit = new Hit(
                text(),
                FindingKind.valueOf(text()),
                Severity.valueOf(text()),
                text(),
                list(() -> Practice.valueOf(text())),
                list(this::text),
                text(),
                (int) number(),
                (int) number(),
                text(),
                text(),
                list(this::text));
        return new LayerFacts.LayerHit(detector, file, hit, superseded);
    }

    private <T> List<T> list(Supplier<T> each) {
        int count = (int) number();
        List<T> items = new ArrayList<>(Math.min(count, bytes.length - position));
        for (int i = 0; i < count; i++) {
            items.add(each.get());
        }
        return items;
    }

    private String path() {
        int shared = (int) number();
        int more = (int) number();
        if (shared + more > path.length) {
            path = Arrays.copyOf(path, 2 * (shared + more));
        }
        System.arraycopy(bytes, position, path, shared, more);
        position += more;
        return new String(path, 0, shared + more, StandardCharsets.UTF_8);
    }

    private String text() {
        int known = (int) number();
        if (known > 0) {
            return texts.get(known - 1);
        }
        String text = new String(raw(), StandardCharsets.UTF_8);
        texts.add(text);
        return text;
    }

    private @Nullable String optional() {
        return number() == 0 ? null : text();
    }

    private byte[] raw() {
        int length = (int) number();
        int from = position;
        position += length;
        return Arrays.copyOfRange(bytes, from, Math.min(position, bytes.length));
    }

    private long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    private long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[position++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
