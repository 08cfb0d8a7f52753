package dev.seawall.engine.wire;

import java.io.PrintStream;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What {@code seawall server} starts. The server's jars lie on the class path of that command alone, so the command line
 * finds it at run time; where it is left out of an installation there is none.
 */
public interface ServerDoor {
    /** The server of this installation, if it is part of it. */
    static Optional<ServerDoor> find() {
        return ServiceLoader.load(ServerDoor.class).findFirst();
    }

    /**
     * Runs the server until the process is asked to stop or the calling thread is interrupted.
     *
     * @param out gets a line per listener that is ready
     * @return the exit code
     * @throws dev.seawall.engine.model.SeawallException where it cannot start
     */
    int run(ServerOptions options, PrintStream out);

    /**
     * Does one piece of upkeep on the home of a server that does not run, for example {@code migrate}.
     *
     * @param out gets what was done
     * @return the exit code
     * @throws dev.seawall.engine.model.SeawallException where it could not be done
     */
    int maintain(ServerTask task, ServerOptions options, PrintStream out);
}
