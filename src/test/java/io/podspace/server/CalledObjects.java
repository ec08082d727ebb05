package io.podspace.server;

/** Ids and names of what the calls are about. */
public record CalledObjects(
        long project,
        String projectName,
        long deployment,
        long service,
        long route,
        long secret,
        long autoscaler,
        String pod,
        String uid,
        String viewer,
        long account) {
    /** Nothing of it is there. */
    static CalledObjects missing(CalledObjects some) {
        long none = Integer.MAX_VALUE;
        return new CalledObjects(
                none,
                "no-such-project",
                none,
                none,
                none,
                none,
                none,
                "no-such-pod",
                some.uid(),
                some.viewer(),
                some.account());
    }
}
