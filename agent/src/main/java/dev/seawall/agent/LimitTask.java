package dev.seawall.agent;

import dev.seawall.agent.container.Container;
import dev.seawall.agent.learn.Learning;
import dev.seawall.agent.response.Groups;
import dev.seawall.agent.response.LimitChange;
import dev.seawall.agent.response.LimitChanges;
import dev.seawall.engine.wire.AgentTask;
import java.io.PrintStream;
import java.nio.file.Path;

/** {@code seawall limit}: sets limits of a running container and shows each before and after. */
final class LimitTask {
    private final AgentTask.Limit task;
    private final PrintStream out;

    LimitTask(AgentTask.Limit task, PrintStream out) {
        this.task = task;
        this.out = out;
    }

    int run() {
        Learning learning = new Learning(Path.of("/"));
        Container container = learning.find(task.container());
        int process = learning.member(container);
        boolean failed = false;
        for (LimitChange each : new LimitChanges(new Groups(Path.of("/")), process).of(task)) {
            out.println(each.text());
            failed |= !task.dryRun() && !each.apply(out);
        }
        return failed ? 2 : 0;
    }
}
