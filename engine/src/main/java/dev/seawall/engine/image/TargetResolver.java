package dev.seawall.engine.image;

/** Tells what a target is: by its scheme prefix, else by what lies there, else as the name of an image. */
public final class TargetResolver {
    private TargetResolver() {}

    /**
     * Resolves a target without opening any image or network.
     *
     * @throws dev.seawall.engine.model.SeawallException where it is nothing that can be scanned
     */
    public static ResolvedTarget resolve(String target) {
        throw new UnsupportedOperationException();
    }
}
