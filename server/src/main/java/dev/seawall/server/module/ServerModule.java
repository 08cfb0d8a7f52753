package dev.seawall.server.module;

import java.io.IOException;
import java.util.List;

/**
 * One part of the server: it says which listeners it has and is started and stopped with the server. A new one is a
 * class and a line in {@code dev.seawall.server.Modules}.
 */
public interface ServerModule {
    /** As {@code --only} and the configuration file name it; lower case. */
    String name();

    /**
     * Takes what it needs and opens its own state; no listener is open yet. Called once, before {@link #listeners}.
     *
     * @throws dev.seawall.engine.model.SeawallException where its section of the configuration is wrong
     */
    void start(ServerContext context) throws IOException;

    /** The listeners it could have, the same whether or not they are going to open. Callable before {@link #start}. */
    List<Listener> listeners();

    /** Called before the listeners close: ends what would keep them open, such as streams without an end. */
    default void stopping() {}

    /** Lets go of everything; its listeners are closed by then. Called also where {@link #start} failed. */
    void close() throws IOException;
}
