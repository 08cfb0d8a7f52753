package dev.seawall.engine.ecosystem;

import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import java.io.IOException;

/** An ecosystem that is nothing but the file formats it reads. */
public interface LanguageEcosystem extends Ecosystem {
    /** Every format of its files, as one. */
    FileFormat files();

    @Override
    default boolean wants(FileEntry file) {
        return files().wants(file);
    }

    @Override
    default Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        return files().read(file, files);
    }
}
