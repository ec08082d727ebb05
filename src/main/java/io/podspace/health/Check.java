package io.podspace.health;

/**
 * One check of a pod.
 *
 * @param delaySeconds before the first, counted from the start of the pod; 0-3600
 * @param periodSeconds from one to the next, 1-3600
 * @param timeoutSeconds an answer later than that is a failure; 1-300
 * @param successes in a row until it passes, 1-20; 1 for startup and liveness
 * @param failures in a row until it fails, 1-1000
 */
public record Check(
        Method method, int delaySeconds, int periodSeconds, int timeoutSeconds, int successes, int failures) {
    /** As Kubernetes: every 10 s, at most 1 s, three failures in a row. */
    public static Check of(Method method) {
        return new Check(method, 0, 10, 1, 1, 3);
    }

    /** Whether proxies run it. */
    public boolean fromOutside() {
        return method.onPort().isPresent();
    }
}
