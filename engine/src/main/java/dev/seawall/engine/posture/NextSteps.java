package dev.seawall.engine.posture;

import dev.seawall.engine.model.Practice;

/** What to run so that a practice can be judged at all. */
final class NextSteps {
    private NextSteps() {}

    static String toAssess(Practice practice) {
        return switch (practice) {
            case IMG_1, CTR_1, CTR_2 -> "Scan an image: seawall scan IMAGE";
            case IMG_2 -> "Verify an image's signature: seawall scan IMAGE --scanners trust, with a trust policy";
            case IMG_3, IMG_4 -> "Scan an image with the default scanners: seawall scan IMAGE";
            case REG_1, REG_2, REG_3, REG_4 -> "Check a registry: seawall check registry:URL";
            case DEP_1, DEP_2, DEP_4, DEP_5, CTR_3, CTR_4 ->
                "Check what is deployed: seawall check PATH, or seawall check docker:";
            case DEP_3 -> "Check network policies: seawall network PATH";
            case HOST_1, HOST_2, HOST_3, HOST_4, HOST_5 -> "Audit the host: seawall host audit";
            case CTR_5, CTR_7 -> "Enrol an agent: seawall agent --enrol";
            case CTR_6 -> "Send the containers' logs to the server";
            case SEC_1, SEC_2, SEC_3 ->
                "Scan images and configuration for secrets: seawall scan IMAGE --scanners secret";
        };
    }
}
