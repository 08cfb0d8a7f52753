package dev.seawall.engine.check.live;

import dev.seawall.engine.check.Document;
import dev.seawall.engine.check.Documents;
import dev.seawall.engine.check.tree.Mark;
import dev.seawall.engine.check.tree.PlainTree;
import dev.seawall.engine.check.tree.SourceMap;
import dev.seawall.engine.image.Image;
import dev.seawall.engine.model.Os;
import dev.seawall.engine.model.Target;
import java.util.List;

/** An image that is named beside configuration, so that both can be judged together. */
public final class GivenImage {
    private GivenImage() {}

    /** Its configuration as a document; without tags it stands for every image of the run. */
    public static LiveSource of(Image image) {
        SourceMap root = new SourceMap.Builder()
                .put("reference", image.tags().isEmpty() ? "" : image.tags().getFirst(), Mark.NONE)
                .put("references", PlainTree.of(image.tags()), Mark.NONE)
                .putAll(PlainTree.map(image.config().json()))
                .build();
        Document document = Document.of(image.name(), "image", root, Mark.NONE);
        Target target = new Target(Target.Kind.IMAGE, image.name(), null, Os.NONE, List.of());
        return new LiveSource(target, Documents.of(List.of(document)));
    }
}
