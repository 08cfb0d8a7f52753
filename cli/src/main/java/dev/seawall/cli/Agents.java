package dev.seawall.cli;

import dev.seawall.engine.model.SeawallException;
import dev.seawall.engine.wire.AgentDoor;

/** Finds the agent for the commands that need it. */
final class Agents {
    private Agents() {}

    static AgentDoor door() {
        return AgentDoor.find()
                .orElseThrow(() -> new SeawallException(
                        "start the agent", "this installation has none", "Install the full distribution"));
    }
}
