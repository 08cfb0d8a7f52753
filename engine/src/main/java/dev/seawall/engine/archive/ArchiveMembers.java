package dev.seawall.engine.archive;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.arj.ArjArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Lists the files of one archive with their bytes. */
final class ArchiveMembers {
    private static final int SEVEN_ZIP_KIB = 128 << 10;

    private ArchiveMembers() {}

    /** Takes the files in the order they are stored. */
    interface Sink {
        void member(String name, InputStream content) throws IOException;

        /** A file that is there but cannot be read. */
        void closed(String name, String why);
    }

    static void tar(InputStream in, Sink sink) throws IOException {
        // not closed: the stream belongs to whoever opened it
        TarReader tar = new TarReader(in);
        TarEntry entry = tar.next();
        while (entry != null) {
            if (entry.file().kind() == FileEntry.Kind.FILE && entry.file().sizeBytes() > 0) {
                sink.member(entry.file().path(), tar.content());
            }
            entry = tar.next();
        }
    }

    static void read(ArchiveKind kind, SeekableByteChannel channel, Sink sink) throws IOException {
        switch (kind) {
            case ZIP -> zip(channel, sink);
            case SEVEN_ZIP -> sevenZip(channel, sink);
            case CABINET -> Cabinet.read(channel, sink);
            case AR -> stream(new ArArchiveInputStream(stream(channel)), sink);
            case CPIO -> stream(new CpioArchiveInputStream(stream(channel)), sink);
            case ARJ -> arj(channel, sink);
            case TAR -> tar(stream(channel), sink);
            case GZIP, BZIP2, XZ, ZSTD, NONE -> throw new IllegalArgumentException(kind + " has no members");
        }
    }

    private static InputStream stream(SeekableByteChannel channel) {
        return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }

    private static void zip(SeekableByteChannel channel, Sink sink) throws IOException {
        ZipBounds.check(channel);
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(channel)
                .setIgnoreLocalFileHeader(true)
                .get()) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
            while (entries.hasMoreElements()) {
                zipEntry(zip, entries.nextElement(), sink);
            }
        }
    }

    private static void zipEntry(ZipFile zip, ZipArchiveEntry entry, Sink sink) throws IOException {
        if (entry.isDirectory() || entry.isUnixSymlink()) {
            return;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            sink.closed(entry.getName(), "is encrypted");
        } else if (!zip.canReadEntryData(entry)) {
            sink.closed(entry.getName(), "is packed by a method that is not supported: " + entry.getMethod());
        } else {
            try (InputStream content = zip.getInputStream(entry)) {
                sink.member(entry.getName(), content);
            }
        }
    }

    private static void sevenZip(SeekableByteChannel channel, Sink sink) throws IOException {
        try (SevenZFile archive = SevenZFile.builder()
                .setSeekableByteChannel(channel)
                .setMaxMemoryLimitKiB(SEVEN_ZIP_KIB)
                .get()) {
            SevenZArchiveEntry entry = archive.getNextEntry();
            while (entry != null) {
                if (entry.hasStream() && !entry.isDirectory()) {
                    String name = entry.getName();
                    sink.member(name == null ? "content" : name, new SevenZipEntry(archive));
                }
                entry = archive.getNextEntry();
            }
        }
    }

    /** The bytes of the entry at hand, in order: asking for an entry by name would unpack all before it again. */
    private static final class SevenZipEntry extends InputStream {
        private final SevenZFile archive;

        SevenZipEntry(SevenZFile archive) {
            this.archive = archive;
        }

        @Override
        public int read() throws IOException {
            return archive.read();
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return archive.read(target, from, length);
        }
    }

    private static void arj(SeekableByteChannel channel, Sink sink) throws IOException {
        try {
            stream(new ArjArchiveInputStream(stream(channel)), sink);
        } catch (ArchiveException e) {
            throw new MalformedFileException("arj: " + e.getMessage(), e);
        }
    }

    private static void stream(ArchiveInputStream<?> archive, Sink sink) throws IOException {
        try (archive) {
            ArchiveEntry entry = archive.getNextEntry();
            while (entry != null) {
                if (!archive.canReadEntryData(entry)) {
                    sink.closed(entry.getName(), "is packed by a method that is not supported");
                } else if (!entry.isDirectory()) {
                    sink.member(entry.getName(), archive);
                }
                entry = archive.getNextEntry();
            }
        }
    }
}
