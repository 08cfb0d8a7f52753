package dev.seawall.engine.network;

import java.util.List;
import java.util.Map;

/**
 * One service of a Compose project.
 *
 * @param networks the real names of its networks and where it joins them
 * @param host true where it shares the host's network
 */
record ComposeMember(
        String project,
        String name,
        String place,
        Map<String, String> networks,
        boolean host,
        List<ComposePorts> ports) {
    String shown() {
        return project + "/" + name + "[Compose]";
    }
}
