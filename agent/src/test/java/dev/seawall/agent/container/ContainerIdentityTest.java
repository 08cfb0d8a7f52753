package dev.seawall.agent.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainerIdentityTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "/docker/%s, docker",
        "/system.slice/docker-%s.scope, docker",
        "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-%s.scope/container, podman",
        "/machine.slice/libpod-%s.scope, podman",
        "/libpod_parent/libpod-%s, podman",
        "/kubepods/besteffort/pod0a1b/%s, containerd",
        "/kubepods.slice/kubepods-pod0a1b.slice/cri-containerd-%s.scope, containerd",
        "/kubepods.slice/kubepods-pod0a1b.slice/crio-%s.scope, cri-o",
        "/system.slice/containerd.service/kubepods-pod0a1b.slice:cri-containerd:%s, containerd",
        "/docker/%s/init, docker"
    })
    void runtimesAreToldByTheirGroups(String path, String runtime) {
        assertEquals(new ContainerIdentity(ID, runtime), ContainerIdentity.find(path.formatted(ID)));
        assertEquals("0123456789ab", new ContainerIdentity(ID, runtime).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/system.slice/sshd.service", "/docker/0123", "/user.slice/user-0.slice/session-1.scope", ""
            })
    void theRestIsTheHost(String path) {
        assertNull(ContainerIdentity.find(path));
    }

    @Test
    void theInnermostContainerCounts() {
        String inner = "f".repeat(64);
        assertEquals(
                new ContainerIdentity(inner, "docker"), ContainerIdentity.find("/docker/" + ID + "/docker/" + inner));
        assertNull(ContainerIdentity.find("/machine.slice/libpod-conmon-" + ID + ".scope"));
    }
}
