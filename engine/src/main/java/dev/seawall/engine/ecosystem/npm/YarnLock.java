package dev.seawall.engine.ecosystem.npm;

import dev.seawall.engine.ecosystem.FileFormat;
import dev.seawall.engine.ecosystem.FileFormats;
import dev.seawall.engine.ecosystem.PackageList;
import dev.seawall.engine.ecosystem.Reading;
import dev.seawall.engine.files.FileEntry;
import dev.seawall.engine.files.SameLayerFiles;
import dev.seawall.engine.format.Located;
import dev.seawall.engine.model.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code yarn.lock} of Yarn 1 and of Yarn 2 and later ("berry"): blocks of a header with one or more descriptors,
 * fields indented by two, dependencies by four. Which blocks only development needs is told by the package.json beside.
 */
final class YarnLock implements FileFormat {
    @Override
    public boolean wants(FileEntry file) {
        return file.name().equals("yarn.lock");
    }

    @Override
    public Reading read(FileEntry file, SameLayerFiles files) throws IOException {
        List<YarnBlock> blocks = blocks(FileFormats.text(file.path(), files));
        Located manifest = manifest(FileFormats.beside(file, "package.json"), files);
        Set<YarnBlock> development = new YarnScopes(blocks).developmentOnly(manifest);
        PackageList found = new PackageList("npm", file.path());
        for (YarnBlock block : blocks) {
            if (!block.version().isEmpty() && !block.isProject()) {
                Scope scope = development.contains(block) ? Scope.DEV : Scope.PROD;
                found.add(block.name(), block.version(), block.line(), scope);
            }
        }
        return found.reading();
    }

    private static Located manifest(String path, SameLayerFiles files) throws IOException {
        return Located.json(FileFormats.bytes(path, files));
    }

    private static List<YarnBlock> blocks(String text) {
        List<YarnBlock> blocks = new ArrayList<>();
        YarnBlock.Draft draft = null;
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!Character.isWhitespace(line.charAt(0))) {
                draft = new YarnBlock.Draft(number, line);
                blocks.add(draft.block());
            } else if (draft != null) {
                draft.add(line);
            }
        }
        return blocks.stream().filter(block -> !block.descriptors().isEmpty()).toList();
    }
}
