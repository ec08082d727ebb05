package io.podspace.reconcile;

import java.util.List;

/**
 * What a check that was tried once on a pod brought.
 *
 * @param pod its name
 * @param status of an HTTP answer; 0: there was none
 * @param millis how long it took
 * @param text first bytes of the answer, or why there was none
 * @param open ports of the pod that take connections, told when the check's own does not
 */
public record CheckTrial(String pod, boolean passed, int status, int millis, String text, List<Integer> open) {}
