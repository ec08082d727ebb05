package io.podspace.report;

import java.util.Optional;

/** What the user may do about the reason of a pod that is not ready; reasons are those of the reconciler. */
final class NextSteps {
    private NextSteps() {}

    /** Nothing where the pod's own message says it, as that of a pull. @param reason one word in camel case, of a pod that is not ready */
    static Optional<String> of(String reason) {
        return switch (reason) {
            case "CrashLoop", "Ended" ->
                Optional.of("Read the last log lines of the pod, then correct the configuration.");
            case "OutOfMemory" -> Optional.of("Raise the memory limit in the configuration.");
            case "NoRoom" -> Optional.of("Ask for fewer pods, lower the requests, or have a host added.");
            case "ChecksFailing" -> Optional.of("Read the pod's log; check the port that the application listens on.");
            case "HostSilent" -> Optional.of("Wait, or tell an operator; nothing is removed meanwhile.");
            default -> Optional.empty();
        };
    }
}
