package dev.seawall.engine.wire;

import java.io.PrintStream;
import java.util.Optional;
import java.util.ServiceLoader;

/** The agent as the command line finds it: its libraries are on the class path of its own commands only. */
public interface AgentDoor {
    /** The installed agent, or empty where this distribution has none. */
    static Optional<AgentDoor> find() {
        return ServiceLoader.load(AgentDoor.class).findFirst();
    }

    /**
     * Does one task to its end.
     *
     * @param out where results go
     * @param notes where what is said about the work goes
     * @return the exit code
     * @throws dev.seawall.engine.model.SeawallException where it cannot be done
     */
    int run(AgentTask task, PrintStream out, PrintStream notes);
}
