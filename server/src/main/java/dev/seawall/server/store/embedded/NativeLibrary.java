package dev.seawall.server.store.embedded;

import dev.seawall.server.disk.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.util.OSInfo;

/**
 * SQLite's native code, unpacked once into the home instead of into the temporary folder at every start, which costs a
 * third of a second and leaves litter after a kill.
 */
final class NativeLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    static void keepIn(Path folder) throws IOException {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        String library = System.mapLibraryName("sqlitejdbc");
        String resource = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + library;
        try (InputStream packed = org.sqlite.JDBC.class.getResourceAsStream(resource)) {
            if (packed == null) {
                return; // the driver says which systems it knows
            }
            byte[] content = packed.readAllBytes();
            Path file = PrivateFile.folder(folder).resolve(library);
            if (!Files.exists(file) || Files.size(file) != content.length) {
                PrivateFile.write(file, content);
            }
        }
        System.setProperty(FOLDER, folder.toString());
        System.setProperty(NAME, library);
    }
}
