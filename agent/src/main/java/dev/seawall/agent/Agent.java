package dev.seawall.agent;

import dev.seawall.agent.link.LinkTask;
import dev.seawall.engine.wire.AgentDoor;
import dev.seawall.engine.wire.AgentTask;
import java.io.PrintStream;

/** Front door of what runs on every node. */
public final class Agent implements AgentDoor {
    @Override
    public int run(AgentTask task, PrintStream out, PrintStream notes) {
        return switch (task) {
            case AgentTask.Link link -> new LinkTask(link, notes).run();
            case AgentTask.Watch watch -> new WatchTask(watch, out, notes).run();
            case AgentTask.Profile profile -> new ProfileTask(profile, out, notes).run();
            case AgentTask.Limit limit -> new LimitTask(limit, out).run();
        };
    }
}
