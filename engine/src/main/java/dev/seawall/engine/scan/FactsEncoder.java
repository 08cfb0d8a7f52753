package dev.seawall.engine.scan;

import dev.seawall.engine.detect.Hit;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.model.Package;
import dev.seawall.engine.model.SourcePackage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes facts in the cache's form: variable-length numbers, each text once and then by number, paths as what they
 * differ in from the path before. {@link FactsDecoder} mirrors it line by line; whoever changes one changes both and
 * {@link FactsCache#FORMAT}.
 */
final class FactsEncoder {
    private byte[] bytes = new byte[64 * 1024];
    private int size;
    private final Map<String, Integer> texts = new HashMap<>();
    private byte[] lastPath = {};

    static byte[] encode(LayerFacts facts) {
        FactsEncoder encoder = new FactsEncoder();
        encoder.facts(facts);
        return Arrays.copyOf(encoder.bytes, encoder.size);
    }

    private void facts(LayerFacts facts) {
        list(facts.entries(), this::entry);
        list(facts.whiteouts(), this::path);
        list(facts.opaque(), this::path);
        list(facts.sources(), this::source);
        list(facts.hits(), this::hit);
        list(facts.statuses(), status -> {
            text(status.path());
            text(status.status().name());
            text(status.reason());
        });
        list(List.copyOf(facts.kept().keySet()), path -> {
            path(path);
            raw(facts.kept().getOrDefault(path, new byte[0]));
        });
    }

    private void entry(FileEntry entry) {
        path(entry.path());
        number(entry.kind().ordinal());
        number(entry.sizeBytes());
        number(entry.mode());
        number(entry.uid());
        number(entry.gid());
        signed(entry.modifiedSeconds());
        optional(entry.linkTarget());
    }

    private void source(LayerFacts.PackageSource source) {
        text(source.ecosystem());
        text(source.path());
        list(source.reading().packages(), this::pkg);
        list(source.reading().owned(), this::owned);
    }

    private void owned(Reading.OwnedFiles owned) {
        text(owned.packageName());
        list(owned.paths(), this::path);
    }

    private void pkg(Package pkg) {
        text(pkg.ecosystem());
        text(pkg.namespace());
        text(pkg.name());
        text(pkg.version());
        SourcePackage source = pkg.source();
        optional(source == null ? null : source.name());
        optional(source == null ? null : source.version());
        list(List.copyOf(pkg.qualifiers().entrySet()), qualifier -> {
            text(qualifier.getKey());
            text(qualifier.getValue());
        });
        list(pkg.licenses(), this::text);
        text(pkg.scope().name());
        text(pkg.path());
        number(pkg.line());
        optional(pkg.coveredBy());
    }

    private void hit(LayerFacts.LayerHit found) {
        text(found.detector());
        entry(found.file());
        number(found.superseded() ? 1 : 0);
        Hit hit = found.hit();
        text(hit.id());
        text(hit.kind().name());
        text(hit.severity().name());
        text(hit.title());
        list(hit.practices(), practice -> text(practice.name()));
        list(hit.controls(), this::text);
        text(hit.innerPath());
        number(hit.line());
        number(hit.endLine());
        text(hit.evidence());
        text(hit.advice());
        list(hit.aliases(), this::text);
    }

    private <T> void list(List<T> items, Consumer<T> each) {
        number(items.size());
        items.forEach(each);
    }

    private void path(String path) {
        byte[] next = path.getBytes(StandardCharsets.UTF_8);
        int shared = Arrays.mismatch(lastPath, next);
        shared = shared < 0 ? next.length : shared;
        number(shared);
        number(next.length - shared);
        put(next, shared, next.length - shared);
        lastPath = next;
    }

    private void text(String text) {
        Integer known = texts.get(text);
        if (known != null) {
            number(known + 1);
            return;
        }
        texts.put(text, texts.size());
        number(0);
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    private void optional(@Nullable String text) {
        number(text == null ? 0 : 1);
        if (text != null) {
            text(text);
        }
    }

    private void raw(byte[] content) {
        number(content.length);
        put(content, 0, content.length);
    }

    private void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    private void number(long value) {
        reserve(10);
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    private void put(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
