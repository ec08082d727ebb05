package io.podspace.host;

import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import java.util.List;

/** The question: may a host be removed? Pure. */
final class HostRemovalRules {
    private static final int NAMED = 3;

    private HostRemovalRules() {}

    /**
     * @param pods names of the pods that the records have there
     * @param hooks deployments whose hooks run there
     * @throws PodSpaceException CONFLICT with what to do first
     */
    static void mustBeEmpty(HostView host, List<String> pods, List<String> hooks) {
        if (host.ofSettings()) {
            throw refuse(
                    "Host '%s' is the one that the platform's settings name, which register it again at each start. Cordon it, so that it takes no pods."
                            .formatted(host.name()));
        }
        if (host.state() == HostState.READY) {
            throw refuse("Host '%s' still takes new pods. Cordon it first.".formatted(host.name()));
        }
        if (!pods.isEmpty()) {
            throw refuse("Host '%s' still has %d %s (%s). Drain it, and they move where there is room; or delete them."
                    .formatted(host.name(), pods.size(), pods.size() == 1 ? "pod" : "pods", shown(pods)));
        }
        if (!hooks.isEmpty()) {
            throw refuse("Hooks of rollouts run on host '%s' (%s). Wait until they have ended."
                    .formatted(host.name(), shown(hooks)));
        }
    }

    private static String shown(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? first + ", ..." : first;
    }

    private static PodSpaceException refuse(String why) {
        return new PodSpaceException(ErrorCode.CONFLICT, why);
    }
}
