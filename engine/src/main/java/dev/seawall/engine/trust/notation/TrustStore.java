package dev.seawall.engine.trust.notation;

import dev.seawall.engine.trust.crypto.Certificates;
import dev.seawall.engine.trust.crypto.TrustException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Certificates that are trusted: a folder {@code x509/TYPE/NAME/*} as notation keeps it, or a plain folder of
 * certificates, which then stands for every name.
 */
public record TrustStore(Path folder) {
    private static final String STEP = "trust store";
    private static final long MAX_BYTES = 1 << 20;

    /** The certificates of a store written {@code TYPE:NAME}. */
    List<X509Certificate> named(String type, String name) throws TrustException {
        TrustException.require(name.matches("[A-Za-z0-9_.-]+") && !name.matches("\\.+"), STEP, "its name is no name");
        return read(isPlain() ? folder : types().resolve(type).resolve(name));
    }

    /** Every certificate of a type, for verification without a policy. */
    List<X509Certificate> all(String type) throws TrustException {
        if (isPlain()) {
            return read(folder);
        }
        Path stores = types().resolve(type);
        List<X509Certificate> out = new ArrayList<>();
        for (Path store : Files.isDirectory(stores) ? listed(stores) : List.<Path>of()) {
            out.addAll(read(store));
        }
        return out;
    }

    private boolean isPlain() {
        return !Files.isDirectory(types().resolve("ca"))
                && !Files.isDirectory(types().resolve("signingAuthority"))
                && !Files.isDirectory(types().resolve("tsa"));
    }

    private Path types() {
        for (String inside : List.of("x509", "truststore/x509")) {
            if (Files.isDirectory(folder.resolve(inside))) {
                return folder.resolve(inside);
            }
        }
        return folder;
    }

    private static List<X509Certificate> read(Path store) throws TrustException {
        TrustException.require(Files.isDirectory(store), STEP, store + " is no folder");
        List<X509Certificate> out = new ArrayList<>();
        for (Path file : listed(store)) {
            if (Files.isRegularFile(file)) {
                out.addAll(certificates(file));
            }
        }
        TrustException.require(!out.isEmpty(), STEP, store + " holds no certificates");
        return out;
    }

    private static List<X509Certificate> certificates(Path file) throws TrustException {
        try {
            TrustException.require(Files.size(file) <= MAX_BYTES, STEP, file + " is over 1 MiB");
            return Certificates.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> listed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
