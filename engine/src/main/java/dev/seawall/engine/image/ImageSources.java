package dev.seawall.engine.image;

import dev.seawall.engine.image.ResolvedTarget.ImageTarget;

/** Opens images wherever they are. */
public final class ImageSources {
    private ImageSources() {}

    /**
     * Opens what {@link TargetResolver#resolve} makes of the target.
     *
     * @throws dev.seawall.engine.model.SeawallException where it is no image or no source has it, naming what was tried
     */
    public static Image open(String target, SourceOptions options) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #open(String, SourceOptions)}, resolved already. */
    public static Image open(ImageTarget target, SourceOptions options) {
        throw new UnsupportedOperationException();
    }
}
