package io.podspace.reconcile;

import java.util.Map;

/**
 * What an event of a pod is called: by the word of Kubernetes where it has one for what is shown of the pod, since scripts
 * and alerts look for these. Pure.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/events/event.go">the kubelet's reasons</a>
 */
final class EventReasons {
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("NoRoom", "FailedScheduling"),
            Map.entry("ImagePull", "Failed"),
            Map.entry("StartDelayed", "Failed"),
            Map.entry("CrashLoop", "BackOff"),
            Map.entry("ManyEnded", "BackOff"),
            Map.entry("RestartHeld", "BackOff"),
            Map.entry("CheckCommand", "Unhealthy"),
            Map.entry("ChecksPending", "Unhealthy"),
            Map.entry("ChecksFailing", "Unhealthy"),
            Map.entry(RoutingRows.COMMAND_FAILING, "Unhealthy"),
            Map.entry("Restarting", "Killing"),
            Map.entry("Stopping", "Killing"),
            Map.entry("HostSilent", "NodeNotReady"));

    private EventReasons() {}

    /** @param shown the reason that is shown of a pod, which stays the event's where Kubernetes has none */
    static String of(String shown) {
        return KNOWN.getOrDefault(shown, shown);
    }
}
