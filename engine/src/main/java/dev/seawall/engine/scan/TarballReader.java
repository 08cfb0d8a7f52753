package dev.seawall.engine.scan;

import dev.seawall.engine.archive.TarReader;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.MalformedFileException;
import dev.seawall.engine.image.ResolvedTarget.TarballTarget;
import dev.seawall.engine.model.FileStatus;
import dev.seawall.engine.model.SeawallException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Streams a tar that holds a file system, as if it were one layer that hides nothing. */
record TarballReader(TarballTarget target, ScanOptions options, Progress progress, Workers workers, Deadline deadline) {
    private interface Walk {
        void over(TarReader tar) throws IOException;
    }

    /** @throws SeawallException where the file cannot be read or is damaged or cut off */
    LayerFacts read() throws InterruptedException {
        try (Spool spool = new Spool(options.limits().maxSpoolBytes())) {
            LayerCollector collector = new LayerCollector(options, spool, workers);
            TarWalk walk = new TarWalk(collector, spool, false);
            pass(tar -> all(tar, walk), progress);
            Map<String, List<FileEntry>> missed = collector.missedLinks();
            if (!missed.isEmpty()) {
                pass(tar -> walk.missed(tar, missed), Progress.NONE);
            }
            return collector.finish();
        } catch (MalformedFileException e) {
            throw failed(e, "Get the file again, or unpack what there is of it and scan the folder");
        } catch (IOException e) {
            throw failed(e, "Check that you may read the file and that the temporary folder has room");
        }
    }

    private void all(TarReader tar, TarWalk walk) throws IOException {
        walk.all(tar);
        if (!tar.hasEndMark()) {
            walk.collector().report("", FileStatus.State.MALFORMED, "has no end mark: it may be cut off");
        }
    }

    private void pass(Walk walk, Progress heard) throws IOException {
        SourceStream source = new SourceStream(target.stored(), null, heard::read);
        try (InputStream plain = target.unpack(source);
                TarReader tar = new TarReader(new UnpackedStream(plain, options.limits(), source::count, deadline))) {
            walk.over(tar);
            tar.drain();
        }
    }

    private SeawallException failed(IOException e, String remedy) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return new SeawallException("read the file system in " + target.path(), reason, remedy, e);
    }
}
